using Binnacle.Platform.Search;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Direction.Vision;

/// <summary>What the vision said from a day on. A version is never changed; the next one takes its place.</summary>
public sealed class VisionVersion : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; init; }

    /// <summary>Markdown.</summary>
    public string Text { get; init; } = "";

    public DateTime At { get; init; }

    public string By { get; init; } = "";

    /// <summary>The business outcomes that it is tied to.</summary>
    public List<VisionMeasure> Measures { get; init; } = [];

    public SearchWords ToBeFound() => new("vision", Number, $"Vision, version {Number}", Text, VisionVerbs.Url, At);
}

/// <summary>The vision is about this measure.</summary>
public sealed class VisionMeasure
{
    public Guid VersionId { get; init; }
    public Guid MeasureId { get; init; }
}

/// <summary>Somebody looked at the vision: it changed, or it did not, and why.</summary>
public sealed class VisionReview : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The version in force after the review.</summary>
    public int Version { get; init; }

    public bool IsChange { get; init; }

    public string Reason { get; init; } = "";

    public DateTime At { get; init; }

    public string By { get; init; } = "";
}

internal sealed class VisionConfiguration
    : IEntityTypeConfiguration<VisionVersion>,
        IEntityTypeConfiguration<VisionMeasure>,
        IEntityTypeConfiguration<VisionReview>
{
    public void Configure(EntityTypeBuilder<VisionVersion> builder)
    {
        builder.ToTable("direction_visions");
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasMany(row => row.Measures).WithOne().HasForeignKey(row => row.VersionId);
    }

    public void Configure(EntityTypeBuilder<VisionMeasure> builder)
    {
        builder.ToTable("direction_vision_measures");
        builder.HasKey(row => new { row.VersionId, row.MeasureId });
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId);
    }

    public void Configure(EntityTypeBuilder<VisionReview> builder) => builder.ToTable("direction_vision_reviews");
}
