namespace Binnacle.Practices.Flow.Stages;

/// <summary>What is known of a change, UTC; null is unknown, or did not happen.</summary>
/// <param name="FirstCommitAt">Of the commits it brings, the first that was written.</param>
/// <param name="OpenedAt">For a direct push, none.</param>
/// <param name="ReadyAt">When it left draft last; null where it never was one.</param>
/// <param name="FirstReviewAt">The first look by another human: neither its author nor a bot.</param>
/// <param name="DeployedAt">The first successful production deployment that contains it.</param>
public sealed record ChangeMoments(
    DateTime? FirstCommitAt = null,
    DateTime? OpenedAt = null,
    DateTime? ReadyAt = null,
    DateTime? FirstReviewAt = null,
    DateTime? MergedAt = null,
    DateTime? DeployedAt = null
)
{
    /// <summary>Since when anybody could look: opened, or left draft after that.</summary>
    public DateTime? Ready => ReadyAt > OpenedAt || OpenedAt is null ? ReadyAt : OpenedAt;
}
