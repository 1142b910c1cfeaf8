using System.Diagnostics;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Chat;
using Binnacle.Platform.Deliveries.Mail;
using Binnacle.Platform.Deliveries.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Outbox;

/// <summary>
/// Sends what is due. A worker claims a row for five minutes with one UPDATE, so that of two nodes one has it; one that dies
/// in between leaves a claim that runs out. A letter that was taken and not yet noted goes out twice, with the same id.
/// </summary>
public sealed class DeliverySending(
    AppDbs databases,
    MailSending mail,
    ChatSending chat,
    TimeProvider clock,
    ILogger<DeliverySending> log
)
{
    private const int AtOnce = 4;
    private const int InOnePass = 100;

    /// <summary>Longer than any try may take.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private readonly Guid worker = Guid.CreateVersion7();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>One pass.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        List<Guid> due;
        await using (var db = databases.Open())
        {
            var now = Now;
            due = await Due(db.Set<Delivery>(), now)
                .OrderBy(row => row.NextTryAt)
                .Take(InOnePass)
                .Select(row => row.Id)
                .ToListAsync(cancellation);
        }
        var tried = 0;
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (id, stop) =>
            {
                try
                {
                    if (await TryAsync(id, stop))
                        Interlocked.Increment(ref tried);
                }
                // Its claim runs out and it is tried again; the others go out meanwhile.
                catch (Exception problem) when (!stop.IsCancellationRequested)
                {
                    log.LogWarning(problem, "Delivery {Id} could not be tried.", id);
                }
            }
        );
        return tried;
    }

    /// <summary>With SQLite there is one process: what was claimed before it began was cut off.</summary>
    public async Task RecoverAsync(CancellationToken cancellation)
    {
        if (databases.Choice.IsPostgres)
            return;
        await using var db = databases.Open();
        await db.Set<Delivery>()
            .Where(row => row.ClaimedUntil != null && row.ClaimedBy != worker)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, (DateTime?)null), cancellation);
    }

    private static IQueryable<Delivery> Due(IQueryable<Delivery> rows, DateTime now) =>
        rows.Where(row =>
            row.State == DeliveryState.Waiting
            && row.NextTryAt <= now
            && (row.ClaimedUntil == null || row.ClaimedUntil < now)
        );

    private async Task<bool> TryAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var now = Now;
        var until = now + Claim;
        var mine = await Due(db.Set<Delivery>(), now)
            .Where(row => row.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ClaimedUntil, until).SetProperty(row => row.ClaimedBy, worker),
                cancellation
            );
        if (mine == 0)
            return false;
        var delivery = await db.Set<Delivery>().AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
        // Private notices are their owner's: the filter that hides them from everybody else is off here.
        var notice = await db.Set<QueuedNotice>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .SingleAsync(row => row.Id == delivery.NoticeId, cancellation);
        var begun = Stopwatch.GetTimestamp();
        var (result, drop) = await SendAsync(db, delivery, notice, cancellation);
        await NoteAsync(db, delivery, result, drop, Stopwatch.GetElapsedTime(begun), cancellation);
        return true;
    }

    private async Task<(SendResult Result, bool Drop)> SendAsync(
        AppDb db,
        Delivery delivery,
        QueuedNotice notice,
        CancellationToken cancellation
    )
    {
        if (delivery.Kind is not ChannelKind.Email)
        {
            var channel = await db.Set<Channel>()
                .AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == delivery.ChannelId && row.ClosedAt == null, cancellation);
            if (channel is null)
                return (new(false, "The channel was closed."), true);
            return channel.PausedAt is not null
                ? (new(false, $"The channel is paused: {channel.PausedBecause}", MayPass: false), false)
                : (await chat.SendAsync(channel, delivery.Id, notice, cancellation), false);
        }
        if (await AddressAsync(db, delivery, notice, cancellation) is not { } address)
            return (
                new(false, "The recipient has ended it, has no confirmed address, or may not see it any more."),
                true
            );
        var server = await db.MailServerAsync(cancellation);
        return server is null
            ? (new(false, "No mail server is set up."), false)
            : (
                await mail.SendAsync(
                    server,
                    delivery.Id,
                    delivery.QueuedAt,
                    notice,
                    address,
                    delivery.AccountId,
                    cancellation
                ),
                false
            );
    }

    private static async Task<string?> AddressAsync(
        AppDb db,
        Delivery delivery,
        QueuedNotice notice,
        CancellationToken cancellation
    )
    {
        var account = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == delivery.AccountId && row.ClosedAt == null, cancellation);
        if (account?.Email is null)
            return null;
        // The one letter that goes to an address before it is confirmed.
        if (notice.Kind == EmailAddresses.Kind)
            return account.Email;
        if (!account.EmailConfirmed)
            return null;
        if (
            Topics.Knows(notice.Kind)
            && !await db.Set<Subscription>()
                .AnyAsync(
                    row => row.AccountId == account.Id && row.Topic == notice.Kind && row.EndedAt == null,
                    cancellation
                )
        )
            return null;
        return await db.MaySeeAsync(account.Id, notice.DataClass, notice.TeamId, notice.OwnerAccountId, cancellation)
            ? account.Email
            : null;
    }

    private async Task NoteAsync(
        AppDb db,
        Delivery delivery,
        SendResult result,
        bool drop,
        TimeSpan took,
        CancellationToken cancellation
    )
    {
        var now = Now;
        var tries = delivery.Tries + 1;
        var wait =
            result.Succeeded || drop || !result.MayPass ? null : Backoff.After(tries, Random.Shared.NextDouble());
        if (wait is { } planned && result.After is { } asked && asked > planned)
            wait = asked;
        var state =
            result.Succeeded ? DeliveryState.Sent
            : drop ? DeliveryState.Dropped
            : wait is null ? DeliveryState.Failed
            : DeliveryState.Waiting;
        var reason = result.Succeeded ? null : StorableText.Cut(StorableText.Of(result.Answer), 500);
        var next = now + (wait ?? TimeSpan.Zero);
        DateTime? ended = state is DeliveryState.Waiting ? null : now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<Delivery>()
            .Where(row => row.Id == delivery.Id && row.ClaimedBy == worker)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, state)
                        .SetProperty(row => row.Tries, tries)
                        .SetProperty(row => row.NextTryAt, next)
                        .SetProperty(row => row.EndedAt, ended)
                        .SetProperty(row => row.Reason, reason)
                        .SetProperty(row => row.ClaimedUntil, (DateTime?)null),
                cancellation
            );
        db.Add(
            new DeliveryTry
            {
                DeliveryId = delivery.Id,
                At = now,
                Succeeded = result.Succeeded,
                Milliseconds = (int)took.TotalMilliseconds,
                Answer = StorableText.Cut(result.Answer, 500),
            }
        );
        await db.SaveChangesAsync(cancellation);
        if (result.IsGone && delivery.ChannelId is { } gone)
            await db.PauseAsync(gone, result.Answer, cancellation);
        await transaction.CommitAsync(cancellation);
        if (state is DeliveryState.Failed)
            log.LogWarning("Delivery {Id} to {Recipient} failed: {Reason}", delivery.Id, delivery.Recipient, reason);
    }
}
