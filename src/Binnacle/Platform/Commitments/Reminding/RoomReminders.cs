using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>An open promise as a room reads it.</summary>
public sealed record RoomPromise(int Number, string Title, string Owner, DateOnly DueOn);

/// <summary>Once a week, each chat room that takes reminders: what is overdue there and what comes due. A team's room hears of its team.</summary>
internal static class RoomReminders
{
    private const int DaysAhead = 14;

    /// <returns>How many rooms were told.</returns>
    public static async Task<int> TellRoomsAsync(this AppDb db, CancellationToken cancellation)
    {
        var rooms = await db.Set<Channel>()
            .AsNoTracking()
            .Where(row => row.ClosedAt == null && row.PausedAt == null && row.Kind != ChannelKind.Email)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var told = 0;
        foreach (var room in rooms.Where(room => room.Takes(Topics.Reminders)))
        {
            var (promises, late, all) = await PressingAsync(db, room.TeamId, cancellation);
            if (all == 0)
                continue;
            var notice = ReminderWords.ForRoom(promises, late, all, db.Today) with { TeamId = room.TeamId };
            told += await db.QueueNoticeAsync(notice, Recipients.Rooms(room.Id), cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        return told;
    }

    /// <summary>The oldest first, as many as a message lists; how many are overdue, and how many there are.</summary>
    private static async Task<(List<RoomPromise> Promises, int Late, int All)> PressingAsync(
        AppDb db,
        Guid? team,
        CancellationToken cancellation
    )
    {
        var until = db.Today.AddDays(DaysAhead);
        // Private ones are their maker's alone.
        var pressing = db.Set<Commitment>()
            .Where(row => row.ClosedOn == null && row.DataClass == DataClass.Open && row.DueOn <= until)
            .Where(row => team == null || row.TeamId == team);
        var promises = await pressing
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Number)
            .Take(ReminderWords.MostListed)
            .Select(row => new RoomPromise(
                row.Number,
                row.Title,
                db.Set<Person>().Where(person => person.Id == row.OwnerId).Select(person => person.Name).First(),
                row.DueOn
            ))
            .ToListAsync(cancellation);
        var today = db.Today;
        var late = await pressing.CountAsync(row => row.DueOn < today, cancellation);
        return (promises, late, await pressing.CountAsync(cancellation));
    }
}
