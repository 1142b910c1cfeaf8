using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>A change by a person with all that rules look at.</summary>
public sealed record ChangeText(
    long CommitId,
    DateTime At,
    Guid? TeamId,
    string Area,
    WorkKind Kind,
    ChangeFacts Facts
);

/// <summary>Real changes: commits by people on the default branch. Merges and bots are left out.</summary>
public static class ChangeTexts
{
    private sealed record PathFact(string Path, string Area, Guid? TeamId);

    public static async Task<List<ChangeText>> LoadAsync(
        AppDb db,
        Repository repository,
        DateTime since,
        CancellationToken cancellation
    )
    {
        var commits = await db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository.Id && row.At >= since)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.Parents,
                row.At,
                row.Subject,
                row.Kind,
                row.AuthorId,
            })
            .ToListAsync(cancellation);
        var bots = (
            await db.Set<HistoryAuthor>()
                .Where(row => row.RepositoryId == repository.Id && row.IsBot)
                .Select(row => row.Id)
                .ToListAsync(cancellation)
        ).ToHashSet();
        var branches = BranchNames.Of([
            .. commits.Select(row => new GraphCommit(
                row.Id,
                Hex(row.Name),
                Parents(row.Name, row.Parents),
                row.Subject
            )),
        ]);
        var touched = await TouchedAsync(db, repository.Id, since, cancellation);
        var texts = new List<ChangeText>();
        foreach (var row in commits)
        {
            if (row.Parents.Length > row.Name.Length || bots.Contains(row.AuthorId))
                continue;
            var paths = touched.GetValueOrDefault(row.Id) ?? [];
            var (branch, request) = branches.GetValueOrDefault(row.Id);
            texts.Add(
                new(
                    row.Id,
                    row.At,
                    Most(paths, path => path.TeamId) ?? repository.TeamId,
                    Most(paths, path => path.Area) ?? "",
                    row.Kind,
                    new(
                        Hex(row.Name),
                        repository.Id,
                        row.Subject,
                        branch,
                        request ?? RuleMatcher.PullRequestOf(row.Subject),
                        paths.ConvertAll(path => path.Path)
                    )
                )
            );
        }
        return texts;
    }

    private static string Hex(byte[] name) => Convert.ToHexStringLower(name);

    private static List<string> Parents(byte[] name, byte[] parents) =>
        [.. parents.Chunk(Math.Max(1, name.Length)).Select(Hex)];

    /// <summary>The most frequent value; the first by the order of files where several are.</summary>
    private static T? Most<T>(List<PathFact> paths, Func<PathFact, T> value) =>
        paths.Count == 0 ? default : paths.GroupBy(value).MaxBy(group => group.Count())!.Key;

    private static async Task<Dictionary<long, List<PathFact>>> TouchedAsync(
        AppDb db,
        Guid repositoryId,
        DateTime since,
        CancellationToken cancellation
    )
    {
        var facts = await db.Set<HistoryPath>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repositoryId && row.IsCounted)
            .Select(row => new { row.Id, Fact = new PathFact(row.Path, row.Area, row.TeamId) })
            .ToDictionaryAsync(row => row.Id, row => row.Fact, cancellation);
        var touched = new Dictionary<long, List<PathFact>>();
        var rows = db.Set<HistoryCommit>()
            .Where(row => row.RepositoryId == repositoryId && row.At >= since)
            .Join(
                db.Set<HistoryChange>(),
                commit => commit.Id,
                change => change.CommitId,
                (_, change) => new { change.CommitId, change.PathId }
            )
            .AsNoTracking()
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (!facts.TryGetValue(row.PathId, out var fact))
                continue;
            if (!touched.TryGetValue(row.CommitId, out var list))
                touched[row.CommitId] = list = [];
            list.Add(fact);
        }
        return touched;
    }
}
