using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Bets;
using Binnacle.Practices.Direction.Principles;
using Binnacle.Practices.Direction.Roadmap;
using Binnacle.Practices.Direction.Vision;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

/// <summary>An initiative and how its changes are told, for who makes them.</summary>
public sealed record WorkLine(InitiativeRow Initiative, IReadOnlyList<string> Rules);

/// <summary>All that the three readings of direction show.</summary>
public sealed record DirectionReadings(
    VisionVersion? Vision,
    DateTime? ReviewedAt,
    IReadOnlyList<Principle> Principles,
    IReadOnlyList<MilestoneRow> Milestones,
    IReadOnlyList<BetRow> Bets,
    AlignmentCounts Counts,
    IReadOnlyList<WorkLine> Work,
    IReadOnlyList<Goal> Objectives
)
{
    public static readonly IReadOnlyList<string> Audiences = ["engineers", "product", "executives"];

    private const int RulesShown = 4;

    public IEnumerable<MilestoneRow> MovedLately(DateTime since) => Milestones.Where(row => row.LastMovedAt >= since);

    public static async Task<DirectionReadings> LoadAsync(
        AppDb db,
        PracticeList practices,
        string? scope,
        CancellationToken cancellation
    )
    {
        var counts = await db.AlignmentAsync(cancellation);
        var rules = (
            await db.Set<LinkRule>()
                .Where(row => row.RemovedAt == null)
                .OrderBy(row => row.Kind)
                .Join(
                    db.Set<Initiative>(),
                    rule => rule.InitiativeId,
                    initiative => initiative.Id,
                    (rule, initiative) =>
                        new
                        {
                            initiative.Number,
                            rule.Kind,
                            rule.Pattern,
                        }
                )
                .AsNoTracking()
                .ToListAsync(cancellation)
        ).ToLookup(row => row.Number);
        var initiatives = await db.InitiativesAsync(counts, cancellation);
        return new(
            await db.VisionAsync(cancellation),
            await db.Set<VisionReview>().MaxAsync(row => (DateTime?)row.At, cancellation),
            [.. (await db.AllPrinciplesAsync(cancellation)).Where(row => row.Retirement is null)],
            await db.MilestonesAsync("open", scope, cancellation),
            await db.BetsAsync(practices, "all", scope, cancellation),
            counts,
            [
                .. initiatives
                    .Where(row => row.State == "running")
                    .Select(row => new WorkLine(
                        row,
                        [.. rules[row.Number].Take(RulesShown).Select(rule => $"{rule.Kind.Name()} {rule.Pattern}")]
                    )),
            ],
            await db.GoalsAsync(cancellation)
        );
    }
}
