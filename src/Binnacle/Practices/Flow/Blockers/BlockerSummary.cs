using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>What the list says of itself: how many stand, for how long, what recurs.</summary>
/// <param name="Raised">In the last year, and those that stand since before.</param>
/// <param name="Limit">Days after which one is old, as set.</param>
/// <param name="Weeks">How many stood at the end of each week of the last year.</param>
/// <param name="Times">Of all, of each kind, of each team.</param>
public sealed record BlockerSummary(
    int Raised,
    int Standing,
    int Old,
    int Limit,
    IReadOnlyList<TrendPoint> Weeks,
    IReadOnlyList<TimeToUnblock> Times,
    IReadOnlyList<BlockerPattern> Patterns
);

/// <summary>One that stands for too long, for those who should hear of it.</summary>
public sealed record OldBlocker(int Number, string What, int Days, string? Team, string? Owner, string Url);

public static class BlockerSummaries
{
    private const int Year = 365;

    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<BlockerSummary?> BlockerSummaryAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) =>
        await db.NamedScopeAsync(scope, cancellation) is { } named
            ? await db.RememberAsync($"blockers:{named.Key}", () => ReadAsync(db, named, cancellation), cancellation)
            : null;

    /// <summary>Those of a team, or of all, that stood for longer than the limit on a day, the oldest first.</summary>
    public static async Task<IReadOnlyList<OldBlocker>> OldBlockersAsync(
        this AppDb db,
        Guid? teamId,
        DateOnly date,
        CancellationToken cancellation = default
    )
    {
        var limit = await LimitAsync(db, teamId, cancellation);
        var end = date.AddDays(-limit).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var asOf = date.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        var raised = db.Set<Blocker>()
            .Where(row => row.RaisedAt < end && (row.EndedAt == null || row.EndedAt > asOf))
            .Where(row => teamId == null || row.TeamId == teamId);
        var old = BlockerChecks
            .Standing(await db.BlockerRecordsAsync(raised, cancellation), date)
            .Where(row => row.Days > limit)
            .ToList();
        var numbers = old.Select(row => row.Blocker.Number).ToList();
        var named = await db.Set<Blocker>()
            .AsNoTracking()
            .Where(row => numbers.Contains(row.Number))
            .AsRows(db)
            .ToDictionaryAsync(row => row.Number, cancellation);
        return
        [
            .. old.Select(row => new OldBlocker(
                row.Blocker.Number,
                row.Blocker.What,
                row.Days,
                named[row.Blocker.Number].Team,
                named[row.Blocker.Number].Owner,
                $"{Blocker.List}/{row.Blocker.Number}"
            )),
        ];
    }

    private static async Task<BlockerSummary> ReadAsync(AppDb db, NamedScope scope, CancellationToken cancellation)
    {
        var now = db.Now;
        var since = now.AddDays(-Year);
        var all = await db.BlockerRecordsAsync(
            db.Set<Blocker>().In(scope).Where(row => row.EndedAt == null || row.EndedAt > since),
            cancellation
        );
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var limit = await LimitAsync(db, scope.TeamId, cancellation);
        var standing = BlockerChecks.Standing(all, db.Today);
        var raised = all.Where(row => row.RaisedAt > since).ToList();
        return new(
            all.Count,
            standing.Count,
            standing.Count(row => row.Days > limit),
            limit,
            [.. Enumerable.Range(0, 52).Select(week => Week(all, db.Today.AddDays(-7 * (51 - week))))],
            [
                TimeToUnblock.Of("All", raised, now),
                .. raised
                    .GroupBy(row => row.Kind)
                    .OrderBy(group => group.Key ?? (BlockerKind)int.MaxValue)
                    .Select(group =>
                        TimeToUnblock.Of(
                            group.Key is { } kind ? $"Waiting for {kind.Words()}" : "What for was not said",
                            [.. group],
                            now
                        )
                    ),
                .. raised
                    .Where(row => scope.TeamId is null && row.TeamId is not null)
                    .GroupBy(row => teams[row.TeamId!.Value])
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => TimeToUnblock.Of(group.Key, [.. group], now)),
            ],
            BlockerPattern.Of(all, now)
        );
    }

    private static TrendPoint Week(IReadOnlyList<BlockerRecord> all, DateOnly date)
    {
        var count = BlockerChecks.Standing(all, date).Count;
        return new(
            date,
            count,
            CheckState.NotApplicable,
            count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    private static async Task<int> LimitAsync(AppDb db, Guid? teamId, CancellationToken cancellation) =>
        teamId is { } id && (await db.TeamValuesAsync(BlockerChecks.OldDays, cancellation)).TryGetValue(id, out var own)
            ? (int)own
            : (int)await db.ValueAsync(BlockerChecks.OldDays, cancellation);
}
