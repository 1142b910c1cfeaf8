using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>A calendar quarter of promises of one team, or of all.</summary>
/// <param name="Promised">Promises whose day came in it; withdrawn before their day, they are no promise.</param>
/// <param name="Kept">Closed as done by the day promised.</param>
/// <param name="Measurable">Looks at a number that could be compared.</param>
/// <param name="Improved">Of those, the number moved the promised way for sure.</param>
public sealed record PromiseQuarter(DateOnly From, int Promised, int Kept, int Measurable, int Improved)
{
    /// <summary>Fewer promises than this make no share: one more or less would swing it, and it might be one person's.</summary>
    public const int FewestForShare = 5;

    public string Name => $"Q{(From.Month + 2) / 3} {From.Year}";

    public double? Share => Promised < FewestForShare ? null : (double)Kept / Promised;

    /// <summary>Wilson's at 95 %; null where there are too few.</summary>
    public Interval? Interval => Promised < FewestForShare ? null : Statistics.Wilson(Kept, Promised);
}

/// <param name="Team">Null for what belongs to no team.</param>
public sealed record TeamReliability(string? Team, string? Slug, IReadOnlyList<PromiseQuarter> Quarters);

/// <summary>
/// How reliable promises are, by team and quarter, never by person. Only open ones are counted, so that everybody reads the same number.
/// What counts as kept: docs/decisions/0014.
/// </summary>
public static class ReliabilityQueries
{
    public const int Quarters = 8;

    private sealed record Sum(Guid? TeamId, int Quarter, int All, int Good);

    /// <summary>A promise or a look, on the day that puts it into a quarter.</summary>
    private sealed class Told
    {
        public Guid? TeamId { get; init; }
        public DateOnly Day { get; init; }
        public bool IsGood { get; init; }
    }

    /// <summary>Of a scope, oldest quarter first; the one that runs is the last.</summary>
    public static async Task<IReadOnlyList<PromiseQuarter>> ReliabilityAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) => db.Together(await db.ReliabilityByTeamAsync(cancellation), scope);

    /// <summary>The quarters of the teams in a scope as one row.</summary>
    public static IReadOnlyList<PromiseQuarter> Together(
        this AppDb db,
        IReadOnlyList<TeamReliability> teams,
        string? scope
    )
    {
        var slug = ScopeText.TeamSlug(scope);
        var rows = teams.Where(team => slug is null || team.Slug == slug).ToList();
        return
        [
            .. Starts(db.Today)
                .Select(
                    (from, index) =>
                        new PromiseQuarter(
                            from,
                            rows.Sum(team => team.Quarters[index].Promised),
                            rows.Sum(team => team.Quarters[index].Kept),
                            rows.Sum(team => team.Quarters[index].Measurable),
                            rows.Sum(team => team.Quarters[index].Improved)
                        )
                ),
        ];
    }

    /// <summary>Every team that promised anything in these quarters, by name; what belongs to no team last.</summary>
    public static Task<IReadOnlyList<TeamReliability>> ReliabilityByTeamAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) => db.RememberAsync("reliability", () => ReadAsync(db, cancellation), cancellation);

    private static async Task<IReadOnlyList<TeamReliability>> ReadAsync(AppDb db, CancellationToken cancellation)
    {
        var starts = Starts(db.Today);
        var commitments = db.Set<Commitment>().AsNoTracking();
        var kept = (await KeptAsync(commitments, starts, db.Today, cancellation)).ToLookup(row => row.TeamId);
        var improved = (await ImprovedAsync(commitments, starts, cancellation)).ToLookup(row => row.TeamId);
        var teams = await db.Set<Team>().AsNoTracking().ToDictionaryAsync(row => row.Id, cancellation);
        return
        [
            .. kept.Select(row => row.Key)
                .Union(improved.Select(row => row.Key))
                .Select(id => (Id: id, Team: id is { } known ? teams.GetValueOrDefault(known) : null))
                .OrderBy(row => row.Team is null)
                .ThenBy(row => row.Team?.Name, StringComparer.Ordinal)
                .Select(row => new TeamReliability(
                    row.Team?.Name,
                    row.Team?.Slug,
                    Row(starts, kept[row.Id], improved[row.Id])
                )),
        ];
    }

    private static DateOnly[] Starts(DateOnly today)
    {
        var current = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        return [.. Enumerable.Range(0, Quarters).Select(index => current.AddMonths(3 * (index - Quarters + 1)))];
    }

    private static PromiseQuarter[] Row(DateOnly[] starts, IEnumerable<Sum> kept, IEnumerable<Sum> improved)
    {
        var (promises, looks) = (kept.ToLookup(row => row.Quarter), improved.ToLookup(row => row.Quarter));
        return
        [
            .. starts.Select(
                (from, index) =>
                    new PromiseQuarter(
                        from,
                        promises[index].Sum(row => row.All),
                        promises[index].Sum(row => row.Good),
                        looks[index].Sum(row => row.All),
                        looks[index].Sum(row => row.Good)
                    )
            ),
        ];
    }

    private static Task<List<Sum>> KeptAsync(
        IQueryable<Commitment> commitments,
        DateOnly[] starts,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        commitments
            .Where(row => row.DataClass == DataClass.Open && row.PromisedOn >= starts[0] && row.PromisedOn < today)
            .Where(row => row.ClosedAs != ClosureOutcome.Dropped || row.ClosedOn > row.PromisedOn)
            .Select(row => new Told
            {
                TeamId = row.TeamId,
                Day = row.PromisedOn!.Value,
                IsGood = row.ClosedAs == ClosureOutcome.Done && row.ClosedOn <= row.PromisedOn,
            })
            .SumAsync(starts, cancellation);

    private static Task<List<Sum>> ImprovedAsync(
        IQueryable<Commitment> commitments,
        DateOnly[] starts,
        CancellationToken cancellation
    ) =>
        commitments
            .Where(row => row.DataClass == DataClass.Open && row.LookedFor >= starts[0])
            .Where(row => row.Verdict != Verdict.NotMeasurable)
            .Select(row => new Told
            {
                TeamId = row.TeamId,
                Day = row.LookedFor!.Value,
                IsGood = row.Verdict == Verdict.Improved,
            })
            .SumAsync(starts, cancellation);

    /// <summary>A chain of comparisons is the one arithmetic of quarters that both databases share.</summary>
    private static Task<List<Sum>> SumAsync(
        this IQueryable<Told> told,
        DateOnly[] starts,
        CancellationToken cancellation
    )
    {
        var (b, c, d, e) = (starts[1], starts[2], starts[3], starts[4]);
        var (f, g, h) = (starts[5], starts[6], starts[7]);
        return told.GroupBy(row => new
            {
                row.TeamId,
                Quarter = row.Day < b ? 0
                : row.Day < c ? 1
                : row.Day < d ? 2
                : row.Day < e ? 3
                : row.Day < f ? 4
                : row.Day < g ? 5
                : row.Day < h ? 6
                : 7,
            })
            .Select(rows => new Sum(rows.Key.TeamId, rows.Key.Quarter, rows.Count(), rows.Count(row => row.IsGood)))
            .ToListAsync(cancellation);
    }
}
