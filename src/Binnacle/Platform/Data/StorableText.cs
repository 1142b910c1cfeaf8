namespace Binnacle.Platform.Data;

/// <summary>Text as both databases take it: PostgreSQL refuses NUL, and neither can write half of a surrogate pair.</summary>
public static class StorableText
{
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0)
            return text.Contains('\0', StringComparison.Ordinal)
                ? text.Replace("\0", "", StringComparison.Ordinal)
                : text;
        var letters = text.ToCharArray();
        for (var index = 0; index < letters.Length; index++)
        {
            if (!char.IsSurrogate(letters[index]))
                continue;
            if (index + 1 < letters.Length && char.IsSurrogatePair(letters[index], letters[index + 1]))
                index++;
            else
                letters[index] = '\ufffd';
        }
        return new string(letters).Replace("\0", "", StringComparison.Ordinal);
    }

    /// <summary>At most so many letters, never half of one.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text
        : char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)]
        : text[..longest];
}
