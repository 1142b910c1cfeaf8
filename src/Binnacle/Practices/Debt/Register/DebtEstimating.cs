using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;

namespace Binnacle.Practices.Debt.Register;

/// <summary>An estimate as somebody says it. Money is in minor units; shares are 0 to 1. A range of one number is both ends.</summary>
public sealed record EstimateDraft(
    DebtClass? Class = null,
    DateOnly? LookAgainOn = null,
    Urgency Urgency = Urgency.Linear,
    DateOnly? UrgentOn = null,
    double? HoursLow = null,
    double? HoursHigh = null,
    long? HourCost = null,
    double? DelayDaysLow = null,
    double? DelayDaysHigh = null,
    long? DelayWeekLow = null,
    long? DelayWeekHigh = null,
    double? OutageLow = null,
    double? OutageHigh = null,
    long? ImpactLow = null,
    long? ImpactHigh = null,
    long? OtherLow = null,
    long? OtherHigh = null,
    double? WeeksLow = null,
    double? WeeksHigh = null,
    int? WsjfValue = null,
    int? WsjfTime = null,
    int? WsjfRisk = null,
    int? WsjfSize = null,
    string? Note = null
);

public static class DebtEstimating
{
    private const double MostMoney = 1e13;

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task EstimateAsync(
        this AppDb db,
        DebtItem item,
        EstimateDraft draft,
        CancellationToken cancellation = default
    )
    {
        DebtVerbs.RequireMember(db, item.TeamId);
        item.RequireOpen();
        var estimate = Checked(draft, db.Today, db.Now, db.Viewer.Name, item.Id);
        if (item.Estimate is null && estimate is { Class: null, HasCost: false, WeeksLow: null, WsjfValue: null })
            throw new Refusal("", "Give at least a class, a cost or an effort.");
        var told = Told(item.Estimate, estimate, await Money.OfAsync(db, cancellation));
        if (told.Length == 0)
            throw new Refusal("", "Nothing differs from the estimate in force.");
        item.Take(estimate);
        db.Add(estimate);
        db.Record("debt-item.estimated", item.Title, item.Url, told);
        await db.SaveChangesAsync(cancellation);
    }

    internal static DebtEstimate Checked(EstimateDraft draft, DateOnly today, DateTime at, string by, Guid itemId)
    {
        CheckWords(draft, today);
        var (hoursLow, hoursHigh) = Range("hours", draft.HoursLow, draft.HoursHigh, 10_000);
        var (daysLow, daysHigh) = Range("delayDays", draft.DelayDaysLow, draft.DelayDaysHigh, 5);
        var (weekLow, weekHigh) = Range("delayWeek", draft.DelayWeekLow, draft.DelayWeekHigh, MostMoney);
        var (outageLow, outageHigh) = Range("outage", draft.OutageLow, draft.OutageHigh, 1);
        var (impactLow, impactHigh) = Range("impact", draft.ImpactLow, draft.ImpactHigh, MostMoney);
        var (otherLow, otherHigh) = Range("other", draft.OtherLow, draft.OtherHigh, MostMoney);
        var (weeksLow, weeksHigh) = Range("weeks", draft.WeeksLow, draft.WeeksHigh, 520);
        if (weeksHigh is 0)
            throw new Refusal("weeks", "Effort of nothing orders nothing. Give at least 0.1 weeks.");
        if (draft.HourCost is < 0 or > 100_000_00)
            throw new Refusal("hourCost", "Give what an hour of an engineer costs, above 0.");
        Together("hours", hoursLow, "hourCost", draft.HourCost, "hours lost and what an hour costs");
        Together("delayDays", daysLow, "delayWeek", weekLow, "days of delay and what a week of delay costs");
        Together("outage", outageLow, "impact", impactLow, "the probability of an outage and what one costs");
        CheckWsjf(draft);
        return new DebtEstimate
        {
            ItemId = itemId,
            At = at,
            By = by,
            Note = string.IsNullOrWhiteSpace(draft.Note) ? null : draft.Note.Trim(),
            Class = draft.Class,
            LookAgainOn = draft.LookAgainOn,
            Urgency = draft.Urgency,
            UrgentOn = draft.UrgentOn,
            HoursLow = hoursLow,
            HoursHigh = hoursHigh,
            HourCost = draft.HourCost,
            DelayDaysLow = daysLow,
            DelayDaysHigh = daysHigh,
            DelayWeekLow = (long?)weekLow,
            DelayWeekHigh = (long?)weekHigh,
            OutageLow = outageLow,
            OutageHigh = outageHigh,
            ImpactLow = (long?)impactLow,
            ImpactHigh = (long?)impactHigh,
            OtherLow = (long?)otherLow,
            OtherHigh = (long?)otherHigh,
            WeeksLow = weeksLow,
            WeeksHigh = weeksHigh,
            WsjfValue = draft.WsjfValue,
            WsjfTime = draft.WsjfTime,
            WsjfRisk = draft.WsjfRisk,
            WsjfSize = draft.WsjfSize,
        }.Priced();
    }

