using Binnacle.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Debt.Register;

/// <summary>
/// What somebody thought on a day: class, urgency, cost of delay and effort, as ranges. Never edited; a new one replaces it.
/// Money is in minor units (cents).
/// </summary>
public sealed class DebtEstimate
{
    /// <summary>Working days of a week.</summary>
    public const double WorkingDays = 5;

    public const double WeeksOfYear = 52;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ItemId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public DateTime? ReplacedAt { get; set; }

    /// <summary>Where the numbers come from.</summary>
    public string? Note { get; init; }

    public DebtClass? Class { get; init; }
    public DateOnly? LookAgainOn { get; init; }
    public Urgency Urgency { get; init; }

    /// <summary>The deadline, or the end of the peak.</summary>
    public DateOnly? UrgentOn { get; init; }

    /// <summary>Engineer-hours that are lost each week, and what an hour costs.</summary>
    public double? HoursLow { get; init; }
    public double? HoursHigh { get; init; }
    public long? HourCost { get; init; }

    /// <summary>Days that a milestone moves back for each week of waiting, and what a week without it costs.</summary>
    public double? DelayDaysLow { get; init; }
    public double? DelayDaysHigh { get; init; }
    public long? DelayWeekLow { get; init; }
    public long? DelayWeekHigh { get; init; }

    /// <summary>How probable an outage is within a year, and what one costs.</summary>
    public double? OutageLow { get; init; }
    public double? OutageHigh { get; init; }
    public long? ImpactLow { get; init; }
    public long? ImpactHigh { get; init; }

    /// <summary>What else it costs each week: licences, machines, penalties.</summary>
    public long? OtherLow { get; init; }
    public long? OtherHigh { get; init; }

    /// <summary>Weeks of one person's work.</summary>
    public double? WeeksLow { get; init; }
    public double? WeeksHigh { get; init; }

    /// <summary>The four numbers of SAFe's weighted shortest job first, where a team keeps them.</summary>
    public int? WsjfValue { get; init; }
    public int? WsjfTime { get; init; }
    public int? WsjfRisk { get; init; }
    public int? WsjfSize { get; init; }

    /// <summary>Lower and upper end of the cost of a week of waiting, as they came out on the day of the estimate.</summary>
    public long? CostLow { get; private set; }
    public long? CostHigh { get; private set; }

    public bool HasCost => CostLow is not null;

    public Interval? Cost => CostLow is { } low && CostHigh is { } high ? new(low, high) : null;

    public Interval? Weeks => WeeksLow is { } low && WeeksHigh is { } high ? new(low, high) : null;

    public Interval? Hours => HoursLow is { } low && HoursHigh is { } high ? new(low, high) : null;

    /// <summary>(business value + time criticality + risk reduction) ÷ job size; scaledagileframework.com, "WSJF".</summary>
    public double? Wsjf => WsjfSize is > 0 ? (double)(WsjfValue + WsjfTime + WsjfRisk ?? 0) / WsjfSize : null;

    public Interval? HoursPart =>
        HourCost is { } cost && Hours is { } hours ? new(hours.Low * cost, hours.High * cost) : null;

    public Interval? DelayPart =>
        DelayDaysLow is { } low && DelayDaysHigh is { } high && DelayWeekLow is { } least && DelayWeekHigh is { } most
            ? new(low / WorkingDays * least, high / WorkingDays * most)
            : null;

    public Interval? OutagePart =>
        OutageLow is { } low && OutageHigh is { } high && ImpactLow is { } least && ImpactHigh is { } most
            ? new(low * least / WeeksOfYear, high * most / WeeksOfYear)
            : null;

    public Interval? OtherPart => OtherLow is { } low && OtherHigh is { } high ? new(low, high) : null;

    /// <summary>One that was exported, with the cost that came out then.</summary>
    public static DebtEstimate Of(Guid itemId, EstimateAnswer row)
    {
        var parts = row.Parts;
        return new()
        {
            ItemId = itemId,
            At = row.At,
            By = row.By,
            ReplacedAt = row.ReplacedAt,
            Note = parts.Note,
            Class = parts.Class,
            LookAgainOn = parts.LookAgainOn,
            Urgency = parts.Urgency,
            UrgentOn = parts.UrgentOn,
            HoursLow = parts.HoursLow,
            HoursHigh = parts.HoursHigh,
            HourCost = parts.HourCost,
            DelayDaysLow = parts.DelayDaysLow,
            DelayDaysHigh = parts.DelayDaysHigh,
            DelayWeekLow = parts.DelayWeekLow,
            DelayWeekHigh = parts.DelayWeekHigh,
            OutageLow = parts.OutageLow,
            OutageHigh = parts.OutageHigh,
            ImpactLow = parts.ImpactLow,
            ImpactHigh = parts.ImpactHigh,
            OtherLow = parts.OtherLow,
            OtherHigh = parts.OtherHigh,
            WeeksLow = parts.WeeksLow,
            WeeksHigh = parts.WeeksHigh,
            WsjfValue = parts.WsjfValue,
            WsjfTime = parts.WsjfTime,
            WsjfRisk = parts.WsjfRisk,
            WsjfSize = parts.WsjfSize,
            CostLow = row.CostLow,
            CostHigh = row.CostHigh,
        };
    }

    /// <summary>
    /// Cost of delay a week = hours × cost of an hour + days of delay ÷ 5 × cost of a week's delay + probability of an outage in
    /// a year × its cost ÷ 52 + what else; the lower ends and the upper ends are added by themselves. Parts after Reinertsen
    /// (2009), "The principles of product development flow", ch. 2.
    /// </summary>
    public DebtEstimate Priced()
    {
        var parts = new[] { HoursPart, DelayPart, OutagePart, OtherPart }.OfType<Interval>().ToList();
        if (parts.Count > 0)
            (CostLow, CostHigh) = (
                (long)Math.Round(parts.Sum(part => part.Low)),
                (long)Math.Round(parts.Sum(part => part.High))
            );
        return this;
    }
}

internal sealed class DebtEstimateConfiguration : IEntityTypeConfiguration<DebtEstimate>
{
    public void Configure(EntityTypeBuilder<DebtEstimate> builder)
    {
        builder.ToTable("debt_estimates");
        builder.HasIndex(row => row.ItemId);
    }
}
