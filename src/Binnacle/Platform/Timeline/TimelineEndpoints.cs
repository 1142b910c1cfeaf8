using Binnacle.Platform.Api;

namespace Binnacle.Platform.Timeline;

public static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder app) =>
        app.MapList<TimelineFilter, TimelineRow>(
            "/timeline",
            "/timeline",
            "Changes, newest first",
            async (db, filter, part, cancellation) => await db.TimelineAsync(filter, part, cancellation),
            ("at", row => row.At),
            ("actor", row => row.Actor),
            ("verb", row => row.Verb),
            ("subject", row => row.Subject),
            ("details", row => row.Details),
            ("url", row => row.SubjectUrl)
        );
}
