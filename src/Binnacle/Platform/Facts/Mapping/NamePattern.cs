using System.Text.RegularExpressions;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>"payments-*": the whole name, in any case; <c>*</c> stands for any letters, also none. Takes linear time.</summary>
public sealed class NamePattern(string pattern)
{
    private readonly Regex expression = new(
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking
    );

    public bool Matches(string name) => expression.IsMatch(name);
}
