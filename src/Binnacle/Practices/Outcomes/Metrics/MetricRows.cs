using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>The time in which a measure was an outcome measure: who took it in and why, and how it ended.</summary>
public sealed class OutcomeTerm : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MeasureId { get; init; }
    public DateTime Since { get; init; }
    public string By { get; init; } = "";
    public string? Reason { get; init; }

    /// <summary>In the measure's unit; null where none is set.</summary>
    public double? Target { get; set; }

    public DateTime? EndedAt { get; set; }
    public string? EndedBy { get; set; }
    public string? EndReason { get; set; }

    /// <summary>The measure that took its place.</summary>
    public Guid? ReplacedById { get; set; }
}

public enum OwnerSide
{
    Product,
    Engineering,
}

/// <summary>Who owned an outcome measure on one side, from when to when.</summary>
public sealed class Ownership : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MeasureId { get; init; }
    public OwnerSide Side { get; init; }

    /// <summary>Null where the name is of nobody in the catalogue.</summary>
    public Guid? PersonId { get; init; }

    public string Name { get; init; } = "";
    public DateTime Since { get; init; }
    public string By { get; init; } = "";
    public string? Reason { get; init; }
    public DateTime? EndedAt { get; set; }
}

public enum RotationChoice
{
    Accepted,
    Changed,
    Declined,
}

/// <summary>What people answered to a proposal to rotate.</summary>
public sealed class RotationAnswer : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MeasureId { get; init; }
    public OwnerSide Side { get; init; }

    /// <summary>Who was proposed, and the explanation that was given.</summary>
    public string Proposed { get; init; } = "";

    public string Because { get; init; } = "";
    public RotationChoice Choice { get; init; }

    /// <summary>Who took it; null where it was declined.</summary>
    public string? Taken { get; init; }

    public string? Reason { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

public enum RetirementChoice
{
    Kept,
    Dropped,
}

/// <summary>An outcome measure that drove no decision was put up for retirement; people answer, nothing happens by itself.</summary>
public sealed class Retirement : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MeasureId { get; init; }
    public DateOnly ProposedOn { get; init; }

    /// <summary>What the records said on that day.</summary>
    public string Because { get; init; } = "";

    public RetirementChoice? Choice { get; set; }
    public string? Reason { get; set; }

    /// <summary>It is not put up again before this day.</summary>
    public DateOnly? KeptUntil { get; set; }

    public DateTime? AnsweredAt { get; set; }
    public string? AnsweredBy { get; set; }
}

internal sealed class MetricConfiguration
    : IEntityTypeConfiguration<OutcomeTerm>,
        IEntityTypeConfiguration<Ownership>,
        IEntityTypeConfiguration<RotationAnswer>,
        IEntityTypeConfiguration<Retirement>
{
    public void Configure(EntityTypeBuilder<OutcomeTerm> builder)
    {
        builder.ToTable("outcomes_terms");
        builder.HasIndex(row => row.MeasureId);
        builder.Property(row => row.EndedAt).IsConcurrencyToken();
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }

    public void Configure(EntityTypeBuilder<Ownership> builder)
    {
        builder.ToTable("outcomes_ownerships");
        builder.HasIndex(row => row.MeasureId);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.EndedAt).IsConcurrencyToken();
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<RotationAnswer> builder)
    {
        builder.ToTable("outcomes_rotation_answers");
        builder.HasIndex(row => row.MeasureId);
        builder.Property(row => row.Proposed).HasMaxLength(200);
        builder.Property(row => row.Taken).HasMaxLength(200);
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }

    public void Configure(EntityTypeBuilder<Retirement> builder)
    {
        builder.ToTable("outcomes_retirements");
        builder.HasIndex(row => row.MeasureId);
        builder.Property(row => row.AnsweredAt).IsConcurrencyToken();
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }
}
