namespace Binnacle.Platform.Facts;

public enum ReviewVerdict
{
    Commented,
    Approved,
    ChangesRequested,
    Dismissed,
}

/// <summary>One time that somebody looked at a change: an approval, a request, a comment.</summary>
public sealed class ChangeReview : Fact
{
    public Guid ChangeId { get; set; }

    /// <summary>A mark that tells two people apart and names neither.</summary>
    [Newest]
    public string? Reviewer { get; set; }

    [Newest]
    public bool? IsByBot { get; set; }

    [Newest]
    public ReviewVerdict? Verdict { get; set; }

    [Earliest]
    public DateTime? At { get; set; }

    /// <summary>
    /// As <see cref="Attribution"/> decides from the rules: the reviewer's mark, the same for all accounts of one person.
    /// </summary>
    public string? Person { get; set; }

    /// <summary>Decided here; <see cref="IsByBot"/> is what was told.</summary>
    public bool? ByBot { get; set; }

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
