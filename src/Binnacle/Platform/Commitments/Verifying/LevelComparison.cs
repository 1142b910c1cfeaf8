namespace Binnacle.Platform.Commitments;

/// <summary>A check's number on a day, with how many things it was counted over.</summary>
/// <param name="Of">The things: "changes in the last 3 cycles", "repositories".</param>
public sealed record CheckLevel(double Number, int Sample, string Of);

/// <summary>
/// A check's share on two days. Checks look back over weeks, so that one day's number holds most of the day before it: a
/// series of them is no sample, and only the two days are compared.
/// </summary>
public static class LevelComparison
{
    private const double Normal975 = 1.959963984540054;
    private const double Normal80 = 0.8416212335729143;

    private static readonly string[] Happenings =
    [
        "change",
        "changes",
        "commits",
        "deployments",
        "incidents",
        "answers",
        "actions",
        "postmortems",
        "gaps",
        "accepted",
        "decisions",
    ];

    /// <summary>Things that come about one by one, such as changes, are a sample; things that stand there, such as repositories, are all counted.</summary>
    public static bool IsSample(string of) => Happenings.Contains(of.Split(' ')[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Of samples, the hybrid score interval of Newcombe (1998, method 10), from Wilson's of each day. Where both days look
    /// back over some of the same changes it is too wide, never too narrow. What is counted in full has no error of sampling:
    /// its interval is the change itself.
    /// </summary>
    public static Difference Compare(CheckLevel before, CheckLevel after)
    {
        if (!IsSample(after.Of))
        {
            var moved = after.Number - before.Number;
            return new(before.Number, after.Number, new Interval(moved, moved), 1.0 / Math.Max(1, after.Sample));
        }
        // As many successes as failures are added to a day, so that none at all is not taken for never.
        var both =
            ((before.Number * before.Sample) + (after.Number * after.Sample) + 2)
            / (before.Sample + after.Sample + 4.0);
        var error = Math.Sqrt(both * (1 - both) * ((1.0 / before.Sample) + (1.0 / after.Sample)));
        return new(
            before.Number,
            after.Number,
            Newcombe(before.Number, before.Sample, after.Number, after.Sample),
            Math.Min(1, (Normal975 + Normal80) * error)
        );
    }

    /// <summary>The interval at 95 % of how far a share rose, from two samples.</summary>
    public static Interval Newcombe(double before, int sampleBefore, double after, int sampleAfter)
    {
        var (one, two) = (Wilson(before, sampleBefore), Wilson(after, sampleAfter));
        var change = after - before;
        return new(
            Math.Max(-1, change - Root(after - two.Low, one.High - before)),
            Math.Min(1, change + Root(two.High - after, before - one.Low))
        );
    }

    private static Interval Wilson(double share, int sample) =>
        Statistics.Wilson((int)Math.Round(Math.Clamp(share, 0, 1) * sample), sample);

    private static double Root(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
