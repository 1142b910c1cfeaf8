using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Binnacle.Practices.Communication.Summaries;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Sharing;

/// <summary>What whoever holds a link sees: one text, and nothing else of the product.</summary>
public sealed record SharedSummary(
    string Title,
    string Markdown,
    string? Correction,
    DateTime PublishedAt,
    DateTime ExpiresAt
);

/// <summary>Public links to one published text. Only what is open to everybody inside may go outside.</summary>
public static class SharedLinks
{
    public const int MostDays = 90;
    private const int MostLinks = 20;

    /// <returns>The token, shown once.</returns>
    public static async Task<string> ShareAsync(
        this AppDb db,
        Summary summary,
        Audience audience,
        int days,
        CancellationToken cancellation = default
    )
    {
        SummaryVerbs.RequireMayPublish(db, summary);
        if (summary.DataClass is not DataClass.Open)
            throw new Refusal("", "It is for leaders alone and cannot be shared.");
        if (summary.Published(audience) is null)
            throw new Refusal("", "Publish it first: a link shows what was published.");
        if (days is < 1 or > MostDays)
            throw new Refusal("days", $"A link is valid for 1 to {MostDays} days.");
        var now = db.Now;
        if (
            await db.Set<SharedLink>()
                .CountAsync(
                    row => row.SummaryId == summary.Id && row.RevokedAt == null && row.ExpiresAt > now,
                    cancellation
                ) >= MostLinks
        )
            throw new Refusal("", $"{MostLinks} links are enough. Revoke one first.");
        var token = Secret.Make();
        db.Add(
            new SharedLink
            {
                SummaryId = summary.Id,
                Audience = audience,
                TokenHash = Secret.Hash(token),
                Ending = token[^4..],
                MadeAt = now,
                MadeBy = db.Viewer.Name,
                ExpiresAt = now.AddDays(days),
            }
        );
        db.Record(
            "summary-link.made",
            summary.Title,
            summary.Url,
            $"For {AudienceRules.Of(audience).Words}, until {Wording.Day(now.AddDays(days))}",
            summary
        );
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    public static async Task RevokeLinkAsync(
        this AppDb db,
        Summary summary,
        Guid id,
        CancellationToken cancellation = default
    )
    {
        SummaryVerbs.RequireMayPublish(db, summary);
        var link = await db.Set<SharedLink>()
            .SingleOrDefaultAsync(
                row => row.Id == id && row.SummaryId == summary.Id && row.RevokedAt == null,
                cancellation
            );
        if (link is null)
            return;
        (link.RevokedAt, link.RevokedBy) = (db.Now, db.Viewer.Name);
        db.Record(
            "summary-link.revoked",
            summary.Title,
            summary.Url,
            $"It was opened {Wording.Count(link.Opened, "time", "times")}",
            summary
        );
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task<IReadOnlyList<SharedLink>> LinksAsync(
        this AppDb db,
        Summary summary,
        CancellationToken cancellation = default
    ) =>
        await db.Set<SharedLink>()
            .AsNoTracking()
            .Where(row => row.SummaryId == summary.Id)
            .OrderByDescending(row => row.MadeAt)
            .Take(50)
            .ToListAsync(cancellation);

    /// <summary>Nobody is looking: the token is what opens it, so filters by viewer are off. Counts the opening.</summary>
    public static async Task<SharedSummary?> OpenSharedAsync(
        this AppDb db,
        string token,
        CancellationToken cancellation = default
    )
    {
        var hash = Secret.Hash(token);
        var now = db.Now;
        var link = await db.Set<SharedLink>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.TokenHash == hash && row.RevokedAt == null && row.ExpiresAt > now,
                cancellation
            );
        if (link is null)
            return null;
        var summary = await db.Set<Summary>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Include(row => row.Texts)
                .ThenInclude(text => text.Publication)
            .SingleOrDefaultAsync(row => row.Id == link.SummaryId && row.DataClass == DataClass.Open, cancellation);
        if (summary?.Published(link.Audience) is not { } text)
            return null;
        await db.Set<SharedLink>()
            .Where(row => row.Id == link.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Opened, row => row.Opened + 1).SetProperty(row => row.LastOpenedAt, now),
                cancellation
            );
        if (link.Opened == 0)
        {
            db.Viewer = Viewer.Nobody with { Name = "Somebody with the link" };
            db.Record(
                "summary-link.opened",
                summary.Title,
                summary.Url,
                "For the first time; the page counts.",
                summary
            );
            await db.SaveChangesAsync(cancellation);
            db.Viewer = Viewer.Nobody;
        }
        return new(
            summary.Title,
            WithoutTitle(text.Markdown, summary.Title),
            text.Correction,
            text.Publication!.At,
            link.ExpiresAt
        );
    }

    /// <summary>Drafts of earlier versions began with their title, which stands above them here.</summary>
    private static string WithoutTitle(string markdown, string title)
    {
        var opening = $"{DraftWords.Escaped(title)}.\n";
        return markdown.StartsWith(opening, StringComparison.Ordinal) ? markdown[opening.Length..] : markdown;
    }
}
