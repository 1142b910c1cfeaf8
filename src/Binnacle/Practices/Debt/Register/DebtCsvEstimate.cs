using System.Globalization;
using Binnacle.Platform;

namespace Binnacle.Practices.Debt.Register;

/// <summary>What the cells of a row say about cost and effort, on top of the estimate in force.</summary>
internal static class DebtCsvEstimate
{
    /// <exception cref="Refusal">A cell cannot be read; the field is its column.</exception>
    public static EstimateDraft Read(DebtCsvRow row, DebtEstimate? before)
    {
        var draft = before is null ? new EstimateDraft() : DebtEndpoints.Parts(before) with { Note = null };
        draft = draft with
        {
            Class = Choice(row, "class", draft.Class, kind => kind.Words()),
            Urgency = Choice<Urgency>(row, "urgency", draft.Urgency, urgency => urgency.ToString()) ?? Urgency.Linear,
            UrgentOn = Day(row, "urgent on") ?? draft.UrgentOn,
            LookAgainOn = Day(row, "look again on") ?? draft.LookAgainOn,
            WeeksLow = Number(row, "weeks low") ?? Number(row, "weeks high") ?? draft.WeeksLow,
            WeeksHigh = Number(row, "weeks high") ?? Number(row, "weeks low") ?? draft.WeeksHigh,
            WsjfValue = Whole(row, "value") ?? draft.WsjfValue,
            WsjfTime = Whole(row, "time") ?? draft.WsjfTime,
            WsjfRisk = Whole(row, "risk") ?? draft.WsjfRisk,
            WsjfSize = Whole(row, "size") ?? draft.WsjfSize,
        };
        draft = Priced(draft, before, Minor(row, "cost low"), Minor(row, "cost high"));
        return Same(draft, before) ? draft : draft with { Note = row["note"] };
    }

    /// <summary>Whether it says no more than the estimate in force; a note alone is no estimate.</summary>
    public static bool Same(EstimateDraft draft, DebtEstimate? before) =>
        draft with { Note = null } == (before is null ? new() : DebtEndpoints.Parts(before) with { Note = null });

    /// <summary>A cost that is told whole takes the place of the parts it was worked out of; the same cost leaves them.</summary>
    private static EstimateDraft Priced(EstimateDraft draft, DebtEstimate? before, long? low, long? high)
    {
        if (low is null && high is null)
            return draft;
        (low, high) = (low ?? high, high ?? low);
        if (before is { CostLow: { } lowBefore, CostHigh: { } highBefore } && low == lowBefore && high == highBefore)
            return draft;
        return draft with
        {
            HoursLow = null,
            HoursHigh = null,
            HourCost = null,
            DelayDaysLow = null,
            DelayDaysHigh = null,
            DelayWeekLow = null,
            DelayWeekHigh = null,
            OutageLow = null,
            OutageHigh = null,
            ImpactLow = null,
            ImpactHigh = null,
            OtherLow = low,
            OtherHigh = high,
        };
    }

    private static T? Choice<T>(DebtCsvRow row, string column, T? before, Func<T, string> words)
        where T : struct, Enum
    {
        if (row[column] is not { } cell)
            return before;
        foreach (var value in Enum.GetValues<T>())
            if (Letters(cell) == Letters(words(value)))
                return value;
        throw new Refusal(
            column,
            string.Join(", ", Enum.GetValues<T>().Select(value => words(value).ToLowerInvariant()))
        );
    }

    private static DateOnly? Day(DebtCsvRow row, string column) =>
        row[column] is not { } cell ? null
        : DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? day
        : throw new Refusal(column, "a day as 2026-03-31");

    private static double? Number(DebtCsvRow row, string column) =>
        row[column] is not { } cell ? null
        : double.TryParse(
            cell.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        ) && double.IsFinite(number)
            ? number
        : throw new Refusal(column, "a number as 12.5");

    private static int? Whole(DebtCsvRow row, string column) =>
        Number(row, column) is not { } number ? null
        : number == Math.Floor(number) && number <= 1_000 ? (int)number
        : throw new Refusal(column, "a whole number as 8");

    private static long? Minor(DebtCsvRow row, string column) =>
        Number(row, column) is not { } number ? null
        : number <= 1e11 ? (long)Math.Round(number * 100)
        : throw new Refusal(column, "an amount of money a week");

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();
}
