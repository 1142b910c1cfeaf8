using Binnacle.Platform;
using Binnacle.Platform.Checks;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Rows that were left out of a measure, and why.</summary>
public sealed record LeftOut(string Why, int Count);

/// <summary>One measure of one period, with what it stands on.</summary>
/// <param name="Value">Null is unknown.</param>
/// <param name="P90">Nine of ten are at most this; null where it makes no sense or cannot be known.</param>
/// <param name="N">Of what it is counted.</param>
/// <param name="Parts">What was counted, each with its number; what a later result is compared with.</param>
public sealed record DeliveryResult(
    DeliveryMeasure Measure,
    double? Value,
    double? P90,
    Interval? Interval,
    int N,
    string Of,
    Coverage Coverage,
    IReadOnlyList<LeftOut> LeftOut,
    DateTime? NewestAt,
    IReadOnlyList<ResultPart> Parts,
    bool IsApproximation = false
)
{
    public string Key => Measure.Key;

    public string Name => Measure.Name;

    public string Unit => Measure.Unit;
}

/// <summary>One row behind a result.</summary>
public sealed record ResultPart(Guid Id, double Number);

/// <summary>DORA's five (dora.dev, definitions of 2024 and 2025), each a pure function of a window and a period in it.</summary>
public static class DeliveryMeasures
{
    /// <param name="isPoint">One of many beside each other, of which only the value is shown: without the interval that is drawn.</param>
    public static IReadOnlyList<DeliveryResult> All(
        DeliveryWindow window,
        DeliveryPeriod period,
        bool withBots = false,
        bool isPoint = false
    ) =>
        [
            Frequency(window, period),
            LeadTime(window, period, withBots),
            FailRate(window, period),
            Recovery(window, period, isPoint),
            Rework(window, period),
        ];

    /// <summary>
    /// Successful deployments to production a week; several commits in one deployment count once. At least one deployment must be known in
    /// the window: before it, nothing is known of deployments, and none is not zero.
    /// </summary>
    public static DeliveryResult Frequency(DeliveryWindow window, DeliveryPeriod period)
    {
        var own = In(window, period);
        return new(
            DeliveryMeasure.Frequency,
            HasDeployed(window, period) ? own.Count / period.Weeks : null,
            null,
            null,
            own.Count,
            "deployments",
            ServicesCovered(window, period, own),
            period == window.Period ? window.Uncounted : [],
            Newest(own),
            [.. own.Select(row => new ResultPart(row.Id, 1))],
            own.Exists(row => row.IsApproximation)
        );
    }

    /// <summary>Days of the period with a deployment, a week: the second view of frequency.</summary>
    public static double? DaysWithDeployment(DeliveryWindow window, DeliveryPeriod period) =>
        HasDeployed(window, period)
            ? In(window, period).Select(row => DateOnly.FromDateTime(row.At)).Distinct().Count() / period.Weeks
            : null;

    /// <summary>Before the first deployment that was told, none is not zero.</summary>
    private static bool HasDeployed(DeliveryWindow window, DeliveryPeriod period) =>
        window.Deployments.Any(row => row.At < period.Until);

    /// <summary>
    /// Median days from the first commit of a change to the first successful production deployment that contains it, of changes that
    /// arrived in the period. Where the first commit is not known it begins with the opening, else the merge, and coverage says so.
    /// </summary>
    public static DeliveryResult LeadTime(DeliveryWindow window, DeliveryPeriod period, bool withBots)
    {
        var arrived = window.Changes.Where(change => period.Holds(change.DeployedAt)).ToList();
        var counted = arrived.FindAll(change => (withBots || !change.IsByBot) && change.Stages.Total is not null);
        var days = counted.ConvertAll(change => change.Stages.Total!.Value.TotalDays);
        var merged = window.Changes.Where(change => period.Holds(change.MergedAt)).ToList();
        return new(
            DeliveryMeasure.LeadTime,
            days.Count == 0 ? null : Statistics.Median(days),
            days.Count < 10 ? null : Statistics.Quantile(days, 0.9),
            Statistics.MedianBounds(days),
            days.Count,
            "changes that reached production",
            new(
                counted.Count(change => change.Moments.FirstCommitAt is not null),
                counted.Count,
                "changes whose first commit is known"
            ),
            LeftOutOf(merged, arrived, withBots),
            counted.Max(change => change.DeployedAt),
            [.. counted.Zip(days, (change, number) => new ResultPart(change.Id, number))],
            counted.Exists(change => change.IsApproximation)
        );
    }

    /// <summary>Deployments that led to degraded service ÷ deployments; Wilson's interval at 95 %.</summary>
    public static DeliveryResult FailRate(DeliveryWindow window, DeliveryPeriod period) =>
        Rate(DeliveryMeasure.FailRate, window, period, row => row.Cause is not null);

