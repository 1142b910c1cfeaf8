using Binnacle.Platform;
using Binnacle.Practices.Debt.Register;

namespace Binnacle.Practices.Debt.Order;

/// <summary>What it costs to let an item wait. Amounts are minor units a week, times are weeks from today.</summary>
/// <param name="UrgentIn">Weeks until the deadline, the end of the peak or the day to look again; null for linear items.</param>
public sealed record Waiting(
    int Number,
    Interval Cost,
    Interval Weeks,
    Urgency Urgency = Urgency.Linear,
    double? UrgentIn = null
)
{
    /// <summary>A quarter, in weeks: what "waiting" is compared over.</summary>
    public const double Quarter = 13;

    /// <summary>The shortest time that anything is taken to last, half a day: a division by nothing orders nothing.</summary>
    public const double ShortestWeeks = 0.1;

    public double MiddleCost => (Cost.Low + Cost.High) / 2;

    public double MiddleWeeks => Math.Max(ShortestWeeks, (Weeks.Low + Weeks.High) / 2);

    /// <summary>What is lost when work begins so many weeks from now and not today.</summary>
    public double CostOfWaiting(double weeks) => CostOfWaiting(weeks, MiddleCost, MiddleWeeks);

    /// <summary>
    /// L(t + d) − L(d) with L(x), what is lost until the item is finished after x weeks: linear c·x; deadline or can wait
    /// c·max(0, x − D); peak c·min(x, P). Profiles after Arnold and Yüce (2013), "Black Swan farming using cost of delay".
    /// </summary>
    public double CostOfWaiting(double weeks, double cost, double duration) =>
        cost * (LostWeeks(weeks + duration) - LostWeeks(duration));

    /// <summary>What a week of waiting costs, on average over the coming quarter; of a linear item the cost itself.</summary>
    public double CostAWeek => CostOfWaiting(Quarter) / Quarter;

    /// <summary>
    /// CD3 = cost of delay a week ÷ duration in weeks (Reinertsen 2009), both in the middle of their range. Doing the highest
    /// first is best for independent linear items: Smith (1956), and with expected values Rothkopf (1966).
    /// </summary>
    public double Score => Score13(MiddleCost, MiddleWeeks);

    internal double Score13(double cost, double duration) =>
        CostOfWaiting(Quarter, cost, duration) / Quarter / duration;

    private double LostWeeks(double finished) =>
        Urgency switch
        {
            Urgency.Deadline or Urgency.CanWait => Math.Max(0, finished - Math.Max(0, UrgentIn ?? 0)),
            Urgency.Peak => Math.Min(finished, Math.Max(0, UrgentIn ?? 0)),
            _ => finished,
        };
}
