using Binnacle.Practices.Debt.Register;

namespace Binnacle.Exchange;

/// <param name="Owner">The number of a person.</param>
/// <param name="Team">A slug.</param>
/// <param name="Service">A slug.</param>
/// <param name="Repository">A slug.</param>
public sealed record DebtEntry(
    int Number,
    string Title,
    string? Context,
    int? Owner,
    DateTime? OwnedSince,
    string? Team,
    string? Service,
    string? Repository,
    string Path,
    DebtSource Source,
    string? ProposalKey,
    string? Evidence,
    DateTime AddedAt,
    string AddedBy,
    IReadOnlyList<EstimateAnswer> Estimates,
    IReadOnlyList<DebtLinkAnswer> Links,
    DebtClosureEntry? Closure
);

public sealed record DebtClosureEntry(DebtOutcome Outcome, string? Reason, DateTime At, string By, int? Commitment);

/// <param name="Team">A slug.</param>
public sealed record DebtPlanEntry(
    string? Team,
    DateOnly StartsOn,
    DateOnly EndsOn,
    double Capacity,
    DateTime MadeAt,
    string MadeBy,
    int LeftOut,
    long LeftOutCost,
    IReadOnlyList<DebtPlanPart> Items
);

/// <param name="Item">The number of a debt item.</param>
public sealed record DebtPlanPart(int Item, double Weeks, long Cost);

public sealed record DebtDismissalEntry(string ProposalKey, string Title, string Reason, DateTime At, string By);

/// <summary>The debt register in an export.</summary>
public sealed record DebtBook(
    IReadOnlyList<DebtEntry> Items,
    IReadOnlyList<DebtPlanEntry> Plans,
    IReadOnlyList<DebtDismissalEntry> Dismissals
);