    /// <summary>Unplanned deployments that repair production ÷ deployments; Wilson's interval at 95 %.</summary>
    public static DeliveryResult Rework(DeliveryWindow window, DeliveryPeriod period) =>
        Rate(DeliveryMeasure.Rework, window, period, row => row.Repair is not null);

    /// <summary>
    /// Median days from the start of a failed deployment until service was back; one that is not back counts as long as it has lasted
    /// (Kaplan and Meier 1958). With the bootstrap's interval (Efron 1981), where it has an upper end.
    /// </summary>
    public static DeliveryResult Recovery(DeliveryWindow window, DeliveryPeriod period, bool isPoint = false)
    {
        var all = In(window, period);
        var told = Told(all);
        var failed = told.FindAll(row => row.Cause is not null);
        var end = window.Now < period.Until ? window.Now : period.Until;
        var durations = failed.ConvertAll(row => new Duration(
            Math.Max(0, ((row.RestoredAt is { } back && back < end ? back : end) - row.StartedAt).TotalDays),
            row.RestoredAt < end
        ));
        return new(
            DeliveryMeasure.Recovery,
            durations.Count == 0 ? null : Statistics.TimeUntil(durations, 0.5),
            durations.Count < 10 ? null : Statistics.TimeUntil(durations, 0.9),
            !isPoint
            && durations.Count > 2
            && Bootstrap.TimeUntil(durations, 0.5) is { } interval
            && double.IsFinite(interval.High)
                ? interval
                : null,
            durations.Count,
            "failed deployments",
            new(durations.Count(one => one.IsOver), durations.Count, "failed deployments after which service is back"),
            LeftOutOf(all, told),
            Newest(failed),
            [.. failed.Zip(durations, (row, one) => new ResultPart(row.Id, one.Days))]
        );
    }

    private static DeliveryResult Rate(
        DeliveryMeasure measure,
        DeliveryWindow window,
        DeliveryPeriod period,
        Func<DeploymentFlow, bool> counts
    )
    {
        var all = In(window, period);
        var own = Told(all);
        var bad = own.Count(counts);
        var leftOut = LeftOutOf(all, own);
        if (window.Unattributed > 0 && period == window.Period)
            leftOut.Add(new("incidents that several deployments may have caused", window.Unattributed));
        return new(
            measure,
            own.Count == 0 ? null : (double)bad / own.Count,
            null,
            own.Count == 0 ? null : Statistics.Wilson(bad, own.Count),
            own.Count,
            $"deployments, {bad} of them counted",
            ServicesCovered(window, period, own),
            leftOut,
            Newest(own),
            [.. own.Select(row => new ResultPart(row.Id, counts(row) ? 1 : 0))]
        );
    }

    private static List<LeftOut> LeftOutOf(List<DeploymentFlow> all, List<DeploymentFlow> told) =>
        all.Count == told.Count
            ? []
            : [new("known from git alone: whether they failed is not known", all.Count - told.Count)];

    private static List<LeftOut> LeftOutOf(List<ChangeFlow> merged, List<ChangeFlow> arrived, bool withBots)
    {
        var people = merged.FindAll(change => withBots || !change.IsByBot);
        List<LeftOut> rows =
        [
            new("by bots", withBots ? 0 : arrived.Count(change => change.IsByBot)),
            new("merged, not deployed yet", people.Count(change => change.State is DeliveryState.Waiting)),
            new(
                "in the first deployment that was observed, so since when is not known",
                people.Count(change => change.State is DeliveryState.BeforeObserved)
            ),
            new(
                "merged where no production deployment is known",
                people.Count(change => change.State is DeliveryState.NoDeployments)
            ),
            new("merge not found in the history", people.Count(change => change.State is DeliveryState.NotInHistory)),
            new(
                "times that contradict each other",
                arrived.Count(change => (withBots || !change.IsByBot) && change.Stages.Total is null)
            ),
        ];
        return rows.FindAll(row => row.Count > 0);
    }

    private static List<DeploymentFlow> In(DeliveryWindow window, DeliveryPeriod period) =>
        [.. window.Deployments.Where(row => period.Holds(row.At))];

    private static List<DeploymentFlow> Told(List<DeploymentFlow> all) => all.FindAll(row => !row.IsApproximation);

    private static Coverage ServicesCovered(DeliveryWindow window, DeliveryPeriod period, List<DeploymentFlow> own) =>
        new(
            own.Select(row => row.RepositoryId).Distinct().Count(),
            window
                .Changes.Where(change => period.Holds(change.MergedAt))
                .Select(change => change.RepositoryId)
                .Concat(own.Select(row => row.RepositoryId))
                .Distinct()
                .Count(),
            "repositories with changes"
        );

    private static DateTime? Newest(List<DeploymentFlow> own) => own.Count == 0 ? null : own[^1].At;
}
