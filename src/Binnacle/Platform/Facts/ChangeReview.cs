namespace Binnacle.Platform.Facts;

public enum ReviewVerdict
{
    Commented,
    Approved,
    ChangesRequested,
    Dismissed,
}

/// <summary>One time that somebody looked at a change: an approval, a request, a comment.</summary>
public sealed class ChangeReview : AccountFact
{
    public Guid ChangeId { get; set; }

    /// <summary>A mark that tells two people apart and names neither.</summary>
    [Newest]
    public string? Reviewer { get; set; }

    [Newest]
    public ReviewVerdict? Verdict { get; set; }

    [Earliest]
    public DateTime? At { get; set; }

    public static ChangeReview Of(Change change, string review)
    {
        var key = $"{change.Key}/reviews/{review}";
        return new()
        {
            Id = FactIds.Of("review", key),
            Key = key,
            RepositoryKey = change.RepositoryKey,
            ChangeId = change.Id,
        };
    }
}
