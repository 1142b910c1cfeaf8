using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>A decision that stands in a repository, as its newest version says.</summary>
/// <param name="Label">Its own number, as "0007"; null where it has none.</param>
/// <param name="WaitingSince">The first version in which it waited; null where it was never seen waiting.</param>
/// <param name="DecidedAt">The first version after that in which it was accepted or rejected.</param>
public sealed record RepositoryDecision(
    Guid DocumentId,
    int Document,
    string? Label,
    string Title,
    DecisionStatus Status,
    Guid? TeamId,
    string Repository,
    string RepositorySlug,
    string Path,
    DateTime ChangedAt,
    DateOnly? Date,
    DateOnly? RevisitOn,
    bool HasConfirmation,
    DateTime? WaitingSince,
    DateTime? DecidedAt,
    IReadOnlyList<string> Supersedes,
    IReadOnlyList<string> SupersededBy
)
{
    public bool IsUndecided => Status is DecisionStatus.Draft or DecisionStatus.Proposed or DecisionStatus.OnHold;
}

/// <summary>
/// Decisions found in repositories. They change when a repository is scanned or archived, so they are remembered between.
/// </summary>
public sealed class RepositoryDecisions
{
    public Task<IReadOnlyList<RepositoryDecision>> ReadAsync(AppDb db, CancellationToken cancellation) =>
        db.RememberAsync("repository-decisions", () => LoadAsync(db, cancellation), cancellation);

    private static IQueryable<Document> Documents(AppDb db) =>
        db.Set<Document>().AsNoTracking().Where(row => row.Kind == DocumentKind.Decision && row.RemovedAt == null);

    private static IQueryable<Repository> Repositories(AppDb db) =>
        db.Set<Repository>().AsNoTracking().Where(row => row.ArchivedAt == null);

    private static async Task<IReadOnlyList<RepositoryDecision>> LoadAsync(AppDb db, CancellationToken cancellation)
    {
        var versions = (
            await db.Set<DocumentVersion>()
                .AsNoTracking()
                .Where(row => row.Facts != null && Documents(db).Any(document => document.Id == row.DocumentId))
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .Select(row => new
                {
                    row.DocumentId,
                    row.At,
                    row.Facts,
                })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.DocumentId, row => (row.At, row.Facts));
        var rows = await Documents(db)
            .Join(
                Repositories(db),
                document => document.RepositoryId,
                repository => repository.Id,
                (document, repository) =>
                    new
                    {
                        document,
                        repository.Name,
                        repository.Slug,
                    }
            )
            .OrderBy(row => row.document.Number)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => Of(row.document, row.Name, row.Slug, [.. versions[row.document.Id]]));
    }

    private static RepositoryDecision Of(
        Document document,
        string repository,
        string slug,
        IReadOnlyList<(DateTime At, string? Facts)> versions
    )
    {
        var read = versions
            .Select(version =>
                (version.At, Facts: JsonSerializer.Deserialize<DocumentFacts>(version.Facts!) as DecisionFacts)
            )
            .ToList();
        var facts = read.Count == 0 ? null : read[^1].Facts;
        var (since, decided) = Waited(read);
        return new(
            document.Id,
            document.Number,
            facts?.Number,
            document.Title.Length > 0 ? document.Title : document.Path,
            facts?.Status ?? DecisionStatus.Unknown,
            document.TeamId,
            repository,
            slug,
            document.Path,
            document.ChangedAt,
            facts?.Date,
            facts?.RevisitOn,
            facts?.HasConfirmation is true,
            since,
            decided,
            facts?.Supersedes ?? [],
            facts?.SupersededBy ?? []
        );
    }

    private static (DateTime? Since, DateTime? Decided) Waited(List<(DateTime At, DecisionFacts? Facts)> versions)
    {
        DateTime? since = null;
        foreach (var (at, facts) in versions)
        {
            if (facts?.Status is DecisionStatus.Draft or DecisionStatus.Proposed or DecisionStatus.OnHold)
                since ??= at;
            else if (since is not null && facts?.Status is DecisionStatus.Accepted or DecisionStatus.Rejected)
                return (since, at);
        }
        return (since, null);
    }
}
