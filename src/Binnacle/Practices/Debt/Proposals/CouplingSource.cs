using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Code;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Proposals;

/// <summary>
/// Folders whose files keep changing together: one thought in two places. A test and what it tests belong
/// together, so do a text and what it tells of. Files beside all folders are settings of the whole.
/// </summary>
internal sealed class CouplingSource : IDebtSource
{
    /// <summary>Per cent; well above the 30 from which a pair is shown.</summary>
    private const int LeastDegree = 50;

    public async Task<IReadOnlyList<DebtProposal>> ProposeAsync(AppDb db, Guid? teamId, CancellationToken cancellation)
    {
        var repositories = await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .OrderBy(row => row.Slug)
            .ToListAsync(cancellation);
        var proposals = new List<DebtProposal>();
        foreach (var repository in repositories)
        {
            var coupling = await Coupling.LoadAsync(db, repository, cancellation);
            proposals.AddRange(
                coupling
                    .Pairs.Where(pair => pair.IsAcross && pair.Degree >= LeastDegree && !pair.IsTested && !pair.IsTold)
                    .Where(pair => IsFolder(pair.FirstArea) && IsFolder(pair.SecondArea))
                    .Where(pair =>
                        teamId is null || pair.FirstTeam == teamId || (pair.FirstTeam ?? repository.TeamId) == teamId
                    )
                    .GroupBy(pair => (pair.FirstArea, pair.SecondArea))
                    .Select(own => Proposal(repository, [.. own]))
            );
        }
        return proposals;
    }

    private static bool IsFolder(string area) => area.Length > 0 && area != AreaMap.Root;

    private static DebtProposal Proposal(Repository repository, List<CoupledFiles> pairs)
    {
        var first = pairs[0];
        var more =
            pairs.Count == 1 ? "" : $" {Words.Count(pairs.Count - 1, "more pair")} of files across these folders.";
        return new(
            $"coupling:{repository.Slug}:{first.FirstArea}+{first.SecondArea}",
            $"Uncouple {first.FirstArea} from {first.SecondArea}",
            $"{first.First} and {first.Second} changed together {first.Shared} times in {Coupling.Days} days, of {first.FirstChanges} and {first.SecondChanges} changes: a degree of {first.Degree} %.{more}",
            DebtSource.Coupling,
            repository.Id,
            repository.Name,
            repository.Slug,
            first.FirstArea,
            first.FirstTeam ?? repository.TeamId,
            pairs.Sum(pair => pair.Shared) / 4.0
        );
    }
}
