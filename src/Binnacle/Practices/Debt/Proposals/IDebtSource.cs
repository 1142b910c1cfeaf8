using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Practices.Debt.Proposals;

/// <summary>Debt that something else than a person sees. Nothing of it stands in the register until somebody accepts it.</summary>
/// <param name="Key">Stable, so that one that was accepted or dismissed is not made again: <c>hotspot:payments-core:settlement</c>.</param>
/// <param name="Evidence">What was found, with its numbers, as sentences.</param>
/// <param name="Weight">For the order, within one source: the larger first.</param>
public sealed record DebtProposal(
    string Key,
    string Title,
    string Evidence,
    DebtSource Source,
    Guid RepositoryId,
    string Repository,
    string RepositorySlug,
    string Path,
    Guid? TeamId,
    double Weight
);

/// <summary>Hotspots and couplings of the history today; scanner findings and markers in the code come through the same door. Found by reflection.</summary>
public interface IDebtSource
{
    /// <param name="teamId">Only what this team owns; null for all.</param>
    Task<IReadOnlyList<DebtProposal>> ProposeAsync(AppDb db, Guid? teamId, CancellationToken cancellation);
}
