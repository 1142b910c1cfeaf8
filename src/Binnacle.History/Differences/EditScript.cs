namespace Binnacle.History;

/// <summary>
/// How many lines git's comparison matches (Myers 1986, divide and conquer from both ends, with git's limits on effort). Short scripts are
/// the shortest, so that any exact method gives their number; only where git would give up is its search followed step by step.
/// </summary>
internal sealed class EditScript
{
    /// <summary>Up to this length git's search ends before any of its limits: it advances one step from each end.</summary>
    public const int ExactUpTo = 2 * LeastEffort;

    private const int LeastEffort = 256;

    private readonly CommonSubsequence exact = new();
    private readonly MiddleSearch search = new();
    private int effort;
    private int classCount;

    /// <summary>A power of two, twice the square root or a little more or less, found without dividing.</summary>
    public static int RoughRoot(int number)
    {
        var root = 1;
        for (; number > 0; number >>= 2)
            root <<= 1;
        return root;
    }

    /// <summary>Lines that git would leave as they are.</summary>
    /// <param name="classCount">All numbers in <paramref name="old"/> and <paramref name="new"/> are below it.</param>
    public int Matches(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, int classCount)
    {
        this.classCount = classCount;
        effort = Math.Max(LeastEffort, RoughRoot(old.Length + @new.Length + 3));
        search.Prepare(old.Length + @new.Length);
        return Matches(old, @new, shortest: false);
    }

    private int Matches(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, bool shortest)
    {
        var start = old.CommonPrefixLength(@new);
        old = old[start..];
        @new = @new[start..];
        var end = 0;
        while (end < old.Length && end < @new.Length && old[^(end + 1)] == @new[^(end + 1)])
            end++;
        old = old[..^end];
        @new = @new[..^end];
        var ends = start + end;
        if (old.Length == 0 || @new.Length == 0)
            return ends;
        if (shortest || old.Length + @new.Length <= ExactUpTo)
            return ends + exact.Length(old, @new, classCount);
        if (exact.LengthWithin(old, @new, ExactUpTo) is { } length)
            return ends + length;
        var cut = search.Find(old, @new, effort);
        return ends
            + Matches(old[..cut.Old], @new[..cut.New], cut.IsFirstShortest)
            + Matches(old[cut.Old..], @new[cut.New..], cut.IsSecondShortest);
    }
}
