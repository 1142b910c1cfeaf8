namespace Binnacle.Platform.Commitments;

/// <summary>A commitment as checks see it.</summary>
/// <param name="Origin">The finding it answers, as <c>check:debt.share@team:payments</c>; null when made by hand.</param>
public sealed record CommitmentRecord(
    Guid Id,
    int Number,
    string Title,
    Guid? TeamId,
    string? Origin,
    DateTime MadeAt,
    DateOnly DueOn,
    DateTime? ClosedAt
)
{
    public bool IsOpenOn(DateOnly date) =>
        DateOnly.FromDateTime(MadeAt) <= date && (ClosedAt is not { } closed || DateOnly.FromDateTime(closed) > date);
}
