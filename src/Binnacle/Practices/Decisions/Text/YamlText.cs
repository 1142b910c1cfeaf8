using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>A text as a value of YAML, written in the style that stands there.</summary>
internal static partial class YamlText
{
    /// <summary>What goes between the quotes, or the whole where there are none.</summary>
    public static string Within(string value, ValueStyle style) =>
        style switch
        {
            ValueStyle.YamlSingleQuoted => value.Replace("'", "''", StringComparison.Ordinal),
            ValueStyle.YamlDoubleQuoted => Escaped(value),
            _ => Scalar(value, isInList: false),
        };

    /// <summary>Without quotes where YAML reads it back as the same text, else between double quotes.</summary>
    public static string Scalar(string value, bool isInList) =>
        IsSafe(value, isInList) ? value : $"\"{Escaped(value)}\"";

    /// <summary>Between double quotes also where YAML would not need them: TOML has no bare texts.</summary>
    public static string Quoted(string value) => $"\"{Escaped(value)}\"";

    private static bool IsSafe(string value, bool isInList) =>
        value.Length > 0
        && value.Trim().Length == value.Length
        && !"-?:,[]{}#&*!|>'\"%@`=~".Contains(value[0], StringComparison.Ordinal)
        && !value.Contains(": ", StringComparison.Ordinal)
        && !value.Contains(" #", StringComparison.Ordinal)
        && !value.EndsWith(':')
        && !value.AsSpan().ContainsAnyInRange('\0', '\x1F')
        && !value.AsSpan().ContainsAny("\x7F\x85\u2028\u2029\uFEFF")
        && !Other().IsMatch(value)
        && !(isInList && value.AsSpan().ContainsAny("[]{},"));

    private static string Escaped(string value)
    {
        var result = new StringBuilder(value.Length);
        foreach (var letter in value)
            result.Append(
                letter switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    < ' ' or '\x7F' or '\x85' or '\u2028' or '\u2029' or '\uFEFF' => "\\u"
                        + ((int)letter).ToString("X4", CultureInfo.InvariantCulture),
                    _ => letter.ToString(),
                }
            );
        return result.ToString();
    }

    // What YAML takes for something else than a text; a date stays one.
    [GeneratedRegex(
        @"^(true|false|yes|no|on|off|null|[+-]?[0-9][0-9_.,:]*([eE][+-]?\d+)?|0x[0-9a-f]+|\.(inf|nan))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Other();
}
