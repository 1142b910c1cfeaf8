using Binnacle.Platform.Data;

namespace Binnacle.Platform.Commitments;

/// <summary>What has to happen before a commitment is done, as a sentence to whoever wants to close it; null where nothing is missing.</summary>
public delegate Task<string?> AskWhatIsMissing(AppDb db, Guid commitmentId, CancellationToken cancellation);

/// <summary>A practice may bind what was promised from it to something that can be seen.</summary>
public static class CommitmentClosing
{
    /// <summary>The first that a practice misses; null where it may be closed as done. Dropping it is always possible.</summary>
    public static async Task<string?> MissingAsync(
        this AppDb db,
        Commitment commitment,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        foreach (var practice in practices.All)
            if (practice.BeforeDone is { } ask && await ask(db, commitment.Id, cancellation) is { } missing)
                return missing;
        return null;
    }
}
