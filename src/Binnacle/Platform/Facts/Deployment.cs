namespace Binnacle.Platform.Facts;

/// <summary>A version put into an environment.</summary>
public sealed class Deployment : ServiceFact
{
    [Newest]
    public string? Environment { get; set; }

    /// <summary>Null where the source does not say; the name of the environment decides then.</summary>
    [Newest]
    public bool? IsProduction { get; set; }

    [Newest]
    public string? Commit { get; set; }

    /// <summary>A tag, an artifact, a number.</summary>
    [Newest]
    public string? Version { get; set; }

    [Newest]
    public string? Url
    {
        get;
        set => field = ToldLink.Of(value);
    }

    [Earliest]
    public DateTime? CreatedAt { get; set; }

    [Earliest]
    public DateTime? StartedAt { get; set; }

    /// <summary>Of the last try, as the outcome is.</summary>
    [Newest]
    public DateTime? EndedAt { get; set; }

    [Newest]
    public RunOutcome? Outcome { get; set; }

    /// <summary>The source itself calls it a step back.</summary>
    [Newest]
    public bool? IsRollback { get; set; }

    /// <summary>What was deployed is no longer there since.</summary>
    [Latest]
    public DateTime? RemovedAt { get; set; }

    /// <summary>As <see cref="Attribution"/> decides; null where neither rules nor names say it, which is not "no".</summary>
    public bool? InProduction { get; set; }

    public static Deployment Of(string host, string repositoryKey, string deployment)
    {
        var key = FactIds.Key(host, "deployments", repositoryKey, deployment);
        return new()
        {
            Id = FactIds.Of("deployment", key),
            Key = key,
            RepositoryKey = repositoryKey,
        };
    }
}
