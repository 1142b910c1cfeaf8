using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>Cheap looks at a YAML file before it is parsed: most YAML of a repository is none of our business.</summary>
internal static partial class YamlMarks
{
    /// <summary>Helm, Jinja and Go templates produce YAML and are none.</summary>
    public static bool IsTemplate(FileText text) => Template().IsMatch(text.Text);

    public static bool HasApiVersion(FileText text, string group) =>
        text.Text.Contains(group, StringComparison.Ordinal)
        && ApiVersions(text).Any(v => v.StartsWith(group, StringComparison.Ordinal));

    public static bool HasTopKey(FileText text, string key) =>
        text.Text.StartsWith(key + ":", StringComparison.Ordinal)
        || text.Text.Contains('\n' + key + ":", StringComparison.Ordinal)
        || text.Text.StartsWith('{') && text.Text.Contains('"' + key + '"', StringComparison.Ordinal);

    private static IEnumerable<string> ApiVersions(FileText text) =>
        ApiVersion().Matches(text.Text).Select(m => m.Groups[1].Value);

    [GeneratedRegex(
        @"^[ \t]*(?:-[ \t]*)?\{\{|\{\{-|-\}\}|^[ \t]*\{%|^[ \t]*[\w-]+:[ \t]*\{\{",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Template();

    [GeneratedRegex(
        @"^[ \t-]{0,20}[""']?apiVersion[""']?[ \t]*:[ \t]*[""']?([\w./-]{1,100})",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex ApiVersion();
}
