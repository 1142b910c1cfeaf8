using System.Globalization;
using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Web;

/// <summary>How states, days and numbers are written, everywhere the same.</summary>
public static class Wording
{
    public static string Word(this CheckState state) =>
        state switch
        {
            CheckState.Pass => "alive",
            CheckState.Warn => "at risk",
            CheckState.Fail => "not kept",
            CheckState.Unknown => "unknown",
            _ => "not applicable",
        };

    /// <summary>The name of the state's icon and CSS class.</summary>
    public static string Mark(this CheckState state) =>
        state switch
        {
            CheckState.Pass => "pass",
            CheckState.Warn => "warn",
            CheckState.Fail => "fail",
            CheckState.Unknown => "unknown",
            _ => "na",
        };

    /// <summary>12 Mar 2026</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTime at) => Day(DateOnly.FromDateTime(at));

    /// <summary>Relative under 48 hours, else the day.</summary>
    public static string When(DateTime at, DateTime now) =>
        (now - at) switch
        {
            { Ticks: < 0 } => Day(at),
            { TotalMinutes: < 1 } => "just now",
            { TotalMinutes: < 60 } gap => $"{Count((int)gap.TotalMinutes, "minute", "minutes")} ago",
            { TotalHours: < 48 } gap => $"{Count((int)gap.TotalHours, "hour", "hours")} ago",
            _ => Day(at),
        };

    /// <summary>"1 change", "1,234 changes".</summary>
    public static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>A number of a check in its unit: shares as per cent, days, months and hours with their word.</summary>
    public static string Number(double number, string unit) =>
        unit switch
        {
            "share" => Plain(number * 100) + " %",
            "days" => Plain(number) + " d",
            "" or "count" => Plain(number),
            _ => $"{Plain(number)} {unit}",
        };

    /// <summary>A value of a measure in its unit, to three digits: 92.6 %, 5.23 d, 1,234.</summary>
    /// <param name="padded">Zeros at the end stay, for columns: 93.0 %.</param>
    public static string Measured(double value, string unit, bool padded = false)
    {
        var shown = unit == "share" ? value * 100 : value;
        var decimals = shown == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(shown))), 0, 6);
        var digits = Math.Round(shown, decimals)
            .ToString(padded ? $"N{decimals}" : "#,0.######", CultureInfo.InvariantCulture);
        return unit switch
        {
            "share" => digits + " %",
            "days" => digits + " d",
            "" or "count" => digits,
            _ => $"{digits} {unit}",
        };
    }

    /// <summary>A number and its per cent sign stay on one line.</summary>
    public static string Whole(string text) => text.Replace(" %", "\u00a0%", StringComparison.Ordinal);

    /// <summary>As the beginning of a sentence.</summary>
    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>At most three digits that matter.</summary>
    public static string Plain(double number) =>
        number.ToString(Math.Abs(number) >= 10 ? "#,0" : "0.#", CultureInfo.InvariantCulture);

    /// <summary>What stands on an axis: "per cent", "days".</summary>
    public static string UnitName(string unit) =>
        unit switch
        {
            "share" => "per cent",
            "" or "count" => "number",
            _ => unit,
        };
}
