namespace Binnacle.Practices.Decisions.Text;

/// <summary>How a value is written where it stands; a new one is written the same way.</summary>
internal enum ValueStyle
{
    /// <summary>Markdown, to the end of its line.</summary>
    Plain,
    YamlPlain,
    YamlSingleQuoted,
    YamlDoubleQuoted,

    /// <summary>Between brackets.</summary>
    YamlFlow,

    /// <summary>Items below each other.</summary>
    YamlBlock,

    /// <summary>A cell of a table.</summary>
    Cell,
}

/// <summary>Where the value of a field stands, in characters of the source.</summary>
/// <param name="Indent">What stands before the dash of a list's items.</param>
internal sealed record FieldSpan(int Line, int Start, int Length, ValueStyle Style, string Indent = "")
{
    public int End => Start + Length;
}
