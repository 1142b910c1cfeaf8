using Binnacle.Platform.Web;

namespace Binnacle.Platform.Commitments;

/// <summary>The finding over the chart of promises kept.</summary>
public static class ReliabilityWords
{
    /// <summary>"Payments kept 9 of 12 promises by their day last quarter, 4 of 11 in the one before".</summary>
    public static string Title(string scope, IReadOnlyList<PromiseQuarter> quarters)
    {
        var (before, last) = (quarters[^3], quarters[^2]);
        if (last.Promised == 0)
        {
            var any = quarters.Sum(quarter => quarter.Promised);
            return any == 0
                ? $"No promise of {scope} has come due yet"
                : $"No promise of {scope} came due last quarter";
        }
        var said =
            $"{scope} kept {Kept(last)} {(last.Promised == 1 ? "promise" : "promises")} by {(last.Promised == 1 ? "its" : "their")} day last quarter";
        return before.Promised == 0 ? said : $"{said}, {Kept(before)} in the one before";
    }

    /// <summary>Whether the two newest full quarters differ by more than chance, in one sentence.</summary>
    public static string Note(IReadOnlyList<PromiseQuarter> quarters)
    {
        var (before, last) = (quarters[^3], quarters[^2]);
        var looked = quarters.Sum(quarter => quarter.Measurable);
        var improved = quarters.Sum(quarter => quarter.Improved);
        var effect =
            looked == 0
                ? "None of their numbers could be compared yet."
                : $"Of {Wording.Count(looked, "number that could be compared", "numbers that could be compared")} in two years, {improved} improved.";
        if (before.Share is not { } old || last.Share is not { } now)
            return $"A quarter with fewer than {PromiseQuarter.FewestForShare} promises makes no share. {effect}";
        var between = LevelComparison.Newcombe(old, before.Promised, now, last.Promised);
        var apart = between.Low > 0 || between.High < 0;
        return (
                apart
                    ? "The two quarters differ by more than chance explains. "
                    : "The two quarters do not differ by more than chance explains. "
            ) + effect;
    }

    public static string Kept(PromiseQuarter quarter) => $"{quarter.Kept} of {quarter.Promised}";
}
