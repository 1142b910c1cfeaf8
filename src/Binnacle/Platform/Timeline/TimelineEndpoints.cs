using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Timeline;

public static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder app)
    {
        app.MapApiGroup()
            .MapGet("/timeline", ListAsync)
            .RequireAuthorization(May.View)
            .WithSummary("Changes, newest first");
        app.MapGet("/timeline.json", ListAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        app.MapGet("/timeline.csv", CsvAsync).RequireAuthorization(May.View).ExcludeFromDescription();
    }

    private static async Task<Page<TimelineRow>> ListAsync(
        AppDb db,
        HttpResponse response,
        string? verb,
        string? actor,
        DateOnly? from,
        DateOnly? to,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var page = await db.TimelineAsync(new TimelineFilter(verb, actor, from, to), cursor, size, cancellation);
        response.LinkNext(page);
        return page;
    }

    private static async Task<IResult> CsvAsync(
        AppDb db,
        HttpResponse response,
        string? verb,
        string? actor,
        DateOnly? from,
        DateOnly? to,
        string? cursor,
        int? size,
        CancellationToken cancellation
    )
    {
        var page = await db.TimelineAsync(
            new TimelineFilter(verb, actor, from, to),
            cursor,
            size ?? Cursor.LargestSize,
            cancellation
        );
        response.LinkNext(page);
        return Csv.File(
            "timeline.csv",
            page.Items,
            ("at", row => row.At),
            ("actor", row => row.Actor),
            ("verb", row => row.Verb),
            ("subject", row => row.Subject),
            ("details", row => row.Details),
            ("url", row => row.SubjectUrl)
        );
    }
}
