using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Debt.Capacity;

/// <summary>Which items a team means to pay in one cycle, and the capacity that was set aside for it.</summary>
public sealed class DebtPlan : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null for the organization as a whole.</summary>
    public Guid? TeamId { get; init; }
    public DateOnly StartsOn { get; init; }

    /// <summary>The last day of the cycle.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>Weeks of one person's work.</summary>
    public double Capacity { get; set; }
    public DateTime MadeAt { get; set; }
    public string MadeBy { get; set; } = "";

    /// <summary>What a week of waiting cost of the items that were left out, in minor units.</summary>
    public long LeftOutCost { get; set; }
    public int LeftOut { get; set; }
    public List<DebtPlanItem> Items { get; init; } = [];
}

/// <summary>An item in a plan, with the numbers it was chosen by.</summary>
public sealed class DebtPlanItem
{
    public Guid PlanId { get; init; }
    public Guid ItemId { get; init; }
    public double Weeks { get; init; }

    /// <summary>Cost of a week of waiting, in minor units.</summary>
    public long Cost { get; init; }
}

internal sealed class DebtPlanConfiguration : IEntityTypeConfiguration<DebtPlan>, IEntityTypeConfiguration<DebtPlanItem>
{
    public void Configure(EntityTypeBuilder<DebtPlan> builder)
    {
        builder.ToTable("debt_plans");
        builder.HasIndex(row => new { row.TeamId, row.StartsOn });
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Items).WithOne().HasForeignKey(row => row.PlanId);
    }

    public void Configure(EntityTypeBuilder<DebtPlanItem> builder)
    {
        builder.ToTable("debt_plan_items");
        builder.HasKey(row => new { row.PlanId, row.ItemId });
        builder.HasOne<DebtItem>().WithMany().HasForeignKey(row => row.ItemId);
    }
}
