using System.Text;

namespace Binnacle.History.Analyses;

/// <summary>Paths as git prints them to people (<c>core.quotePath</c>), for laying results beside those made from such a log.</summary>
public static class QuotedPath
{
    private const string Escaped = "\a\b\t\n\v\f\r\"\\";
    private const string Letters = "abtnvfr\"\\";

    /// <summary>In quotes with escapes when a byte of its UTF-8 needs them, else as it is.</summary>
    public static string Of(string path)
    {
        if (path.All(letter => letter is >= ' ' and < '\x7f' and not '"' and not '\\'))
            return path;
        var quoted = new StringBuilder("\"");
        foreach (var value in Encoding.UTF8.GetBytes(path))
            if (Escaped.IndexOf((char)value, StringComparison.Ordinal) is >= 0 and var at)
                quoted.Append('\\').Append(Letters[at]);
            else if (value is >= 0x20 and < 0x7f)
                quoted.Append((char)value);
            else
                quoted.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
        return quoted.Append('"').ToString();
    }
}
