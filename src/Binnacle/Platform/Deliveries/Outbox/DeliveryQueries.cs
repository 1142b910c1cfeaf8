using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Outbox;

/// <param name="State">"waiting", "sent", "failed", "dropped"; null for all.</param>
/// <param name="Channel">"email", "slack", …; null for all.</param>
public sealed record DeliveryFilter(string? State = null, string? Channel = null)
{
    public static readonly IReadOnlyList<string> States = ["all", "waiting", "sent", "failed", "dropped"];
}

/// <summary>A delivery in the log.</summary>
/// <param name="Title">Of a private notice: "A private notice".</param>
public sealed record DeliveryRow(
    Guid Id,
    DateTime QueuedAt,
    string Topic,
    string Title,
    ChannelKind Channel,
    string Recipient,
    DeliveryState State,
    int Tries,
    DateTime? NextTryAt,
    DateTime? EndedAt,
    string? Reason
);

public static class DeliveryQueries
{
    internal const string Private = "A private notice";

    /// <summary>Administrators see all; leaders what concerns the organization or a team of theirs.</summary>
    public static IQueryable<Delivery> Deliveries(this AppDb db, DeliveryFilter filter)
    {
        // Rows of notices that the viewer may not read stay in the log of administrators, without their words.
        var rows = db.Set<Delivery>().IgnoreQueryFilters().AsNoTracking();
        if (db.Viewer.Role < Role.Administrator)
        {
            var all = db.Viewer.Role >= Role.Leader;
            var led = db.Viewer.LedTeams;
            rows = rows.Where(row =>
                row.Notice.DataClass != DataClass.Private
                && (all || (row.Notice.TeamId != null && led.Contains(row.Notice.TeamId.Value)))
            );
        }
        if (filter.State is { Length: > 0 } and not "all")
        {
            if (!Enum.TryParse<DeliveryState>(filter.State, ignoreCase: true, out var state) || !Enum.IsDefined(state))
                throw new Refusal("state", "Ask for waiting, sent, failed, dropped or all.");
            rows = rows.Where(row => row.State == state);
        }
        if (filter.Channel is { Length: > 0 } and not "all")
        {
            if (!Enum.TryParse<ChannelKind>(filter.Channel, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
                throw new Refusal("channel", "Ask for email, slack, teams, mattermost, webhook or all.");
            rows = rows.Where(row => row.Kind == kind);
        }
        return rows;
    }

    public static IQueryable<DeliveryRow> AsRows(this IQueryable<Delivery> deliveries) =>
        deliveries.Select(row => new DeliveryRow(
            row.Id,
            row.QueuedAt,
            row.Notice.Kind,
            row.Notice.DataClass == DataClass.Private ? Private : row.Notice.Title,
            row.Kind,
            row.Recipient,
            row.State,
            row.Tries,
            row.State == DeliveryState.Waiting ? row.NextTryAt : null,
            row.EndedAt,
            row.Reason
        ));

    public static Task<List<DeliveryTry>> TriesAsync(
        this AppDb db,
        Guid id,
        CancellationToken cancellation = default
    ) =>
        db.Set<DeliveryTry>()
            .AsNoTracking()
            .Where(row => row.DeliveryId == id)
            .OrderBy(row => row.At)
            .ToListAsync(cancellation);

    /// <summary>Puts one that failed back: it is tried at once, and as often as a new one.</summary>
    /// <exception cref="Refusal">It did not fail.</exception>
    public static async Task SendAgainAsync(this AppDb db, Guid id, CancellationToken cancellation = default)
    {
        var known =
            await db.Deliveries(new()).Where(row => row.Id == id).AsRows().SingleOrDefaultAsync(cancellation)
            ?? throw new Refusal("", "This delivery is not known any more.");
        if (db.Viewer.Highest < Role.Leader)
            throw new NotAllowed("Only leaders and administrators may send again.");
        var now = db.Now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var changed = await db.Set<Delivery>()
            .Where(row => row.Id == id && row.State == DeliveryState.Failed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, DeliveryState.Waiting)
                        .SetProperty(row => row.Tries, 0)
                        .SetProperty(row => row.NextTryAt, now)
                        .SetProperty(row => row.EndedAt, (DateTime?)null),
                cancellation
            );
        if (changed == 0)
            throw new Refusal(
                "",
                $"It is {known.State.ToString().ToLowerInvariant()}; only what failed is sent again."
            );
        // Its title is read by those alone who may read the notice.
        var notice = await db.Set<QueuedNotice>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .SingleAsync(row => db.Set<Delivery>().Any(of => of.Id == id && of.NoticeId == row.Id), cancellation);
        db.Record(
            "delivery.sent-again",
            known.Title,
            $"/settings/deliveries/log/{id}",
            $"To {known.Recipient}",
            notice
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
