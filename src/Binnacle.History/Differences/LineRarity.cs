using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>Which lines git compares at all, by how often each occurs in the other file.</summary>
internal static class LineRarity
{
    public const byte None = 0;
    public const byte Some = 1;
    public const byte Frequent = 2;

    private const int Window = 100;
    private const int Share = 4;

    /// <summary>
    /// A line with some matches is. A frequent one is not when lines without a match stand on both sides of its run, and of the run less than a
    /// quarter's worth is frequent itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsKept(ReadOnlySpan<byte> kinds, int line)
    {
        if (kinds[line] != Frequent)
            return kinds[line] == Some;
        var (lone, frequent) = (0, 1);
        for (var at = line - 1; at >= Math.Max(0, line - Window) && kinds[at] != Some; at--)
            _ = kinds[at] == None ? lone++ : frequent++;
        if (lone == 0)
            return true;
        var (loneAfter, frequentAfter) = (0, 1);
        for (var at = line + 1; at <= Math.Min(kinds.Length - 1, line + Window) && kinds[at] != Some; at++)
            _ = kinds[at] == None ? loneAfter++ : frequentAfter++;
        if (loneAfter == 0)
            return true;
        lone += loneAfter;
        frequent += frequentAfter;
        return frequent * Share >= frequent + lone;
    }
}
