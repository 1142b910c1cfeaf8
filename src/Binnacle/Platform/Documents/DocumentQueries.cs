using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Documents;

/// <param name="Kind">As in JSON: <c>decision</c>, <c>alert-rules</c>.</param>
/// <param name="Repository">Its slug.</param>
/// <param name="Scope">A team as <c>team:payments</c>; null or the organization for all.</param>
/// <param name="Text">Part of the title or of the path.</param>
public sealed record DocumentFilter(
    string? Kind = null,
    string? Repository = null,
    string? Scope = null,
    bool Problems = false,
    string? Text = null
);

public sealed record DocumentRow(
    int Number,
    string Title,
    DocumentKind Kind,
    string Repository,
    string RepositorySlug,
    string Path,
    string? Team,
    DateTime ChangedAt,
    string ChangedIn,
    int Problems
);

public static class DocumentQueries
{
    /// <summary>Documents that are there now; removed ones keep their page and leave the list.</summary>
    public static IQueryable<Document> DocumentsNow(this AppDb db, DocumentFilter filter)
    {
        var documents = db.Set<Document>().AsNoTracking().Where(row => row.RemovedAt == null);
        if (!string.IsNullOrWhiteSpace(filter.Kind))
        {
            var kind = KindOf(filter.Kind) ?? throw new Refusal("kind", $"There is no kind “{filter.Kind}”.");
            documents = documents.Where(row => row.Kind == kind);
        }
        if (!string.IsNullOrWhiteSpace(filter.Repository))
            documents = documents.Where(row =>
                db.Set<Repository>()
                    .Any(repository => repository.Id == row.RepositoryId && repository.Slug == filter.Repository)
            );
        if (ScopeText.TeamSlug(filter.Scope) is { } slug)
            documents = documents.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        else if (ScopeText.RepositorySlug(filter.Scope) is { } place)
            documents = documents.Where(row =>
                db.Set<Repository>().Any(repository => repository.Id == row.RepositoryId && repository.Slug == place)
            );
        if (filter.Problems)
            documents = documents.Where(row => row.Problems > 0);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var sought = filter.Text.Trim();
            var folded = sought.ToLowerInvariant();
            documents = documents.Where(row =>
                row.Title.Contains(sought)
                || row.Title.ToLower().Contains(folded)
                || row.Path.ToLower().Contains(folded)
            );
        }
        return documents;
    }

    public static IQueryable<DocumentRow> AsRows(this IQueryable<Document> documents, AppDb db) =>
        documents.Select(row => new DocumentRow(
            row.Number,
            row.Title == "" ? row.Path : row.Title,
            row.Kind,
            db.Set<Repository>()
                .Where(repository => repository.Id == row.RepositoryId)
                .Select(repository => repository.Name)
                .First(),
            db.Set<Repository>()
                .Where(repository => repository.Id == row.RepositoryId)
                .Select(repository => repository.Slug)
                .First(),
            row.Path,
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            row.ChangedAt,
            row.ChangedIn,
            row.Problems
        ));

    /// <summary>How a kind is written in addresses and JSON: <c>alert-rules</c>.</summary>
    public static string Slug(this DocumentKind kind) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static DocumentKind? KindOf(string slug)
    {
        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            if (kind.Slug() == slug.Trim())
                return kind;
        }
        return null;
    }
}
