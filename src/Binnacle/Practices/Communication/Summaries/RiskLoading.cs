using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Practices.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>What stood in the way when a period ended, whether or not it is news.</summary>
internal static class RiskLoading
{
    public static async Task<IReadOnlyList<CheckFact>> NotKeptAsync(
        this AppDb db,
        PracticeList practices,
        Team? team,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var day = await db.Set<Evaluation>()
            .Where(row => row.Date <= to)
            .OrderByDescending(row => row.Date)
            .Select(row => row.Date)
            .FirstOrDefaultAsync(cancellation);
        var scope = team is null ? ScopeText.Organization : ScopeText.OfTeam(team.Slug);
        var failed = await db.Set<Snapshot>()
            .Where(row => row.ScopeKey == scope && row.Date == day && row.State == CheckState.Fail)
            .Select(row => row.CheckId)
            .ToListAsync(cancellation);
        return
        [
            .. practices
                .Checks.Where(check => failed.Contains(check.Id))
                .Select(check => new CheckFact(check.Title, $"/checks/{check.Id}?in={scope}")),
        ];
    }

    public static async Task<IReadOnlyList<ObjectiveFact>> BehindAsync(
        this AppDb db,
        Team? team,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        [
            .. (await db.ObjectivesBehindAsync(team?.Id, to, cancellation)).Select(row => new ObjectiveFact(
                row.Title,
                OutcomesContract.ObjectiveUrl(row.Number),
                row.Team,
                row.Owner,
                row.Done,
                row.Elapsed
            )),
        ];
}
