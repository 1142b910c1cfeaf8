using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Order;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

public static class DebtNumbers
{
    private const double HoursOfWeek = 40;

    /// <summary>"2–4", "3".</summary>
    public static string Tight(Interval range)
    {
        var (low, high) = (Short(range.Low), Short(range.High));
        return low == high ? low : $"{low}–{high}";
    }

    /// <summary>"2 to 4 weeks", "1 week".</summary>
    public static string Weeks(Interval range)
    {
        var (low, high) = (Short(range.Low), Short(range.High));
        return low == high ? $"{low} {(low == "1" ? "week" : "weeks")}" : $"{low} to {high} weeks";
    }

    public static string Short(double value) => value.ToString(value >= 10 ? "0" : "0.#", CultureInfo.InvariantCulture);

    /// <summary>Weeks of work that hours lost take from engineers while an item waits a quarter; 40 hours are a week.</summary>
    public static Interval WeeksLost(Interval hours, Waiting waiting)
    {
        var share = waiting.MiddleCost > 0 ? waiting.CostOfWaiting(Waiting.Quarter) / waiting.MiddleCost : 0;
        return new(hours.Low * share / HoursOfWeek, hours.High * share / HoursOfWeek);
    }

    /// <summary>Of all open items together; null where none says hours.</summary>
    public static async Task<string?> WeeksLostAsync(
        this AppDb db,
        IReadOnlyList<DebtRow> rows,
        CancellationToken cancellation = default
    )
    {
        var numbers = rows.Where(row => row.Place is not null).ToDictionary(row => row.Number);
        var hours = await db.Set<DebtItem>()
            .Where(row => row.Closure == null)
            .Select(row => new
            {
                row.Number,
                Estimate = row.Estimates.FirstOrDefault(estimate => estimate.ReplacedAt == null),
            })
            .Where(row => row.Estimate!.HoursLow != null)
            .Select(row => new
            {
                row.Number,
                row.Estimate!.HoursLow,
                row.Estimate.HoursHigh,
            })
            .ToListAsync(cancellation);
        var lost = hours
            .Where(row => numbers.ContainsKey(row.Number))
            .Select(row =>
                WeeksLost(new(row.HoursLow!.Value, row.HoursHigh!.Value), numbers[row.Number].AsWaiting(db.Today)!)
            )
            .ToList();
        return lost.Count == 0 ? null : Weeks(new(lost.Sum(part => part.Low), lost.Sum(part => part.High)));
    }
}
