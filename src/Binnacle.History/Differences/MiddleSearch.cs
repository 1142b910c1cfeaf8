using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>Where git divides a comparison, and which halves it then compares without a limit on effort.</summary>
internal readonly record struct Cut(int Old, int New, bool IsFirstShortest, bool IsSecondShortest);

/// <summary>
/// Follows git's search for the middle of a script from both ends, with its two ways out: after 256 steps a long run of equal lines far along is good
/// enough, and after as many steps as the effort allows so is the farthest point reached.
/// </summary>
internal sealed class MiddleSearch
{
    private const int Unreached = -1;
    private const int Beyond = int.MaxValue;
    private const int LongRun = 20;
    private const int PatienceSteps = 256;
    private const int FarFactor = 4;

    private int[] forward = [];
    private int[] backward = [];

    public void Prepare(int lines)
    {
        if (forward.Length >= lines + 5)
            return;
        forward = new int[2 * (lines + 5)];
        backward = new int[2 * (lines + 5)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Cut Find(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, int effort)
    {
        var (n, m) = (old.Length, @new.Length);
        // A diagonal is old minus new; the arrays hold the old position that it reached.
        var zero = m + 2;
        var last = n - m;
        var isOdd = (last & 1) != 0;
        var ahead = new Fan(-m, n, 0);
        var behind = new Fan(-m, n, last);
        forward[zero] = 0;
        backward[zero + last] = n;
        for (var steps = 1; ; steps++)
        {
            var longRun = false;
            ahead.Widen(forward, zero, Unreached);
            for (var diagonal = ahead.High; diagonal >= ahead.Low; diagonal -= 2)
            {
                var at = zero + diagonal;
                var begun = forward[at - 1] >= forward[at + 1] ? forward[at - 1] + 1 : forward[at + 1];
                var x = begun;
                while (x < n && x - diagonal < m && old[x] == @new[x - diagonal])
                    x++;
                longRun |= x - begun > LongRun;
                forward[at] = x;
                if (isOdd && behind.Holds(diagonal) && backward[at] <= x)
                    return new(x, x - diagonal, true, true);
            }
            behind.Widen(backward, zero, Beyond);
            for (var diagonal = behind.High; diagonal >= behind.Low; diagonal -= 2)
            {
                var at = zero + diagonal;
                var begun = backward[at - 1] < backward[at + 1] ? backward[at - 1] : backward[at + 1] - 1;
                var x = begun;
                while (x > 0 && x - diagonal > 0 && old[x - 1] == @new[x - diagonal - 1])
                    x--;
                longRun |= begun - x > LongRun;
                backward[at] = x;
                if (!isOdd && ahead.Holds(diagonal) && x <= forward[at])
                    return new(x, x - diagonal, true, true);
            }
            if (longRun && steps > PatienceSteps)
            {
                if (GoodStart(old, @new, ahead, zero, steps) is { } start)
                    return start;
                if (GoodEnd(old, @new, behind, zero, steps) is { } end)
                    return end;
            }
            if (steps >= effort)
                return Farthest(n, m, ahead, behind, zero);
        }
    }

    private Cut? GoodStart(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, Fan ahead, int zero, int steps)
    {
        var (best, cut) = (0, default(Cut?));
        for (var diagonal = ahead.High; diagonal >= ahead.Low; diagonal -= 2)
        {
            var x = forward[zero + diagonal];
            var y = x - diagonal;
            var gain = x + y - Math.Abs(diagonal);
            if (gain <= FarFactor * steps || gain <= best)
                continue;
            if (x < LongRun || x >= old.Length || y < LongRun || y >= @new.Length)
                continue;
            if (!old.Slice(x - LongRun, LongRun).SequenceEqual(@new.Slice(y - LongRun, LongRun)))
                continue;
            best = gain;
            cut = new(x, y, true, false);
        }
        return cut;
    }

    private Cut? GoodEnd(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, Fan behind, int zero, int steps)
    {
        var (n, m) = (old.Length, @new.Length);
        var (best, cut) = (0, default(Cut?));
        for (var diagonal = behind.High; diagonal >= behind.Low; diagonal -= 2)
        {
            var x = backward[zero + diagonal];
            var y = x - diagonal;
            var gain = n - x + (m - y) - Math.Abs(diagonal - (n - m));
            if (gain <= FarFactor * steps || gain <= best)
                continue;
            if (x <= 0 || x > n - LongRun || y <= 0 || y > m - LongRun)
                continue;
            if (!old.Slice(x, LongRun).SequenceEqual(@new.Slice(y, LongRun)))
                continue;
            best = gain;
            cut = new(x, y, false, true);
        }
        return cut;
    }

    private Cut Farthest(int n, int m, Fan ahead, Fan behind, int zero)
    {
        var (farthest, farthestOld) = (-1, -1);
        for (var diagonal = ahead.High; diagonal >= ahead.Low; diagonal -= 2)
        {
            var x = Math.Min(Math.Min(forward[zero + diagonal], n), m + diagonal);
            if (farthest >= x + x - diagonal)
                continue;
            farthest = x + x - diagonal;
            farthestOld = x;
        }
        var (nearest, nearestOld) = (Beyond, Beyond);
        for (var diagonal = behind.High; diagonal >= behind.Low; diagonal -= 2)
        {
            var x = Math.Max(Math.Max(0, backward[zero + diagonal]), diagonal);
            if (x + x - diagonal >= nearest)
                continue;
            nearest = x + x - diagonal;
            nearestOld = x;
        }
        return n + m - nearest < farthest
            ? new(farthestOld, farthest - farthestOld, true, false)
            : new(nearestOld, nearest - nearestOld, false, true);
    }

    /// <summary>The diagonals that a search has reached: every second one between two.</summary>
    private struct Fan(int lowest, int highest, int start)
    {
        public int Low { get; private set; } = start;

        public int High { get; private set; } = start;

        public readonly bool Holds(int diagonal) => Low <= diagonal && diagonal <= High;

        /// <summary>One more on each side, unless there is none; what lies beyond is out of the way.</summary>
        public void Widen(int[] reached, int zero, int outside)
        {
            if (Low > lowest)
                reached[zero + --Low - 1] = outside;
            else
                Low++;
            if (High < highest)
                reached[zero + ++High + 1] = outside;
            else
                High--;
        }
    }
}
