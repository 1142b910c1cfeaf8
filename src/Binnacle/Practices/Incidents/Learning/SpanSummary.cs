using Binnacle.Platform;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Practices.Incidents.Learning;

/// <summary>
/// How long one of the three times takes, as a distribution. No mean: one long incident would make it. Those that still go on
/// count as long as they have lasted (Kaplan and Meier 1958).
/// </summary>
/// <param name="Unknown">Incidents whose span nobody can know from what was told.</param>
/// <param name="Median">Null where too many still go on, or nothing is known.</param>
/// <param name="Ninth">The time within which nine of ten are over; null as the median.</param>
/// <param name="Within">Of the median, 95 %, by bootstrap; null below two.</param>
/// <param name="NinthWithin">The same of the ninth tenth.</param>
public sealed record SpanSummary(
    string Name,
    IReadOnlyList<Duration> Known,
    int Unknown,
    double? Median,
    double? Ninth,
    Interval? Within,
    Interval? NinthWithin
)
{
    /// <summary>Below this a difference between two periods says nothing.</summary>
    public const int LeastForTrend = 20;

    public int Open => Known.Count(span => !span.IsOver);

    public static SpanSummary Of(string name, IEnumerable<Duration?> spans)
    {
        var all = spans.ToList();
        List<Duration> known = [.. all.OfType<Duration>()];
        var within = Bootstrap.TimesUntil(known, 0.5, 0.9);
        return new(
            name,
            known,
            all.Count - known.Count,
            known.Count == 0 ? null : Statistics.TimeUntil(known, 0.5),
            known.Count == 0 ? null : Statistics.TimeUntil(known, 0.9),
            within?[0],
            within?[1]
        );
    }

    public string MedianWords => Median is { } median ? IncidentWording.SpanOfDays(median) : "unknown";

    public string NinthWords => Ninth is { } ninth ? IncidentWording.SpanOfDays(ninth) : "unknown";

    public string WithinWords => Words(Within);

    public string NinthWithinWords => Words(NinthWithin);

    private static string Words(Interval? interval) =>
        interval is not { } within || double.IsInfinity(within.Low) ? "unknown: too few"
        : double.IsInfinity(within.High) ? $"{IncidentWording.SpanOfDays(within.Low)} or longer"
        : $"{IncidentWording.SpanOfDays(within.Low)} to {IncidentWording.SpanOfDays(within.High)}";

    /// <summary>Against the time before; says nothing where either is too small, or where the intervals meet.</summary>
    public static string Trend(SpanSummary before, SpanSummary now)
    {
        var least = Math.Min(before.Known.Count, now.Known.Count);
        if (least < LeastForTrend)
            return $"No trend: {before.Known.Count} before and {now.Known.Count} now, {LeastForTrend} each are needed";
        return (before.Within, now.Within) is ({ } first, { } second)
            ? second.High < first.Low
                ? $"Shorter than before ({before.MedianWords})"
                : second.Low > first.High
                    ? $"Longer than before ({before.MedianWords})"
                    : $"No difference to before that the numbers show ({before.MedianWords})"
            : "No trend: unknown";
    }
}
