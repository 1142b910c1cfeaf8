using System.Globalization;
using Binnacle.Platform;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Practices.Incidents.Actions;

/// <summary>How often a way of failing came before and after an action was done.</summary>
/// <param name="Unit">"days" or "deployments": what it could have come in.</param>
/// <param name="Ratio">Of the rates, after ÷ before, at 95 %.</param>
public sealed record Recurrence(
    int Before,
    double ExposureBefore,
    int After,
    double ExposureAfter,
    string Unit,
    Interval? Ratio,
    RecurrenceVerdict Verdict
)
{
    /// <summary>Looked back at most so far: older times were other times.</summary>
    public const int DaysBefore = 730;

    /// <summary>
    /// Rarer or more often where the exact interval leaves out 1. Too early as long as even nothing at all since then could
    /// not have shown that it became rarer. Otherwise no evidence.
    /// </summary>
    public static Recurrence Of(int before, double exposureBefore, int after, double exposureAfter, string unit)
    {
        if (exposureBefore <= 0 || exposureAfter <= 0)
            return new(before, exposureBefore, after, exposureAfter, unit, null, RecurrenceVerdict.TooEarly);
        var ratio = RateRatio.Exact(before, exposureBefore, after, exposureAfter);
        var verdict =
            ratio.High < 1 ? RecurrenceVerdict.Rarer
            : ratio.Low > 1 ? RecurrenceVerdict.MoreOften
            : RateRatio.Exact(before, exposureBefore, 0, exposureAfter).High >= 1 ? RecurrenceVerdict.TooEarly
            : RecurrenceVerdict.NoEvidence;
        return new(before, exposureBefore, after, exposureAfter, unit, ratio, verdict);
    }

    /// <summary>By days: from the first day that is told of, until the action was done, until today.</summary>
    /// <param name="times">When incidents of this way of failing began, without the one that led to the action: it was chosen because it happened.</param>
    public static Recurrence ByDays(IReadOnlyCollection<DateTime> times, DateOnly known, DateOnly done, DateOnly today)
    {
        var from = done.AddDays(-DaysBefore) is var earliest && known > earliest ? known : earliest;
        var days = times.Select(DateOnly.FromDateTime).ToList();
        return Of(
            days.Count(day => day >= from && day < done),
            done.DayNumber - from.DayNumber,
            days.Count(day => day > done && day <= today),
            today.DayNumber - done.DayNumber,
            "days"
        );
    }

    public string InWords => $"{Counts}: {Verdict.Words()}{RatioWords}";

    public string Counts =>
        $"{Times(Before)} in {Exposure(ExposureBefore)} before, {Times(After)} in {Exposure(ExposureAfter)} since";

    private string RatioWords =>
        Ratio is not { } ratio || Verdict is RecurrenceVerdict.TooEarly ? ""
        : double.IsInfinity(ratio.High)
            ? string.Create(CultureInfo.InvariantCulture, $" (at least {ratio.Low:0.##} times as often)")
        : string.Create(CultureInfo.InvariantCulture, $" ({ratio.Low:0.##} to {ratio.High:0.##} times as often, 95 %)");

    private string Exposure(double exposure) => string.Create(CultureInfo.InvariantCulture, $"{exposure:#,0} {Unit}");

    private static string Times(int count) =>
        count == 0 ? "never"
        : count == 1 ? "once"
        : $"{count} times";
}

public static class ActionWording
{
    public static string Words(this RecurrenceVerdict verdict) =>
        verdict switch
        {
            RecurrenceVerdict.Rarer => "rarer",
            RecurrenceVerdict.MoreOften => "more often",
            RecurrenceVerdict.NoEvidence => "no evidence of a change",
            _ => "too early to tell",
        };

    public static string Words(this ActionKind kind) => kind.ToString().ToLowerInvariant();

    public static string Means(this ActionKind kind) =>
        kind switch
        {
            ActionKind.Preventive => "it should not happen again",
            ActionKind.Detective => "it should be noticed earlier",
            _ => "it should be over sooner, or what broke be mended",
        };
}
