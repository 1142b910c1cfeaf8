namespace Binnacle.Platform.Facts;

/// <summary>A version that was named and published; not yet that it runs anywhere.</summary>
public sealed class Release : Fact
{
    public string Tag { get; set; } = "";

    [Newest]
    public string? Commit { get; set; }

    [Newest]
    public string? Url
    {
        get;
        set => field = ToldLink.Of(value);
    }

    [Newest]
    public bool? IsPrerelease { get; set; }

    [Earliest]
    public DateTime? PublishedAt { get; set; }

    [Latest]
    public DateTime? DeletedAt { get; set; }

    public static Release Of(string repositoryKey, string tag)
    {
        var key = $"{repositoryKey}/releases/{tag}";
        return new()
        {
            Id = FactIds.Of("release", key),
            Key = key,
            RepositoryKey = repositoryKey,
            Tag = tag,
        };
    }
}
