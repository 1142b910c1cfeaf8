using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <param name="Scope">A team as <c>team:payments</c>; null or the organization for all.</param>
/// <param name="Show">"all", "published" or "drafts".</param>
public sealed record SummaryFilter(string? Scope = null, string? Show = null)
{
    public static readonly IReadOnlyList<string> Choices = ["all", "published", "drafts"];
}

/// <summary>A summary in a list.</summary>
/// <param name="Team">Null for the organization.</param>
public sealed record SummaryRow(
    int Number,
    string Title,
    string? Team,
    DateOnly From,
    DateOnly To,
    string MadeBy,
    DateTime MadeAt,
    DateTime? PublishedAt,
    int PublishedTexts,
    DateTime? SentAt
);

public static class SummaryQueries
{
    public static string Slug(Audience audience) => audience.ToString().ToLowerInvariant();

    public static Audience? AudienceOf(string? slug) =>
        Enum.GetValues<Audience>().Cast<Audience?>().FirstOrDefault(audience => Slug(audience!.Value) == slug);

    /// <summary>What the viewer may see, the newest period first.</summary>
    public static IOrderedQueryable<Summary> Summaries(this AppDb db, SummaryFilter filter)
    {
        var rows = db.Set<Summary>().AsNoTracking();
        rows = (filter.Show ?? "all") switch
        {
            "all" or "" => rows,
            "published" => rows.Where(row => row.Texts.Any(text => text.Publication != null)),
            "drafts" => rows.Where(row => row.Texts.All(text => text.Publication == null)),
            _ => throw new Refusal("show", "Choose all, published or drafts."),
        };
        if (ScopeText.TeamSlug(filter.Scope) is { } slug)
            rows = rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        return rows.OrderByDescending(row => row.To).ThenByDescending(row => row.Number);
    }

    public static IQueryable<SummaryRow> AsRows(this IQueryable<Summary> summaries, AppDb db) =>
        summaries.Select(row => new SummaryRow(
            row.Number,
            row.Title,
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            row.From,
            row.To,
            row.MadeBy,
            row.MadeAt,
            row.Texts.Min(text => text.Publication == null ? null : (DateTime?)text.Publication.At),
            row.Texts.Where(text => text.Publication != null).Select(text => text.Audience).Distinct().Count(),
            db.Set<Sending>()
                .Where(sending => row.Texts.Any(text => text.Id == sending.TextId))
                .Max(sending => (DateTime?)sending.At)
        ));

    /// <summary>With its texts, ready to be changed; null where there is none or the viewer may not see it.</summary>
    public static Task<Summary?> SummaryAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Summary>()
            .Include(row => row.Texts)
                .ThenInclude(text => text.Publication)
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);
}
