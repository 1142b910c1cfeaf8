namespace Binnacle.Practices.Decisions.Text;

/// <param name="End">After the last character, before the line's ending.</param>
/// <param name="Next">Where the next line begins.</param>
internal readonly record struct SourceLine(int Start, int End, int Next);

/// <summary>Where the lines of a text stand; a line ends with \n, \r\n or \r, as CommonMark has it.</summary>
internal sealed class SourceLines
{
    private readonly string text;
    private readonly List<SourceLine> lines = [];

    public SourceLines(string text)
    {
        this.text = text;
        var start = 0;
        while (start < text.Length)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r');
            if (end < 0)
            {
                lines.Add(new(start, text.Length, text.Length));
                break;
            }
            end += start;
            var next = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            lines.Add(new(start, end, next));
            start = next;
        }
    }

    public int Count => lines.Count;

    /// <summary>Line n, from 1; past the end an empty one.</summary>
    public SourceLine this[int number] =>
        number >= 1 && number <= lines.Count ? lines[number - 1] : new(text.Length, text.Length, text.Length);

    public string TextOf(int number) => this[number] is var line ? text[line.Start..line.End] : "";

    public bool IsBlank(int number) =>
        this[number] is var line && text.AsSpan(line.Start, line.End - line.Start).Trim().Length == 0;

    /// <summary>How the line before a place ends; where none does, as most lines of the file do.</summary>
    public string EndingNear(int number)
    {
        for (var near = Math.Min(number, lines.Count); near >= 1; near--)
            if (EndingOf(near) is { Length: > 0 } ending)
                return ending;
        return lines.Count > 0 && EndingOf(1) is { Length: > 0 } first ? first : "\n";
    }

    /// <summary>The text with \n alone, line for line.</summary>
    public string Normalised() =>
        lines.Count == 0
            ? ""
            : string.Concat(
                    lines.Select(line =>
                        line.Next > line.End ? text[line.Start..line.End] + "\n" : text[line.Start..line.End]
                    )
                )
                .Replace('\0', '\uFFFD');

    private string EndingOf(int number) => this[number] is var line ? text[line.End..line.Next] : "";
}
