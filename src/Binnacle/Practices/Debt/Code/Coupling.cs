using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Code;

/// <summary>Two files that change together.</summary>
/// <param name="Degree">Per cent: shared changes ÷ the mean of both files' changes.</param>
/// <param name="FirstTeam">Owns the first file.</param>
public sealed partial record CoupledPair(
    string First,
    string Second,
    string FirstArea,
    string SecondArea,
    int Shared,
    int FirstChanges,
    int SecondChanges,
    int Degree,
    Guid? FirstTeam
)
{
    public bool IsAcross => FirstArea != SecondArea;

    /// <summary>One of them is a test: it has to change with what it tests.</summary>
    public bool IsTested => Test().IsMatch(First) || Test().IsMatch(Second);

    /// <summary>One of them is prose or follows a release: it has to change with what it tells of.</summary>
    public bool IsTold => Told().IsMatch(First) || Told().IsMatch(Second);

    [GeneratedRegex(
        @"\.(md|mdx|rst|txt|adoc)$|(^|/)(change(log|s)|history|news|release[-_.]?notes)(\.\w+)?$|(^|[/_.])version_*(\.\w+)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Told();

    [GeneratedRegex(@"(^|[/._-])(tests?|specs?|__tests__|acceptance)([/._-]|$)|Tests?\.\w+$", RegexOptions.IgnoreCase)]
    private static partial Regex Test();
}

/// <summary>
/// Temporal coupling over a year as code-maat counts it, for files that are still there: changes of more than 30 are left out before anything is
/// counted; degree = trunc(100 · shared ÷ mean of changes); kept from 5 shared, 5 on average and 30 %. From the newest
/// <see cref="MostCommits"/> commits at most.
/// </summary>
public sealed record Coupling(IReadOnlyList<CoupledPair> Pairs, int Commits, int Large, bool IsCut)
{
    public const int Days = 365;
    public const int MostFiles = 30;
    public const int Fewest = 5;
    public const int LeastDegree = 30;
    public const int MostCommits = 20_000;

    // Worked out once per scan and day: proposals ask for every repository.
    private static readonly ConcurrentDictionary<Guid, (DateTime? ScannedAt, DateOnly Day, Coupling Coupling)> Known =
    [];

    public static async Task<Coupling> LoadAsync(AppDb db, Repository repository, CancellationToken cancellation)
    {
        if (
            Known.TryGetValue(repository.Id, out var known)
            && known.ScannedAt == repository.ScannedAt
            && known.Day == db.Today
        )
            return known.Coupling;
        var coupling = await CountAsync(db, repository.Id, cancellation);
        Known[repository.Id] = (repository.ScannedAt, db.Today, coupling);
        return coupling;
    }

    private static async Task<Coupling> CountAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var since = db.Today.AddDays(-Days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var commits =
            from commit in db.Set<HistoryCommit>()
            join author in db.Set<HistoryAuthor>() on commit.AuthorId equals author.Id
            where commit.RepositoryId == repositoryId && commit.At >= since && !author.IsBot
            where commit.Parents.Length <= commit.Name.Length
            orderby commit.At descending, commit.Id descending
            select commit.Id;
        var newest = commits.Take(MostCommits);
        var count = await newest.CountAsync(cancellation);
        var rows = await (
            from id in newest
            join change in db.Set<HistoryChange>() on id equals change.CommitId
            join path in db.Set<HistoryPath>() on change.PathId equals path.Id
            where path.IsCounted && path.IsCurrent
            select new { change.CommitId, change.PathId }
        ).ToListAsync(cancellation);
        var sets = rows.GroupBy(row => row.CommitId).Select(own => own.Select(row => row.PathId).ToArray()).ToList();
        var pairs = Of(sets);
        var ids = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().ToList();
        var paths = await db.Set<HistoryPath>()
            .Where(row => row.RepositoryId == repositoryId && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return new(
            [
                .. pairs
                    .Select(pair =>
                    {
                        var (first, second) = (paths[pair.First], paths[pair.Second]);
                        if (string.CompareOrdinal(first.Path, second.Path) > 0)
                            (first, second, pair) = (
                                second,
                                first,
                                pair with
                                {
                                    FirstChanges = pair.SecondChanges,
                                    SecondChanges = pair.FirstChanges,
                                }
                            );
                        return new CoupledPair(
                            first.Path,
                            second.Path,
                            first.Area,
                            second.Area,
                            pair.Shared,
                            pair.FirstChanges,
                            pair.SecondChanges,
                            pair.Degree,
                            first.TeamId
                        );
                    })
                    .OrderByDescending(pair => pair.Degree)
                    .ThenByDescending(pair => pair.Shared)
                    .ThenBy(pair => pair.First, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Second, StringComparer.Ordinal),
            ],
            count,
            sets.Count(set => set.Length > MostFiles),
            count == MostCommits
        );
    }

    public readonly record struct Pair(
        long First,
        long Second,
        int Shared,
        int FirstChanges,
        int SecondChanges,
        int Degree
    );

    public static List<Pair> Of(IEnumerable<long[]> changeSets)
    {
        var changes = new Dictionary<long, int>();
        var shared = new Dictionary<(long, long), int>();
        foreach (var set in changeSets)
        {
            if (set.Length > MostFiles)
                continue;
            Array.Sort(set);
            for (var i = 0; i < set.Length; i++)
            {
                changes[set[i]] = changes.GetValueOrDefault(set[i]) + 1;
                for (var j = i + 1; j < set.Length; j++)
                    shared[(set[i], set[j])] = shared.GetValueOrDefault((set[i], set[j])) + 1;
            }
        }
        var pairs = new List<Pair>();
        foreach (var ((first, second), count) in shared)
        {
            var mean = (changes[first] + changes[second]) / 2.0;
            var degree = (int)(100 * count / mean);
            if (count >= Fewest && mean >= Fewest && degree is >= LeastDegree and <= 100)
                pairs.Add(new(first, second, count, changes[first], changes[second], degree));
        }
        return pairs;
    }
}
