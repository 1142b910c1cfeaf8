using Binnacle.Platform;
using Binnacle.Platform.Cadences;
using Binnacle.Practices.Flow.Stages;

namespace Binnacle.Practices.Flow.Delivery;

/// <param name="Key">"coding", "pickup", "review", "deploy".</param>
/// <param name="Days">Of changes of which the stage is known.</param>
/// <param name="Halved">The median of the whole way, had this stage taken half as long in every change; null where nothing is known.</param>
public sealed record StageWait(string Key, string Name, Spread Days, double? Halved, double? HalvedP90)
{
    /// <summary>All time that was spent in it, of what was spent in all stages.</summary>
    public double Share { get; init; }

    /// <summary>The median in hours of work: nights, weekends and holidays left out.</summary>
    public double? WorkingHours { get; init; }
}

/// <summary>
/// Where the changes of a period spent their time, and which stage would help most: each is halved in every change, the rest stays as it
/// was, and the median is taken again. That supposes that time saved in one stage is not spent waiting in the next.
/// </summary>
/// <param name="IsToProduction">The changes that arrived in the period; else, where none did, those that were merged in it.</param>
public sealed record WaitingResult(
    bool IsToProduction,
    int Changes,
    double? Median,
    double? P90,
    IReadOnlyList<StageWait> Stages
)
{
    /// <summary>The median of the whole way in hours of work; null where nothing is known, or only the clock counts.</summary>
    public double? WorkingHours { get; init; }

    /// <summary>Stages that are known of at least half of the changes: only between them can one stand out.</summary>
    public IReadOnlyList<StageWait> Known => [.. Stages.Where(stage => 2 * stage.Days.N >= Changes)];

    /// <summary>The stage whose halving takes most off the median, and where that is the same, off the slowest tenth; null where none takes any.</summary>
    public StageWait? Worst =>
        Known.Count < 2
            ? null
            : Known
                .Where(stage => stage.Halved < Median)
                .OrderBy(stage => stage.Halved)
                .ThenBy(stage => stage.HalvedP90)
                .FirstOrDefault();

    /// <param name="calendarOf">The working hours of a team; null where only the clock counts.</param>
    public static WaitingResult Of(
        DeliveryWindow window,
        DeliveryPeriod period,
        bool withBots = false,
        Func<Guid?, WorkingCalendar>? calendarOf = null
    )
    {
        var people = window.Changes.Where(change => withBots || !change.IsByBot).ToList();
        var arrived = people.FindAll(change => period.Holds(change.DeployedAt) && change.Stages.Total is not null);
        var changes =
            arrived.Count > 0
                ? arrived
                : people.FindAll(change => period.Holds(change.MergedAt) && change.Stages.Total is not null);
        var totals = changes.ConvertAll(change => change.Stages.Total!.Value.TotalDays);
        var all = totals.Sum();
        var worked = calendarOf is null ? [] : changes.ConvertAll(Worked);
        return new(
            arrived.Count > 0,
            changes.Count,
            totals.Count == 0 ? null : Statistics.Median(totals),
            totals.Count == 0 ? null : Statistics.Quantile(totals, 0.9),
            [
                Stage("coding", "Coding", stages => stages.Coding),
                Stage("pickup", "Waiting for a review", stages => stages.Pickup),
                Stage("review", "In review", stages => stages.Review),
                Stage("deploy", "Waiting for production", stages => stages.Deploy),
            ]
        )
        {
            WorkingHours = MedianHours(stages => stages.Total),
        };

        ChangeStages Worked(ChangeFlow change)
        {
            var calendar = calendarOf!(change.TeamId);
            return ChangeStages.Of(change.Moments, (from, to) => WorkingTime.Between(from, to, calendar));
        }

        StageWait Stage(string key, string name, Func<ChangeStages, TimeSpan?> of)
        {
            var days = changes
                .Select(change => of(change.Stages))
                .OfType<TimeSpan>()
                .Select(time => time.TotalDays)
                .ToList();
            var halved = changes.ConvertAll(change =>
                (change.Stages.Total!.Value - ((of(change.Stages) ?? TimeSpan.Zero) / 2)).TotalDays
            );
            return new(
                key,
                name,
                Spread.Of(days),
                days.Count == 0 ? null : Statistics.Median(halved),
                days.Count == 0 ? null : Statistics.Quantile(halved, 0.9)
            )
            {
                Share = all > 0 ? days.Sum() / all : 0,
                WorkingHours = MedianHours(of),
            };
        }

        double? MedianHours(Func<ChangeStages, TimeSpan?> of)
        {
            var hours = worked.Select(of).OfType<TimeSpan>().Select(time => time.TotalHours).ToList();
            return hours.Count == 0 ? null : Statistics.Median(hours);
        }
    }
}

/// <summary>
/// Little (1961): in a steady queue the mean number of changes under way is arrivals a day times the mean days that each stays. Where the two
/// differ much, the queue is not steady: more begins than ends, or old changes are never closed.
/// </summary>
/// <param name="UnderWay">Mean number of open changes over the days of the period.</param>
/// <param name="EndedADay">Merged or given up.</param>
/// <param name="MeanDays">That those which ended had been open.</param>
public sealed record LittlesLaw(double UnderWay, double EndedADay, double MeanDays, int Began, int Ended)
{
    public double Expected => EndedADay * MeanDays;

    /// <summary>How many times as many are under way as a steady queue would hold.</summary>
    public double? Ratio => Expected > 0 ? UnderWay / Expected : null;

    public bool IsSteady => Ratio is > 0.8 and < 1.25;

    /// <returns>True where half as many again are under way, false where a third less; null between, or where it is not known.</returns>
    public bool? HasGrownSince(LittlesLaw before) =>
        before.UnderWay <= 0 || before.Ended == 0 ? null
        : UnderWay >= 1.5 * before.UnderWay ? true
        : UnderWay <= before.UnderWay / 1.5 ? false
        : null;

    public static LittlesLaw Of(DeliveryWindow window, DeliveryPeriod period, bool withBots = false)
    {
        var told = window
            .Changes.Where(change => change.OpenedAt is not null && (withBots || !change.IsByBot))
            .ToList();
        var end = window.Now < period.Until ? window.Now : period.Until;
        var days = Math.Max(1, (end - period.From).TotalDays);
        var under = told.Sum(change =>
        {
            var from = change.OpenedAt > period.From ? change.OpenedAt.Value : period.From;
            var to = EndOf(change) is { } ended && ended < end ? ended : end;
            return Math.Max(0, (to - from).TotalDays);
        });
        var over = told.FindAll(change => period.Holds(EndOf(change)));
        return new(
            under / days,
            over.Count / days,
            over.Count == 0 ? 0 : over.Average(change => (EndOf(change)!.Value - change.OpenedAt!.Value).TotalDays),
            told.Count(change => period.Holds(change.OpenedAt)),
            over.Count
        );
    }

    private static DateTime? EndOf(ChangeFlow change) => change.MergedAt ?? change.ClosedAt;
}
