using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

public static class FeedVerbs
{
    private const int MostFeeds = 20;

    /// <returns>The secret part of the address, which is not kept.</returns>
    public static async Task<string> AddFeedAsync(
        this AppDb db,
        string? teamSlug,
        CancellationToken cancellation = default
    )
    {
        var owner = db.Viewer.AccountId ?? throw new Refusal("", "Sign in to make a feed.");
        var team = await db.TeamOrNobodyAsync(teamSlug, cancellation);
        if (await db.Set<CadenceFeed>().CountAsync(row => row.RevokedAt == null, cancellation) >= MostFeeds)
            throw new Refusal("", $"You have {MostFeeds} feeds. Revoke one first.");
        var token = Secret.Make();
        var feed = new CadenceFeed
        {
            TeamId = team?.Id,
            OwnerAccountId = owner,
            Hash = Secret.Hash(token),
            Ending = token[^4..],
            CreatedAt = db.Now,
        };
        db.Add(feed);
        db.Record("feed.made", $"Calendar of {team?.Name ?? "all cadences"}", "/cadences/feeds", classified: feed);
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    public static async Task RevokeFeedAsync(this AppDb db, Guid id, CancellationToken cancellation = default)
    {
        if (
            await db.Set<CadenceFeed>().SingleOrDefaultAsync(row => row.Id == id && row.RevokedAt == null, cancellation)
            is not { } feed
        )
            return;
        feed.RevokedAt = db.Now;
        db.Record("feed.revoked", "Calendar", "/cadences/feeds", classified: feed);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The calendar behind an address, seen with the eyes of its owner; null where it opens nothing any more.</summary>
    public static async Task<string?> FeedTextAsync(
        this AppDb db,
        string token,
        Uri? site,
        CancellationToken cancellation = default
    )
    {
        var hash = Secret.Hash(token);
        var feed = await db.Set<CadenceFeed>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, cancellation);
        if (
            feed?.OwnerAccountId is not { } owner
            || await db.LoadViewerAsync(owner, null, cancellation) is not { } viewer
        )
            return null;
        db.Viewer = viewer;
        if (viewer.Highest < Role.Viewer)
            return null;
        var now = db.Now;
        if (feed.LastUsedAt is not { } used || now - used > TimeSpan.FromMinutes(10))
        {
            await db.Set<CadenceFeed>()
                .Where(row => row.Id == feed.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellation);
        }
        var name = feed.TeamId is null ? "Cadences" : await db.TeamNameAsync(feed.TeamId, cancellation);
        var cadences = db.Set<Cadence>().Where(row => feed.TeamId == null || row.TeamId == feed.TeamId);
        return await db.CalendarOfAsync(name!, cadences, site, cancellation);
    }

    public static async Task<string> CalendarOfAsync(
        this AppDb db,
        string name,
        IQueryable<Cadence> cadences,
        Uri? site,
        CancellationToken cancellation = default
    )
    {
        var rows = await cadences.AsNoTracking().ToDictionaryAsync(row => row.Id, cancellation);
        var records = await db.RecordsAsync(cadences, cancellation: cancellation);
        return CalendarWriting.Write(
            name,
            [
                .. records.Select(record => new CalendarCadence(
                    record,
                    rows[record.Id].Place,
                    rows[record.Id].Agenda,
                    rows[record.Id].Sequence,
                    rows[record.Id].ChangedAt,
                    site is null ? null : new Uri(site, rows[record.Id].Url).ToString()
                )),
            ],
            await db.HolidaysAsync(cancellation),
            db.Today
        );
    }
}
