using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>Each working morning: tells owners what <see cref="Reminders"/> finds, once, by their e-mail, where they asked for it; and rooms, once a week.</summary>
internal sealed class RemindJob(AppDbs databases) : IJob
{
    public const string Id = "remind";

    public string Name => Id;

    public string Schedule => "0 0 7 ? * MON-FRI";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Remind owners of commitments")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var today = db.Today;
        // Private ones are their maker's alone, and their owner may be somebody else: nothing about them leaves.
        var open = await db.Set<Commitment>()
            .Where(row => row.ClosedOn == null && row.DataClass == DataClass.Open && row.DueOn <= today.AddDays(14))
            .Select(row => new OpenPromise(row.Id, row.Number, row.Title, row.OwnerId, row.DueOn, false))
            .ToListAsync(cancellation);
        var since = today.AddDays(-7);
        var sent = await db.Set<SentReminder>().Where(row => row.SentOn >= since).ToListAsync(cancellation);
        var reminders = Reminders.Due(open, today, sent);
        var queued = 0;
        for (var index = 0; index < reminders.Count; index++)
        {
            progress.Report(new("Reminding owners", index, reminders.Count));
            await using var own = databases.Open();
            queued += await RemindAsync(own, reminders[index], cancellation);
        }
        await using var rooms = databases.Open();
        var told = await rooms.TellRoomsAsync(cancellation);
        return (queued, told) switch
        {
            (0, 0) => "Nobody needed a reminder who asked for reminders.",
            (_, 0) => $"Reminded {Wording.Count(queued, "owner", "owners")}.",
            _ => $"Reminded {Wording.Count(queued, "owner", "owners")} and {Wording.Count(told, "room", "rooms")}.",
        };
    }

    /// <summary>The notice and the row that keeps it from going twice: both or neither.</summary>
    private static async Task<int> RemindAsync(AppDb db, Reminder reminder, CancellationToken cancellation)
    {
        var notice = ReminderWords.Notice(reminder, db.Today);
        var queued = await db.QueueNoticeAsync(notice, Recipients.People(reminder.OwnerId), cancellation);
        foreach (var promise in reminder.Kind is ReminderKind.Digest ? [null] : reminder.Promises.Cast<OpenPromise?>())
        {
            db.Add(
                new SentReminder
                {
                    OwnerId = reminder.OwnerId,
                    Kind = reminder.Kind,
                    CommitmentId = promise?.Id,
                    SentOn = db.Today,
                }
            );
        }
        await db.SaveChangesAsync(cancellation);
        return queued > 0 ? 1 : 0;
    }
}
