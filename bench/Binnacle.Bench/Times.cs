using System.Globalization;

namespace Binnacle.Bench;

internal static class Times
{
    public static double Percentile(this IEnumerable<TimeSpan> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1].TotalMilliseconds;
    }

    public static string Ms(this double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Seconds(this TimeSpan time) =>
        time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
}
