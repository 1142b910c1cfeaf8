using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Commitments;

/// <summary>A team's quarter as a row.</summary>
/// <param name="Team">Null for what belongs to no team.</param>
/// <param name="Share">Null where there are fewer than five promises.</param>
public sealed record ReliabilityRow(
    string? Team,
    DateOnly Quarter,
    int Promised,
    int Kept,
    double? Share,
    double? Low,
    double? High,
    int Measurable,
    int Improved
);

public static class ReliabilityEndpoints
{
    public static void MapReliability(this IEndpointRouteBuilder app) =>
        app.MapList<NoFilter, ReliabilityRow>(
            "/commitments/reliability",
            "/commitments/reliability",
            "Promises kept by their day, by team and quarter",
            ReadAsync,
            ("team", row => row.Team),
            ("quarter", row => row.Quarter),
            ("promised", row => row.Promised),
            ("kept", row => row.Kept),
            ("share", row => row.Share),
            ("low", row => row.Low),
            ("high", row => row.High),
            ("measurable", row => row.Measurable),
            ("improved", row => row.Improved)
        );

    private static async Task<Page<ReliabilityRow>?> ReadAsync(
        AppDb db,
        NoFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = (await db.ReliabilityByTeamAsync(cancellation))
            .SelectMany(team => team.Quarters, (team, quarter) => RowOf(team.Team, quarter))
            .ToList();
        return Cursor.Part(rows, part);
    }

    private static ReliabilityRow RowOf(string? team, PromiseQuarter quarter) =>
        new(
            team,
            quarter.From,
            quarter.Promised,
            quarter.Kept,
            quarter.Share,
            quarter.Interval?.Low,
            quarter.Interval?.High,
            quarter.Measurable,
            quarter.Improved
        );
}
