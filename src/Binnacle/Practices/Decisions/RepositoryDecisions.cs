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
/// Decisions found in repositories. They change when a repository is scanned and not between, so they are kept until one was.
/// </summary>
public sealed class RepositoryDecisions
{
    private sealed record Mark(int Documents, DateTime? ChangedAt, int Repositories, DateTime? ScannedAt);

    private volatile Tuple<Mark, IReadOnlyList<RepositoryDecision>>? kept;

    public async Task<IReadOnlyList<RepositoryDecision>> ReadAsync(AppDb db, CancellationToken cancellation)
    {
        var mark = await MarkAsync(db, cancellation);
        if (kept is { } known && known.Item1 == mark)
            return known.Item2;
        var read = await LoadAsync(db, cancellation);
        kept = new(mark, read);
        return read;
    }

    private static async Task<Mark> MarkAsync(AppDb db, CancellationToken cancellation)
    {
        var documents = await Documents(db)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), ChangedAt = all.Max(row => (DateTime?)row.ChangedAt) })
            .FirstOrDefaultAsync(cancellation);
        var repositories = await Repositories(db)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), ScannedAt = all.Max(row => row.ScannedAt) })
            .FirstOrDefaultAsync(cancellation);
        return new(documents?.Count ?? 0, documents?.ChangedAt, repositories?.Count ?? 0, repositories?.ScannedAt);
    }

    private static IQueryable<Document> Documents(AppDb db) =>
        db.Set<Document>().AsNoTracking().Where(row => row.Kind == DocumentKind.Decision && row.RemovedAt == null);

    private static IQueryable<Repository> Repositories(AppDb db) =>
        db.Set<Repository>().AsNoTracking().Where(row => row.ArchivedAt == null);

    private static async Task<List<RepositoryDecision>> LoadAsync(AppDb db, CancellationToken cancellation)
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
