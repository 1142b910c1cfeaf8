using System.Text.RegularExpressions;

namespace Binnacle.History.Analyses;

/// <summary>Issues that a subject names in a way that means the same in every repository.</summary>
public static partial class IssueKeys
{
    /// <summary>
    /// <c>ABC-123</c> and <c>owner/repository#123</c>, each once, in upper case. <c>#123</c> means another issue in each repository and is passed over;
    /// so are names of standards and advisories that look alike (UTF-8, SHA-256, CVE-2024-1).
    /// </summary>
    public static IReadOnlyList<string> In(string subject)
    {
        if (!subject.AsSpan().ContainsAny('-', '#'))
            return [];
        return
        [
            .. Key().Matches(subject).Select(match => match.Value.ToUpperInvariant()).Distinct(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(
        @"(?<![\w-])(?!(UTF|SHA|MD|ISO|RFC|CVE|CWE|GHSA|PEP|AES|RSA|TLS|SSL|HTTP|IEEE|CP|EUC|BASE|UCS|X|ES|IPV|WIN|GH)-)[A-Z][A-Z0-9]{1,9}-[1-9][0-9]{0,6}(?![\w.-]*\w)"
            + @"|(?<![\w./-])[A-Za-z0-9][\w.-]*/[\w.-]+#[1-9][0-9]*\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Key();
}
