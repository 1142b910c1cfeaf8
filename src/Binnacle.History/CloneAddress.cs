using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>
/// A clone URL taken apart: <c>https://host[:port]/path</c>, <c>ssh://[user@]host[:port]/path</c> or <c>[user@]host:path</c>.
/// </summary>
/// <param name="Url">Rebuilt from the parts, without password, and for https without user name.</param>
/// <param name="Credentials">https only: <c>user:password</c> as given in the URL, to be sent as a header.</param>
internal sealed partial record CloneAddress(string Protocol, string Host, int Port, string Url, string? Credentials)
{
    public bool IsHttps => Protocol == "https";

    /// <summary>Takes apart what a person typed.</summary>
    /// <exception cref="RepositoryException"><c>CloneRefused</c>, with what is accepted.</exception>
    public static CloneAddress Parse(string text)
    {
        if (text.Length == 0 || text[0] == '-' || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
            throw Refused(text, "it is empty, starts with a dash, or contains spaces or control characters");
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return ParseUrl(text, "https", 443);
        if (text.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase))
            return ParseUrl(text, "ssh", 22);
        if (
            text.Contains("://", StringComparison.Ordinal)
            || text.Contains("::", StringComparison.Ordinal)
            || ShortForm().Match(text) is not { Success: true } match
        )
            throw Refused(text, "only https and ssh are accepted");
        return new("ssh", Checked(match.Groups["host"].Value, text), 22, text, null);
    }

    /// <summary>The URL without password, and for https without user name, which may be a token.</summary>
    public static string WithoutCredentials(string url)
    {
        var at = url.IndexOf("://", StringComparison.Ordinal);
        if (at < 0)
            return url;
        var start = at + 3;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        var authority = end < 0 ? url[start..] : url[start..end];
        var sign = authority.LastIndexOf('@');
        if (sign < 0)
            return url;
        var user = url.StartsWith("ssh", StringComparison.OrdinalIgnoreCase)
            ? authority[..sign].Split(':')[0] + "@"
            : "";
        return url[..start] + user + authority[(sign + 1)..] + (end < 0 ? "" : url[end..]);
    }

    private static CloneAddress ParseUrl(string text, string protocol, int usualPort)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            throw Refused(text, "it has no host and path");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Refused(text, "it has a query or fragment");
        var host = Checked(Authority().Match(text).Groups["host"].Value, text);
        var port = uri.Port < 0 ? usualPort : uri.Port;
        var user = Uri.UnescapeDataString(uri.UserInfo);
        if (protocol == "ssh" && user.Length > 0 && !UserName().IsMatch(user))
            throw Refused(text, "its user name is not plain, or it carries a password");
        var shown = protocol == "ssh" && user.Length > 0 ? user + "@" : "";
        var portText = port == usualPort ? "" : $":{port}";
        return new(
            protocol,
            host.Trim('[', ']'),
            port,
            $"{protocol}://{shown}{host}{portText}{uri.AbsolutePath}",
            protocol == "https" && user.Length > 0 ? user : null
        );
    }

    /// <summary>A host as written. Forms that programs read differently (decimal, hexadecimal, octal IPv4, a dot at
    /// the end) are refused.</summary>
    private static string Checked(string host, string text)
    {
        var isAddress = host.StartsWith('[') || StrictIPv4().IsMatch(host);
        var last = host.Split('.')[^1];
        if (!isAddress && (!HostName().IsMatch(host) || NumberLike().IsMatch(last)))
            throw Refused(text, "its host name is not valid");
        return host.ToLowerInvariant();
    }

    private static RepositoryException Refused(string text, string reason)
    {
        var shown = new string([.. WithoutCredentials(text).Take(200).Select(c => char.IsControl(c) ? '?' : c)]);
        return new(
            RepositoryProblem.CloneRefused,
            $"The clone URL '{shown}' is refused: {reason}. Give https://host/path or git@host:path."
        );
    }

    [GeneratedRegex(@"^(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?(?<host>[A-Za-z0-9][A-Za-z0-9.-]*):(?![-:]).+$")]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"^[A-Za-z]+://(?:[^/?#]*@)?(?<host>\[[0-9A-Fa-f:.]+\]|[^/:?#@\[\]]+)(?::[0-9]*)?(?:[/?#]|$)")]
    private static partial Regex Authority();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*$")]
    private static partial Regex UserName();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})$")]
    private static partial Regex HostName();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$")]
    private static partial Regex StrictIPv4();

    [GeneratedRegex(@"^(?:[0-9]*|0[xX][0-9A-Fa-f]*)$")]
    private static partial Regex NumberLike();
}
