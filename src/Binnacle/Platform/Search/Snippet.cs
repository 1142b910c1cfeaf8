using System.Buffers;
using System.Globalization;
using System.Text;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Search;

/// <summary>The part of a text in which words stand that were looked for, and the words in it.</summary>
public static class Snippet
{
    private const int Length = 180;
    private const int Before = 40;
    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\-_.,:;()[]");

    /// <returns>Empty where none of them stands in the text as it was typed; an ending may differ.</returns>
    public static string Of(string text, IReadOnlyCollection<string> terms)
    {
        if (Parts(text, terms).FirstOrDefault(part => part.IsHit) is not { Text.Length: > 0 } first)
            return "";
        var from = Math.Max(0, first.Start - Before);
        // Not in the middle of a word; after a space, if there is one.
        if (from > 0)
        {
            var before = text.AsSpan(from, first.Start - from);
            var space = before.IndexOfAny(' ', '\n');
            from += (space >= 0 ? space : before.IndexOfAny(Separators)) + 1;
        }
        var to = Math.Min(text.Length, from + Length);
        if (to < text.Length && text.LastIndexOf(' ', to - 1, to - from) is var last && last > first.Start)
            to = last;
        var cut = string.Join(
            ' ',
            text[from..to]
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.AsSpan().TrimStart("#-*|`=_~").Length > 0)
        );
        return (from > 0 ? "… " : "") + cut + (to < text.Length ? " …" : "");
    }

    /// <summary>The text in pieces, in order: words that begin with a term, and what stands between them.</summary>
    public static IEnumerable<(string Text, bool IsHit, int Start)> Parts(
        string text,
        IReadOnlyCollection<string> terms
    )
    {
        var plain = 0;
        for (var at = 0; at < text.Length; )
        {
            var end = at;
            while (end < text.Length && IsOfWord(text[end]))
                end++;
            if (end == at)
            {
                at++;
                continue;
            }
            var word = text[at..end];
            if (Folded(word) is { } folded && terms.Any(term => Fits(folded, term)))
            {
                if (at > plain)
                    yield return (text[plain..at], false, plain);
                yield return (word, true, at);
                plain = end;
            }
            at = end;
        }
        if (plain < text.Length)
            yield return (text[plain..], false, plain);
    }

    private static bool IsOfWord(char letter) =>
        char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark;

    private static string? Folded(string word) =>
        Ascii.IsValid(word) ? word.ToLowerInvariant()
        : FullText.Fold(word) is [var folded] ? folded
        : null;

    /// <summary>"deciding" fits "decides": what both share is a word's beginning of some length.</summary>
    private static bool Fits(string word, string term)
    {
        if (word.StartsWith(term, StringComparison.Ordinal))
            return true;
        var stem = Math.Max(4, term.Length - 3);
        return term.Length >= 5
            && word.Length >= stem
            && word.AsSpan(0, stem).SequenceEqual(term.AsSpan(0, stem))
            && word.Length <= term.Length + 3;
    }
}
