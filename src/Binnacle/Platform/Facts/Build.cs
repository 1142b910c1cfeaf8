namespace Binnacle.Platform.Facts;

public enum RunOutcome
{
    Success,
    Failure,
    Cancelled,
    Skipped,
}

/// <summary>One run of a pipeline, or of a job inside one; a second attempt is a second run.</summary>
public sealed class Build : Fact
{
    /// <summary>The run it is a job of; null for a run of its own.</summary>
    [Latest]
    public Guid? ParentId { get; set; }

    /// <summary>The pipeline's or the job's, the same in each run.</summary>
    [Newest]
    public string? Name { get; set; }

    [Latest]
    public int? Attempt { get; set; }

    [Newest]
    public string? Commit { get; set; }

    [Newest]
    public string? Branch { get; set; }

    [Newest]
    public string? Url
    {
        get;
        set => field = ToldLink.Of(value);
    }

    [Earliest]
    public DateTime? QueuedAt { get; set; }

    [Earliest]
    public DateTime? StartedAt { get; set; }

    [Latest]
    public DateTime? EndedAt { get; set; }

    [Newest]
    public RunOutcome? Outcome { get; set; }

    /// <param name="host">Who runs it, as <c>github.com</c> or the address of a Jenkins.</param>
    /// <param name="run">What tells this run from all others there.</param>
    public static Build Of(string host, string repositoryKey, string run, Build? parent = null)
    {
        var key = FactIds.Key(host, "builds", repositoryKey, run);
        return new()
        {
            Id = FactIds.Of("build", key),
            Key = key,
            RepositoryKey = repositoryKey,
            ParentId = parent?.Id,
        };
    }
}
