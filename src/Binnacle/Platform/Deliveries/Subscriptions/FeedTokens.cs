using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Subscriptions;

/// <summary>The one token of an account with which a feed reader reads as it. Making a new one ends the old.</summary>
public static class FeedTokens
{
    public static Task<FeedToken?> OwnFeedTokenAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<FeedToken>()
            .Where(row => row.AccountId == db.Viewer.AccountId && row.RevokedAt == null)
            .OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(cancellation);

    /// <returns>The token, shown once.</returns>
    public static async Task<string> MakeFeedTokenAsync(this AppDb db, CancellationToken cancellation = default)
    {
        var account = db.Viewer.AccountId ?? throw new Refusal("", "Sign in to get a feed.");
        await RevokeAsync(db, account, cancellation);
        var token = Secret.Make();
        db.Add(
            new FeedToken
            {
                AccountId = account,
                Hash = Secret.Hash(token),
                Ending = token[^4..],
                CreatedAt = db.Now,
            }
        );
        db.Record("feed.made", "address of the feeds", "/account/notices", classified: AccessEvent.Own(account));
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    public static async Task RevokeFeedTokenAsync(this AppDb db, CancellationToken cancellation = default)
    {
        if (db.Viewer.AccountId is not { } account || await RevokeAsync(db, account, cancellation) == 0)
            return;
        db.Record("feed.revoked", "address of the feeds", "/account/notices", classified: AccessEvent.Own(account));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Who reads with it, with the rights that the account has today; null where the token is not valid.</summary>
    public static async Task<Viewer?> ViewerOfFeedAsync(
        this AppDb db,
        string token,
        CancellationToken cancellation = default
    )
    {
        var hash = Secret.Hash(token);
        var row = await db.Set<FeedToken>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, cancellation);
        if (row is null)
            return null;
        var now = db.Now;
        if (row.LastUsedAt is null || now - row.LastUsedAt > TimeSpan.FromMinutes(1))
            await db.Set<FeedToken>()
                .Where(other => other.Id == row.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.LastUsedAt, now), cancellation);
        var viewer = await db.LoadViewerAsync(row.AccountId, securityStamp: null, cancellation);
        return viewer is { Highest: >= Role.Viewer } ? viewer : null;
    }

    private static async Task<int> RevokeAsync(AppDb db, Guid account, CancellationToken cancellation)
    {
        var rows = await db.Set<FeedToken>()
            .Where(row => row.AccountId == account && row.RevokedAt == null)
            .ToListAsync(cancellation);
        foreach (var row in rows)
            row.RevokedAt = db.Now;
        return rows.Count;
    }
}
