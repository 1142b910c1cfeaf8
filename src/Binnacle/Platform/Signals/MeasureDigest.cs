using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Signals;

/// <summary>
/// What lists say of a measure without reading its points: counted again whenever they change. Worked out, so it may be
/// thrown away at any time.
/// </summary>
public sealed class MeasureDigest
{
    public Guid MeasureId { get; init; }

    public int Points { get; set; }

    public DateOnly? NewestOn { get; set; }

    public double? Newest { get; set; }

    /// <summary>The last half year, a mean a week, oldest first; a week without points is empty: <c>3.5,,4</c>.</summary>
    public string Weeks { get; set; } = "";

    /// <summary>A <see cref="Detection.ChangeFinding"/> as JSON; null until it was looked for.</summary>
    public string? Change { get; set; }

    /// <summary>Points changed after the change was looked for.</summary>
    public bool IsBehind { get; set; }

    public DateTime CountedAt { get; set; }
}

internal sealed class MeasureDigestConfiguration : IEntityTypeConfiguration<MeasureDigest>
{
    public void Configure(EntityTypeBuilder<MeasureDigest> builder)
    {
        builder.ToTable("signals_digests");
        builder.HasKey(row => row.MeasureId);
        builder.HasOne<Measure>().WithOne().HasForeignKey<MeasureDigest>(row => row.MeasureId);
    }
}
