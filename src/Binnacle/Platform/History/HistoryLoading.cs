using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.History;

/// <summary>Loads four years of history of every repository, for checks: two years of trend, each looking two years back.</summary>
internal sealed class HistoryLoading : IRecordSource
{
    private const int Years = 4;

    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var repositories = await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        // One index a person over all repositories, without a name.
        var people = new Dictionary<object, int>();
        var histories = new List<RepositoryHistory>();
        foreach (var repository in repositories)
            histories.Add(await LoadAsync(db, repository, people, cancellation));
        records.With<RepositoryHistory>(histories);
    }

    private static async Task<RepositoryHistory> LoadAsync(
        AppDb db,
        Repository repository,
        Dictionary<object, int> index,
        CancellationToken cancellation
    )
    {
        var since = db.Now.AddYears(-Years);
        var paths = await db.Set<HistoryPath>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository.Id && row.IsCounted)
            .Select(row => new
            {
                row.Id,
                row.Area,
                row.TeamId,
                row.IsCurrent,
            })
            .ToListAsync(cancellation);
        var areas = new List<AreaFact>();
        var areaIndex = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in paths.GroupBy(path => path.Area).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            areaIndex[group.Key] = areas.Count;
            var team = group
                .Where(path => path.IsCurrent)
                .GroupBy(path => path.TeamId)
                .MaxBy(owner => owner.Count())
                ?.Key;
            areas.Add(new(group.Key, team, group.Count(path => path.IsCurrent)));
        }
        var pathFacts = paths.ToDictionary(path => path.Id, path => (Area: areaIndex[path.Area], path.TeamId));
        var tags = await db.Set<HistoryTag>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository.Id && row.IsRelease)
            .OrderBy(row => row.At)
            .Select(row => new
            {
                Row = row,
                IsOnBranch = db.Set<HistoryCommit>()
                    .Any(commit => commit.RepositoryId == row.RepositoryId && commit.Name == row.Commit),
            })
            .ToListAsync(cancellation);
        var releasedAt = tags.ToDictionary(tag => tag.Row.Id, tag => tag.Row.At);
        var people = await AuthorsAsync(db, repository.Id, index, cancellation);
        var touched = await TouchedAsync(db, repository.Id, since, cancellation);
        var rows = await db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository.Id && row.At >= since)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.Name,
                IsMerge = row.Parents.Length > row.Name.Length,
                row.At,
                row.Subject,
                row.AuthorId,
                row.Kind,
                row.DecidedBy,
                row.TagId,
            })
            .Where(row => !row.IsMerge)
            .ToListAsync(cancellation);
        var commits = new List<CommitFact>(rows.Count);
        foreach (var row in rows)
        {
            var files = touched.GetValueOrDefault(row.Id) ?? [];
            var counted = files.Where(file => pathFacts.ContainsKey(file.PathId)).ToList();
            var (author, isBot) = people[row.AuthorId];
            commits.Add(
                new(
                    Convert.ToHexStringLower(row.Name),
                    row.At,
                    row.Subject,
                    author,
                    isBot,
                    row.Kind,
                    row.DecidedBy,
                    counted.GroupBy(file => pathFacts[file.PathId].TeamId).MaxBy(owner => owner.Count())?.Key
                        ?? (counted.Count == 0 ? repository.TeamId : null),
                    counted.Sum(file => file.Added),
                    counted.Sum(file => file.Deleted),
                    [.. counted.Select(file => pathFacts[file.PathId].Area).Distinct()],
                    row.TagId is { } tag ? releasedAt[tag] : null
                )
            );
        }
        return new(
            repository.Id,
            repository.Name,
            repository.TeamId,
            repository.IsShallow,
            repository.ScannedAt!.Value,
            commits,
            areas,
            [
                .. tags.Select(tag => new ReleaseFact(
                    tag.Row.Name,
                    tag.Row.At,
                    Convert.ToHexStringLower(tag.Row.Commit),
                    tag.Row.IsPrerelease,
                    tag.IsOnBranch
                )),
            ]
        );
    }

    /// <summary>One index a person; authors without a person (bots) stand for themselves.</summary>
    private static async Task<Dictionary<long, (int Index, bool IsBot)>> AuthorsAsync(
        AppDb db,
        Guid repositoryId,
        Dictionary<object, int> index,
        CancellationToken cancellation
    )
    {
        var authors = await db.Set<HistoryAuthor>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repositoryId)
            .ToListAsync(cancellation);
        return authors.ToDictionary(
            author => author.Id,
            author =>
            {
                object key = author.PersonId is { } person ? person : author.Id;
                if (!index.TryGetValue(key, out var number))
                    index[key] = number = index.Count;
                return (number, author.IsBot);
            }
        );
    }

    private static async Task<Dictionary<long, List<(long PathId, int Added, int Deleted)>>> TouchedAsync(
        AppDb db,
        Guid repositoryId,
        DateTime since,
        CancellationToken cancellation
    )
    {
        var touched = new Dictionary<long, List<(long, int, int)>>();
        var rows = db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repositoryId && row.At >= since)
            .Join(
                db.Set<HistoryChange>(),
                commit => commit.Id,
                change => change.CommitId,
                (_, change) =>
                    new
                    {
                        change.CommitId,
                        change.PathId,
                        change.Added,
                        change.Deleted,
                    }
            )
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (!touched.TryGetValue(row.CommitId, out var list))
                touched[row.CommitId] = list = [];
            list.Add((row.PathId, row.Added ?? 0, row.Deleted ?? 0));
        }
        return touched;
    }
}
