namespace Binnacle.Platform.Access;

/// <summary>Where to go after signing in: a path of ours or the home page, never another site.</summary>
public static class LocalUrl
{
    public static string Or(string? url, string home = "/") => IsLocal(url) ? url! : home;

    /// <summary>A single slash, then neither slash nor backslash (browsers read both as another host), no control characters.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && !(url is [_, '/' or '\\', ..]) && !url.Any(char.IsControl);
}
