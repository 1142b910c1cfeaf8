namespace Binnacle.History.Analyses;

/// <summary>How large and how deeply indented a text is.</summary>
/// <param name="Lines">Lines that are not blank, comments with them.</param>
/// <param name="Complexity">The sum of their depths: a tab is 1, a space a quarter. A language-neutral proxy of complexity.</param>
/// <remarks>Source: Hindle, Godfrey, Holt, "Reading Beside the Lines" (ICPC 2008).</remarks>
public readonly record struct Indentation(int Lines, double Complexity)
{
    private const int BinaryProbe = 8000;

    /// <summary>Counts an encoded text; any encoding whose ASCII is ASCII will do.</summary>
    public static Indentation Of(ReadOnlySpan<byte> text)
    {
        int lines = 0;
        long quarters = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].TrimEnd(" \t\r\f"u8);
            if (line.Length == 0)
                continue;
            lines++;
            foreach (var letter in line)
            {
                if (letter is not ((byte)' ' or (byte)'\t'))
                    break;
                quarters += letter == ' ' ? 1 : 4;
            }
        }
        return new(lines, quarters / 4.0);
    }

    /// <summary>True for what is no text, by git's rule: a NUL among the first 8,000 bytes.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, BinaryProbe)].Contains((byte)0);

    /// <summary>Both parts together.</summary>
    public static Indentation operator +(Indentation one, Indentation other) =>
        new(one.Lines + other.Lines, one.Complexity + other.Complexity);
}
