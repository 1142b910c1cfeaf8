using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>
/// Counts the lines that differ between two contents as <c>git log --numstat</c> does: git's Myers differences with their short cuts,
/// which do not always find the shortest script. Only what is not in the common start and end is looked at, and where
/// the numbers follow from less, less is done. For one thread.
/// </summary>
internal sealed class LineCounter
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>git calls a file binary when a NUL stands this early.</summary>
    private const int BinaryWindow = 8000;

    /// <summary>As git: a line that occurs this often in the other file is a poor anchor; for small files less, see <see cref="Often"/>.</summary>
    private const int MostAnchors = 1024;

    private readonly LineClasses classes = new();
    private readonly EditScript script = new();
    private byte[] rarity = [];
    private int[] kept = [];

    /// <summary>Lines added and deleted; 0 for binary contents.</summary>
    public (int Added, int Deleted) Count(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new)
    {
        if (IsBinary(old) || IsBinary(@new))
            return (0, 0);
        var (start, oldEnd, newEnd) = CommonEnds.Of(old, @new);
        var oldMiddle = old[start..oldEnd];
        var newMiddle = @new[start..newEnd];
        if (oldMiddle.Length == 0)
            return (Lines(newMiddle), 0);
        if (newMiddle.Length == 0)
            return (0, Lines(oldMiddle));
        var middles = new TwoContents(oldMiddle, newMiddle);
        classes.Read(middles);
        var (deleted, added) = (classes.Old.Length, classes.New.Length);
        if (!classes.AnyShared)
            return (added, deleted);
        var matched = Matched(middles, old[..start], old[oldEnd..]);
        return (added - matched, deleted - matched);
    }

    /// <summary>Lines of a whole file; 0 when it is binary.</summary>
    public static int CountAll(ReadOnlySpan<byte> content) => IsBinary(content) ? 0 : Lines(content);

    private static bool IsBinary(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, BinaryWindow)].Contains((byte)0);

    private static int Lines(ReadOnlySpan<byte> content) =>
        content.Length == 0 ? 0 : content.Count(LineFeed) + (content[^1] == LineFeed ? 0 : 1);

    private int Matched(in TwoContents middles, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var around = Lines(before) + Lines(after);
        var (manyInOld, manyInNew) = (Often(classes.New.Length + around), Often(classes.Old.Length + around));
        // What matters is whether a line that could match is left out because it is frequent.
        if (classes.MostShared + around >= Math.Min(manyInOld, manyInNew))
        {
            classes.CountAlso(middles, before);
            classes.CountAlso(middles, after);
            if (classes.IsAnyFrequent(manyInOld, manyInNew))
                return Reduced(manyInOld, manyInNew);
        }
        // What has no match changes nothing, except how soon git gives up.
        return classes.Old.Length + classes.New.Length > EditScript.ExactUpTo
            ? Reduced(manyInOld, manyInNew)
            : script.Matches(classes.Old, classes.New, classes.Count);
    }

    /// <summary>git leaves out lines without a match, and frequent ones among such lines, before it compares.</summary>
    private int Reduced(int manyInOld, int manyInNew)
    {
        if (kept.Length < classes.Old.Length + classes.New.Length)
            kept = new int[2 * (classes.Old.Length + classes.New.Length)];
        var oldKept = Keep(classes.Old, classes.InNew, manyInNew, kept);
        var newKept = Keep(classes.New, classes.InOld, manyInOld, kept.AsSpan(oldKept));
        return script.Matches(kept.AsSpan(0, oldKept), kept.AsSpan(oldKept, newKept), classes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Keep(ReadOnlySpan<int> lines, ReadOnlySpan<int> inOther, int many, Span<int> into)
    {
        if (rarity.Length < lines.Length)
            rarity = new byte[2 * lines.Length];
        var kinds = rarity.AsSpan(0, lines.Length);
        for (var line = 0; line < lines.Length; line++)
        {
            var times = inOther[lines[line]];
            kinds[line] =
                times == 0 ? LineRarity.None
                : times >= many ? LineRarity.Frequent
                : LineRarity.Some;
        }
        var count = 0;
        for (var line = 0; line < lines.Length; line++)
            if (LineRarity.IsKept(kinds, line))
                into[count++] = lines[line];
        return count;
    }

    /// <summary>A power of two near twice the square root of the number of lines.</summary>
    private static int Often(int lines) => Math.Min(EditScript.RoughRoot(lines), MostAnchors);
}
