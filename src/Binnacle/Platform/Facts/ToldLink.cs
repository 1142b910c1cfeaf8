namespace Binnacle.Platform.Facts;

/// <summary>An address that a tool told, to be followed from a page.</summary>
public static class ToldLink
{
    /// <returns>Null for anything but a web address: whoever holds a hook's secret could tell a script.</returns>
    public static string? Of(string? told) =>
        Uri.TryCreate(told, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? told : null;
}
