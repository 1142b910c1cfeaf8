using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Debt.Register;

/// <summary>The estimate as it is typed: money in whole units, probabilities in per cent, a range as two fields.</summary>
public sealed class EstimateForm
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string this[string name] => values.GetValueOrDefault(name, "");

    public static EstimateForm Read(IFormCollection form)
    {
        var read = new EstimateForm();
        foreach (var (name, value) in form)
            read.values[name] = value.ToString();
        return read;
    }

    public static EstimateForm Of(DebtEstimate? estimate)
    {
        var form = new EstimateForm();
        if (estimate is null)
            return form;
        void Set(string name, double? value) =>
            form.values[name] = value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
        form.values["Class"] = estimate.Class?.ToString() ?? "";
        form.values["Urgency"] = estimate.Urgency.ToString();
        form.values["LookAgainOn"] = Iso(estimate.LookAgainOn);
        form.values["UrgentOn"] = Iso(estimate.UrgentOn);
        Set("HoursLow", estimate.HoursLow);
        Set("HoursHigh", estimate.HoursHigh);
        Set("HourCost", estimate.HourCost / 100.0);
        Set("DelayDaysLow", estimate.DelayDaysLow);
        Set("DelayDaysHigh", estimate.DelayDaysHigh);
        Set("DelayWeekLow", estimate.DelayWeekLow / 100.0);
        Set("DelayWeekHigh", estimate.DelayWeekHigh / 100.0);
        Set("OutageLow", estimate.OutageLow * 100);
        Set("OutageHigh", estimate.OutageHigh * 100);
        Set("ImpactLow", estimate.ImpactLow / 100.0);
        Set("ImpactHigh", estimate.ImpactHigh / 100.0);
        Set("OtherLow", estimate.OtherLow / 100.0);
        Set("OtherHigh", estimate.OtherHigh / 100.0);
        Set("WeeksLow", estimate.WeeksLow);
        Set("WeeksHigh", estimate.WeeksHigh);
        Set("WsjfValue", estimate.WsjfValue);
        Set("WsjfTime", estimate.WsjfTime);
        Set("WsjfRisk", estimate.WsjfRisk);
        Set("WsjfSize", estimate.WsjfSize);
        form.values["Note"] = estimate.Note ?? "";
        return form;
    }

    /// <exception cref="Refusal">A number or a day cannot be read; its field is the pair it stands in.</exception>
    public EstimateDraft Draft() =>
        new(
            Enum.TryParse<DebtClass>(this["Class"], out var kind) ? kind : null,
            FormText.Day("lookAgainOn", this["LookAgainOn"]),
            Enum.TryParse<Urgency>(this["Urgency"], out var urgency) ? urgency : Urgency.Linear,
            FormText.Day("urgentOn", this["UrgentOn"]),
            Number("hours", "HoursLow"),
            Number("hours", "HoursHigh"),
            Minor("hourCost", "HourCost"),
            Number("delayDays", "DelayDaysLow"),
            Number("delayDays", "DelayDaysHigh"),
            Minor("delayWeek", "DelayWeekLow"),
            Minor("delayWeek", "DelayWeekHigh"),
            Number("outage", "OutageLow") / 100,
            Number("outage", "OutageHigh") / 100,
            Minor("impact", "ImpactLow"),
            Minor("impact", "ImpactHigh"),
            Minor("other", "OtherLow"),
            Minor("other", "OtherHigh"),
            Number("weeks", "WeeksLow"),
            Number("weeks", "WeeksHigh"),
            (int?)Number("wsjf", "WsjfValue"),
            (int?)Number("wsjf", "WsjfTime"),
            (int?)Number("wsjf", "WsjfRisk"),
            (int?)Number("wsjf", "WsjfSize"),
            this["Note"]
        );

    private double? Number(string field, string name) => FormText.Number(field, this[name]);

    private long? Minor(string field, string name) =>
        Number(field, name) is not { } amount ? null
        : Math.Abs(amount) > 1e11 ? throw new Refusal(field, "This is more money than there is. Give a smaller amount.")
        : (long)Math.Round(amount * 100);

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
