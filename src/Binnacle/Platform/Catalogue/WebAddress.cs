using System.Text.RegularExpressions;

namespace Binnacle.Platform.Catalogue;

/// <summary>Where people read a repository in a browser, from its clone address.</summary>
public static partial class WebAddress
{
    /// <returns>"https://forge.example/org/name", or null when the address is a folder or of an unknown form.</returns>
    public static string? Of(string? cloneAddress)
    {
        if (cloneAddress is null)
            return null;
        var brief = ShortForm().Match(cloneAddress);
        var text = brief.Success ? $"https://{brief.Groups["host"].Value}/{brief.Groups["path"].Value}" : cloneAddress;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http" or "ssh" or "git")
        )
            return null;
        var path = address.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(".git", StringComparison.Ordinal))
            path = path[..^4];
        var port = address.IsDefaultPort || address.Scheme is "ssh" or "git" ? "" : $":{address.Port}";
        return path.Length <= 1 ? null : $"https://{address.Host}{port}{path}";
    }

    /// <summary>The page of a file or a commit, for the forges that share this form.</summary>
    public static string? Of(string? webUrl, string? commit, string? path, int? line) =>
        webUrl is null || commit is null ? null
        : path is null ? $"{webUrl}/commit/{commit}"
        : $"{webUrl}/blob/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}{(line is { } at ? $"#L{at}" : "")}";

    [GeneratedRegex(@"^(?:[\w.-]+@)(?<host>[\w.-]+):(?!//)(?<path>.+)$")]
    private static partial Regex ShortForm();
}
