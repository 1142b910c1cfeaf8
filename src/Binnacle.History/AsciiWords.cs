namespace Binnacle.History;

internal static class AsciiWords
{
    /// <summary>Takes the next word from the front of <paramref name="text"/>; words stand between one or more spaces. Empty at the end.</summary>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        var space = text.IndexOf((byte)' ');
        var word = space < 0 ? text : text[..space];
        text = space < 0 ? [] : text[(space + 1)..];
        return word;
    }
}
