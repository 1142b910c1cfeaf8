using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Signals;

/// <summary>A measure, defined once. Its points are one a day at most.</summary>
public sealed class Measure : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Slug { get; init; } = "";

    public string Name { get; set; } = "";

    public string Unit { get; set; } = "";

    public MeasureDirection Better { get; set; }

    public bool IsOutcome { get; set; }

    public Guid? TeamId { get; set; }

    public string? ProductOwner { get; set; }

    public string? EngineeringOwner { get; set; }

    /// <summary>What is counted and what is not, in plain words.</summary>
    public string? Description { get; set; }

    /// <summary>Days after its newest point from which on it is stale; null where nobody expects points.</summary>
    public int? FreshDays { get; set; }

    /// <summary>Of the definition; raised when what is measured changes.</summary>
    public int Version { get; set; } = 1;

    public DateTime DefinedAt { get; init; }

    public SearchWords ToBeFound() => new("measure", null, Name, Unit, $"/measures/{Slug}", DefinedAt, TeamId);
}

/// <summary>A value of one day, with the version of the definition it was measured by.</summary>
public sealed class Point
{
    public Guid MeasureId { get; init; }
    public DateOnly Date { get; init; }
    public double Value { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>Share of the population that was measured, 0 to 1; null where nobody knows.</summary>
    public double? Coverage { get; set; }
}

/// <summary>What a measure meant from a day on. The first version has no row until a second one begins.</summary>
public sealed class MeasureDefinition
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MeasureId { get; init; }
    public int Version { get; init; }
    public DateOnly From { get; init; }
    public string Name { get; init; } = "";
    public string Unit { get; init; } = "";
    public MeasureDirection Better { get; init; }
    public string? Description { get; init; }

    /// <summary>Why it began, in words; of the first version null.</summary>
    public string? Reason { get; init; }

    public string DefinedBy { get; init; } = "";
    public DateTime DefinedAt { get; init; }
}

internal sealed class MeasureConfiguration
    : IEntityTypeConfiguration<Measure>,
        IEntityTypeConfiguration<Point>,
        IEntityTypeConfiguration<MeasureDefinition>
{
    public void Configure(EntityTypeBuilder<Measure> builder)
    {
        builder.ToTable("signals_measures");
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(80);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.Description).HasMaxLength(2000);
        builder.Property(row => row.Version).HasDefaultValue(1);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
    }

    public void Configure(EntityTypeBuilder<Point> builder)
    {
        builder.ToTable("signals_points");
        builder.HasKey(row => new { row.MeasureId, row.Date });
        builder.Property(row => row.Version).HasDefaultValue(1);
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }

    public void Configure(EntityTypeBuilder<MeasureDefinition> builder)
    {
        builder.ToTable("signals_definitions");
        builder.HasIndex(row => new { row.MeasureId, row.Version }).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.Unit).HasMaxLength(40);
        builder.Property(row => row.Description).HasMaxLength(2000);
        builder.Property(row => row.Reason).HasMaxLength(400);
        builder.Property(row => row.DefinedBy).HasMaxLength(200);
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }
}
