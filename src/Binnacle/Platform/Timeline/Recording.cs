using Binnacle.Platform.Access;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Timeline;

/// <summary>
/// Entities whose every change must stand on the Timeline. Saving one of them without a <see cref="TimelineEvent"/> in the
/// same unit of work throws.
/// </summary>
public interface IRecorded;

public static class Recording
{
    /// <summary>Adds the row to the unit of work; it is saved, or lost, together with the change it tells of.</summary>
    public static void Record(
        this AppDb db,
        string verb,
        string subject,
        string? url = null,
        string? details = null,
        IClassified? classified = null
    ) =>
        db.Add(
            new TimelineEvent
            {
                At = db.Clock.GetUtcNow().UtcDateTime,
                ActorId = db.Viewer.AccountId,
                Actor = db.Viewer.Name,
                Verb = verb,
                Subject = subject.Length > 400 ? subject[..400] : subject,
                SubjectUrl = url,
                Details = details,
                DataClass = classified?.DataClass ?? DataClass.Open,
                TeamId = classified?.TeamId,
                OwnerAccountId = classified?.OwnerAccountId,
            }
        );
}