    private static void CheckWords(EstimateDraft draft, DateOnly today)
    {
        if (draft.Class is { } kind && !Enum.IsDefined(kind))
            throw new Refusal("class", "Choose a class.");
        if (!Enum.IsDefined(draft.Urgency))
            throw new Refusal("urgency", "Choose how the cost grows.");
        if (draft.Note?.Length > 2000)
            throw new Refusal("note", "Keep it under 2,000 characters.");
        if (
            draft.Class is DebtClass.CanWait or null && draft.Urgency is Urgency.CanWait && draft.LookAgainOn is null
            || draft is { Class: DebtClass.CanWait, LookAgainOn: null }
        )
            throw new Refusal("lookAgainOn", "Nothing waits without a day to look again. Give one.");
        if (draft.LookAgainOn is { } look && (look < today || look > today.AddYears(3)))
            throw new Refusal("lookAgainOn", "Give a day from today to three years from now.");
        if (draft.Urgency is Urgency.CanWait && draft.LookAgainOn is null)
            throw new Refusal("lookAgainOn", "Its cost begins on the day to look again. Give one.");
        if (draft.Urgency is Urgency.Deadline or Urgency.Peak && draft.UrgentOn is null)
            throw new Refusal(
                "urgentOn",
                draft.Urgency is Urgency.Peak
                    ? "Give the day on which the chance is gone."
                    : "Give the day from which it costs."
            );
    }

    private static void CheckWsjf(EstimateDraft draft)
    {
        int?[] numbers = [draft.WsjfValue, draft.WsjfTime, draft.WsjfRisk, draft.WsjfSize];
        if (numbers.All(number => number is null))
            return;
        if (numbers.Any(number => number is null or < 0 or > 1000) || draft.WsjfSize is 0)
            throw new Refusal("wsjf", "Give all four numbers of WSJF, 0 to 1,000, the size above 0, or none.");
    }

    private static (double? Low, double? High) Range(string field, double? low, double? high, double most)
    {
        var (least, largest) = (low ?? high, high ?? low);
        if (least is null)
            return (null, null);
        if (!double.IsFinite(least.Value) || !double.IsFinite(largest!.Value) || least < 0 || largest > most)
            throw new Refusal(
                field,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Give numbers from 0 to {(most >= MostMoney ? 100_000_000_000 : most):#,0.##}."
                )
            );
        if (least > largest)
            throw new Refusal(field, "The lower end is above the upper end. Turn them round.");
        return (least, largest);
    }

    private static void Together(string one, double? first, string other, double? second, string what)
    {
        if (first is null != second is null)
            throw new Refusal(first is null ? one : other, $"Give both: {what}.");
    }

    /// <summary>"from → to" lines, so that no estimate ever changes silently.</summary>
    private static string Told(DebtEstimate? before, DebtEstimate after, Money money) =>
        new Changes()
            .Add("class", before?.Class?.Words(), after.Class?.Words())
            .Add("urgency", before is null ? null : UrgencyOf(before), UrgencyOf(after))
            .Add("look again on", Day(before?.LookAgainOn), Day(after.LookAgainOn))
            .Add(
                "cost a week",
                before?.Cost is { } was ? money.Say(was) : null,
                after.Cost is { } now ? money.Say(now) : null
            )
            .Add("hours a week", Number(before?.Hours), Number(after.Hours))
            .Add("cost of an hour", Amount(before?.HourCost, money), Amount(after.HourCost, money))
            .Add(
                "days of delay",
                Number(before?.DelayDaysLow, before?.DelayDaysHigh),
                Number(after.DelayDaysLow, after.DelayDaysHigh)
            )
            .Add("outage a year", Percent(before), Percent(after))
            .Add("effort in weeks", Number(before?.Weeks), Number(after.Weeks))
            .Add("WSJF", WsjfOf(before), WsjfOf(after))
            .Add("note", before?.Note, after.Note)
            .Told;

    private static string? WsjfOf(DebtEstimate? estimate) =>
        estimate?.WsjfSize is null
            ? null
            : $"({estimate.WsjfValue} + {estimate.WsjfTime} + {estimate.WsjfRisk}) ÷ {estimate.WsjfSize} = {Plain(estimate.Wsjf)}";

    private static string UrgencyOf(DebtEstimate estimate) =>
        estimate.UrgentOn is { } day ? $"{estimate.Urgency.Words()}, {Day(day)}" : estimate.Urgency.Words();

    private static string? Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string? Number(Interval? range) => range is { } known ? Number(known.Low, known.High) : null;

    private static string? Number(double? low, double? high) =>
        low is null ? null
        : low.Equals(high) ? Plain(low)
        : $"{Plain(low)} to {Plain(high)}";

    private static string? Plain(double? number) => number?.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string? Amount(long? minor, Money money) => minor is { } known ? money.Say(known) : null;

    private static string? Percent(DebtEstimate? estimate) =>
        estimate?.OutageLow is null ? null : $"{Number(estimate.OutageLow * 100, estimate.OutageHigh * 100)} %";
}
