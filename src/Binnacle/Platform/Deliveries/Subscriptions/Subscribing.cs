using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Subscriptions;

/// <param name="Team">Null for the organization.</param>
public sealed record SubscriptionRow(Guid Id, string Topic, string? Team, DateTime Since);

/// <summary>What the signed-in account asks to be told, and its feed.</summary>
public static class Subscribing
{
    private const int MostSubscriptions = 100;

    public static async Task<IReadOnlyList<SubscriptionRow>> OwnSubscriptionsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Subscription>()
            .Where(row => row.AccountId == db.Viewer.AccountId && row.EndedAt == null)
            .OrderBy(row => row.Topic)
            .ThenBy(row => row.Since)
            .Select(row => new SubscriptionRow(
                row.Id,
                row.Topic,
                db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                row.Since
            ))
            .ToListAsync(cancellation);

    public static async Task SubscribeAsync(
        this AppDb db,
        string? topic,
        string? scope,
        CancellationToken cancellation = default
    )
    {
        var account = db.Viewer.AccountId ?? throw new Refusal("", "Sign in to subscribe.");
        if (!Topics.Knows(topic))
            throw new Refusal("topic", "Choose one of the topics.");
        // Reminders are about what one owns, in whatever team.
        var team =
            topic == Topics.Reminders ? null : await db.TeamOfScopeAsync(scope, "team", cancellation: cancellation);
        var (teamId, name) = (team?.Id, team?.Name);
        var own = db.Set<Subscription>().Where(row => row.AccountId == account && row.EndedAt == null);
        if (await own.AnyAsync(row => row.Topic == topic && row.TeamId == teamId, cancellation))
            return;
        if (await own.CountAsync(cancellation) >= MostSubscriptions)
            throw new Refusal("topic", $"{MostSubscriptions} subscriptions are enough. End one first.");
        db.Add(
            new Subscription
            {
                AccountId = account,
                Topic = topic!,
                TeamId = teamId,
                Since = db.Now,
            }
        );
        db.Record("subscription.made", Topics.Words(topic!), "/account/notices", name, AccessEvent.Own(account));
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task EndSubscriptionAsync(this AppDb db, Guid id, CancellationToken cancellation = default)
    {
        var row = await db.Set<Subscription>()
            .SingleOrDefaultAsync(
                row => row.Id == id && row.AccountId == db.Viewer.AccountId && row.EndedAt == null,
                cancellation
            );
        if (row is null)
            return;
        (row.EndedAt, row.EndedHow) = (db.Now, "on the page");
        db.Record(
            "subscription.ended",
            Topics.Words(row.Topic),
            "/account/notices",
            classified: AccessEvent.Own(row.AccountId)
        );
        await db.SaveChangesAsync(cancellation);
    }
}
