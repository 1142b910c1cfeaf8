using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Signals.Annotations;

public enum AnnotationKind
{
    Note,
    Reorganization,
    Definition,
    Release,
    Decision,
}

/// <summary>Something that happened on a day and may explain a measure's line, written by hand.</summary>
public sealed class Annotation : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null where it belongs to every measure of its team, or without a team of the organization.</summary>
    public Guid? MeasureId { get; init; }

    public Guid? TeamId { get; set; }

    public DateOnly On { get; init; }

    public AnnotationKind Kind { get; init; }

    public string Text { get; init; } = "";

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public Guid? AddedById { get; init; }

    public DateTime? RemovedAt { get; private set; }

    public string? RemovedBy { get; private set; }

    public void Remove(AppDb db)
    {
        RemovedAt ??= db.Now;
        RemovedBy ??= db.Viewer.Name;
    }
}

internal sealed class AnnotationConfiguration : IEntityTypeConfiguration<Annotation>
{
    public void Configure(EntityTypeBuilder<Annotation> builder)
    {
        builder.ToTable("signals_annotations");
        builder.HasIndex(row => new { row.MeasureId, row.On });
        builder.HasIndex(row => new { row.TeamId, row.On });
        builder.Property(row => row.Text).HasMaxLength(400);
        builder.Property(row => row.AddedBy).HasMaxLength(200);
        builder.Property(row => row.RemovedBy).HasMaxLength(200);
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
    }
}
