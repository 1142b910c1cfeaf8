namespace Binnacle.Platform.Facts;

/// <summary>A commit that was pushed, for repositories whose history is not read here.</summary>
public sealed class PushedCommit : Fact
{
    public string Commit { get; set; } = "";

    [Newest]
    public string? Subject { get; set; }

    /// <summary>When it was written, by its author's clock.</summary>
    [Earliest]
    public DateTime? WrittenAt { get; set; }

    /// <summary>When it first came to the default branch; null where it never did.</summary>
    [Earliest]
    public DateTime? OnDefaultBranchAt { get; set; }

    public static PushedCommit Of(string repositoryKey, string commit)
    {
        var key = $"{repositoryKey}/commits/{commit}";
        return new()
        {
            Id = FactIds.Of("commit", key),
            Key = key,
            RepositoryKey = repositoryKey,
            Commit = commit,
        };
    }
}
