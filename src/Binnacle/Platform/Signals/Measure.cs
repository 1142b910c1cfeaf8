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

    public DateTime DefinedAt { get; init; }

    public SearchWords ToBeFound() => new("measure", null, Name, Unit, $"/measures/{Slug}", DefinedAt, TeamId);
}

public sealed class Point
{
    public Guid MeasureId { get; init; }
    public DateOnly Date { get; init; }
    public double Value { get; set; }
}

internal sealed class MeasureConfiguration : IEntityTypeConfiguration<Measure>, IEntityTypeConfiguration<Point>
{
    public void Configure(EntityTypeBuilder<Measure> builder)
    {
        builder.ToTable("signals_measures");
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(80);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
    }

    public void Configure(EntityTypeBuilder<Point> builder)
    {
        builder.ToTable("signals_points");
        builder.HasKey(row => new { row.MeasureId, row.Date });
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }
}
