using System.Text.RegularExpressions;
using Binnacle.History.Analyses;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Code;

/// <summary>Two files that change together.</summary>
/// <param name="Degree">Per cent: shared changes ÷ the mean of both files' changes.</param>
/// <param name="FirstTeam">Owns the first file.</param>
public sealed partial record CoupledFiles(
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
/// <see cref="TemporalCoupling"/> over a year, for files that are still there, from the newest <see cref="MostCommits"/>
/// commits by people at most.
/// </summary>
public sealed record Coupling(IReadOnlyList<CoupledFiles> Pairs, int Commits, int Large, bool IsCut)
{
    public const int Days = 365;
    public const int MostCommits = 20_000;

    public static readonly CouplingThresholds Thresholds = new();

    public static Task<Coupling> LoadAsync(AppDb db, Repository repository, CancellationToken cancellation) =>
        db.RememberAsync($"coupling:{repository.Id}", () => CountAsync(db, repository.Id, cancellation), cancellation);

    private static async Task<Coupling> CountAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var since = db.Today.AddDays(-Days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var newest = db.CommitsByPeople()
            .Where(commit => commit.RepositoryId == repositoryId && commit.At >= since)
            .OrderByDescending(commit => commit.At)
            .ThenByDescending(commit => commit.Id)
            .Select(commit => commit.Id)
            .Take(MostCommits);
        var count = await newest.CountAsync(cancellation);
        var rows = await (
            from id in newest
            join change in db.Set<HistoryChange>() on id equals change.CommitId
            join path in db.Set<HistoryPath>() on change.PathId equals path.Id
            where path.IsCounted && path.IsCurrent
            select new { change.CommitId, path.Path }
        ).ToListAsync(cancellation);
        var history = new ChangeHistory();
        foreach (var commit in rows.GroupBy(row => row.CommitId, row => row.Path))
            history.Add([.. commit]);
        var pairs = TemporalCoupling.Of(history, Thresholds);
        var names = pairs.SelectMany(pair => new[] { pair.Entity, pair.Coupled }).Distinct().ToList();
        var places = await db.Set<HistoryPath>()
            .Where(row => row.RepositoryId == repositoryId && row.IsCurrent && names.Contains(row.Path))
            .ToDictionaryAsync(row => row.Path, StringComparer.Ordinal, cancellation);
        return new(
            [
                .. pairs.Select(pair => new CoupledFiles(
                    pair.Entity,
                    pair.Coupled,
                    places[pair.Entity].Area,
                    places[pair.Coupled].Area,
                    pair.SharedRevisions,
                    pair.EntityRevisions,
                    pair.CoupledRevisions,
                    pair.Degree,
                    places[pair.Entity].TeamId
                )),
            ],
            count,
            history.Sets.Count(set => set.Changes.Count > Thresholds.MaxChangeSetSize),
            count == MostCommits
        );
    }
}
