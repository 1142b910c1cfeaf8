using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;

namespace Binnacle.Demo;

/// <summary>Puts on the Timeline what happened before now, by whom it happened.</summary>
internal sealed class Telling(AppDb db, Calendar calendar, int seed)
{
    private readonly Draw draw = new(seed, "timeline");

    public Calendar Calendar => calendar;

    public void Tell(
        DateTime at,
        string actor,
        string verb,
        string subject,
        string? url = null,
        string? details = null,
        Guid? teamId = null
    ) =>
        db.Add(
            new TimelineEvent
            {
                Id = draw.Id(),
                At = at,
                Actor = actor,
                Verb = verb,
                Subject = subject,
                SubjectUrl = url,
                Details = details,
                TeamId = teamId,
            }
        );
}
