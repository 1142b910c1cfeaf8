namespace Binnacle.Platform.Deliveries;

/// <summary>Where people reach this server: links in what is sent are made whole with it.</summary>
public sealed record OwnAddress(Uri Base)
{
    public string Of(string path) => path.StartsWith('/') ? Base.ToString().TrimEnd('/') + path : path;

    /// <summary>HTML of ours with links to its own site made whole.</summary>
    public string Whole(string html) =>
        html.Replace("href=\"/", $"href=\"{Base.ToString().TrimEnd('/')}/", StringComparison.Ordinal);
}
