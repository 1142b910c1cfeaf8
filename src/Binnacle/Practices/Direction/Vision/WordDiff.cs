using DiffPlex;

namespace Binnacle.Practices.Direction.Vision;

public enum DiffMark
{
    Same,
    Removed,
    Added,
}

/// <summary>A stretch of text that stayed, went or came.</summary>
public readonly record struct DiffPart(DiffMark Mark, string Text);

/// <summary>
/// What changed between two texts, word by word (Myers 1986, through DiffPlex). Nothing is lost: what stayed and what went is
/// the old text, what stayed and what came is the new one, letter by letter.
/// </summary>
public static class WordDiff
{
    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        var diff = new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, Pieces);
        var parts = new List<DiffPart>();
        var (from, to) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            Add(parts, DiffMark.Same, diff.PiecesNew, to, block.InsertStartB - to);
            Add(parts, DiffMark.Removed, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(parts, DiffMark.Added, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            (from, to) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }
        Add(parts, DiffMark.Same, diff.PiecesOld, from, diff.PiecesOld.Length - from);
        return parts;
    }

    /// <summary>Runs of letters and digits: "don't" is one word, "sign-in" two.</summary>
    public static int CountWords(string? text)
    {
        var words = 0;
        var inside = false;
        foreach (var letter in text ?? "")
        {
            var isWord = char.IsLetterOrDigit(letter) || (inside && letter is '\'' or '’');
            words += isWord && !inside ? 1 : 0;
            inside = isWord;
        }
        return words;
    }

    private static void Add(List<DiffPart> parts, DiffMark mark, IReadOnlyList<string> pieces, int from, int count)
    {
        if (count > 0)
            parts.Add(new(mark, string.Concat(pieces.Skip(from).Take(count))));
    }

    /// <summary>Words, gaps and single other signs, so that the pieces put together are the text.</summary>
    private static string[] Pieces(string text)
    {
        var pieces = new List<string>();
        for (var at = 0; at < text.Length; )
        {
            var end = at + 1;
            var kind = Kind(text[at]);
            while (kind > 0 && end < text.Length && Kind(text[end]) == kind)
                end++;
            pieces.Add(text[at..end]);
            at = end;
        }
        return [.. pieces];
    }

    private static int Kind(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) ? 1
        : letter is ' ' or '\t' ? 2
        : 0;
}
