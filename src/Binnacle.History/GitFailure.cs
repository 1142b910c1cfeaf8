using System.Text.RegularExpressions;

namespace Binnacle.History;

/// <summary>Turns git's words (in the C locale) into a <see cref="RepositoryException"/>.</summary>
internal static partial class GitFailure
{
    public static RepositoryException Explain(RepositoryLocation? location, string error)
    {
        if (location is { Exists: false })
            return location.Vanished();
        var place = location?.Path ?? "the repository";
        var words = Tail(error);
        if (BrokenObject().IsMatch(error))
        {
            var name = ObjectName().Match(error) is { Success: true } m ? $"object {m.Value}" : "an object";
            return new(
                RepositoryProblem.BrokenObjects,
                $"{place} is damaged: {name} is missing or broken ({words}). Run git fsck there, or clone it again."
            );
        }
        return new(
            RepositoryProblem.GitFailed,
            words.Length == 0 ? $"git ended early on {place}." : $"git could not read {place}: {words}"
        );
    }

    /// <summary>The object git missed when line counts failed for want of a file's content; null for other failures.</summary>
    public static string? MissingContent(string error) =>
        ContentMissing().Match(error) is { Success: true } m ? m.Groups[1].Value : null;

    private static string Tail(string error)
    {
        var lines = error.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var text = string.Join("; ", lines.TakeLast(3));
        return text.Length > 600 ? text[..600] + "…" : text;
    }

    [GeneratedRegex(@"\b[0-9a-f]{64}\b|\b[0-9a-f]{40}\b", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectName();

    [GeneratedRegex(@"^fatal: unable to read ([0-9a-f]{40,64})\s*$", RegexOptions.Multiline)]
    private static partial Regex ContentMissing();

    [GeneratedRegex(
        "unable to read|could not read|could not parse|unable to parse|bad object|bad tree|missing (object|blob|tree|commit)|corrupt|"
            + "unable to unpack|inflate|not a tree object|unable to find|failed to traverse|pack (signature|version)|packfile|"
            + "bogus|malformed|is empty|hash mismatch|not a valid object|no such object|failed to read object|"
            + "cannot be accessed|does not match index|bad (commit|tag)|garbage at end|invalid object|unresolved delta|missing ",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex BrokenObject();
}
