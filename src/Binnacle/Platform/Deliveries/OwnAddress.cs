namespace Binnacle.Platform.Deliveries;

/// <summary>Where people reach this server: links in what is sent are made whole with it.</summary>
public sealed record OwnAddress(Uri Base)
{
    private string Root => Base.ToString().TrimEnd('/');

    public string Of(string path) => path.StartsWith('/') ? Root + path : path;

    /// <summary>HTML of ours with links to its own site made whole.</summary>
    public string Whole(string html) => html.Replace("href=\"/", $"href=\"{Root}/", StringComparison.Ordinal);

    /// <summary>Text of ours, in which a commitment stands behind a colon.</summary>
    public string WholeText(string text) =>
        text.Replace(": /commitments/", $": {Root}/commitments/", StringComparison.Ordinal);
}
