using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Intake;

/// <summary>A tool that sends events here: its hook, its secret, how long what it sends is kept.</summary>
public sealed class IntakeSource : IRecorded
{
    public const int DefaultRetentionDays = 90;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The end of its address: <c>/hooks/payments-github</c>.</summary>
    public string Slug { get; init; } = "";

    public string Name { get; set; } = "";

    /// <summary>As <see cref="IEventSource.Kind"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Sealed; null for a source of files, which has no hook.</summary>
    public string? Secret { get; set; }

    /// <summary>For so many days the raw events stay; facts stay.</summary>
    public int RetentionDays { get; set; } = DefaultRetentionDays;

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public DateTime? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>The newest request that was refused, and why; a wrong secret shows here.</summary>
    public DateTime? RefusedAt { get; set; }

    public string? RefusedBecause { get; set; }

    public string Url => $"/settings/sources/{Slug}";

    public string Hook => $"/hooks/{Slug}";

    /// <summary>Where imported files of a tool go; it has no hook.</summary>
    public static string SlugOfFiles(string kind) => $"files-{kind}";

    public bool IsOfFiles => Slug == SlugOfFiles(Kind);
}

public enum IntakeState
{
    Waiting,

    /// <summary>Facts were read from it.</summary>
    Read,

    /// <summary>It tells nothing that anybody here needs.</summary>
    Ignored,

    /// <summary>It could not be read; the reason stands beside it, and it can be read again.</summary>
    Failed,
}

/// <summary>An event as it came. Its body stands apart, and is never changed.</summary>
public sealed class IntakeEvent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SourceId { get; init; }

    /// <summary>The tool's own name of this sending, or the body's hash: the same one is kept once.</summary>
    public string Delivery { get; init; } = "";

    public string Event { get; init; } = "";

    public DateTime ReceivedAt { get; init; }

    /// <summary>Bytes as it came.</summary>
    public int Size { get; init; }

    public IntakeState State { get; set; }

    public string? Reason { get; set; }

    public DateTime? ReadAt { get; set; }

    /// <summary>How many facts it told of.</summary>
    public int Facts { get; set; }
}

public sealed class IntakeBody
{
    public Guid EventId { get; init; }

    /// <summary>Brotli.</summary>
    public byte[] Packed { get; init; } = [];
}

/// <summary>What came from a source on a day; stays when the events go.</summary>
public sealed class IntakeDay
{
    public Guid SourceId { get; init; }

    public DateOnly Day { get; init; }

    public int Received { get; init; }

    /// <summary>Sent again, and kept once.</summary>
    public int Again { get; init; }
}

internal sealed class IntakeTables
    : IEntityTypeConfiguration<IntakeSource>,
        IEntityTypeConfiguration<IntakeEvent>,
        IEntityTypeConfiguration<IntakeBody>,
        IEntityTypeConfiguration<IntakeDay>
{
    public void Configure(EntityTypeBuilder<IntakeSource> builder)
    {
        builder.ToTable("intake_sources");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.Hook);
        builder.Ignore(row => row.IsOfFiles);
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(60);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Kind).HasMaxLength(40);
        builder.Property(row => row.RefusedBecause).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<IntakeEvent> builder)
    {
        builder.ToTable("intake_events");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.SourceId, row.Delivery }).IsUnique();
        builder.HasIndex(row => new { row.SourceId, row.ReceivedAt });
        builder.HasIndex(row => row.ReceivedAt, "ix_intake_events_waiting").HasFilter("state = 0");
        builder.HasIndex(row => new { row.SourceId, row.ReceivedAt }, "ix_intake_events_failed").HasFilter("state = 3");
        builder.HasOne<IntakeSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Delivery).HasMaxLength(300);
        builder.Property(row => row.Event).HasMaxLength(100);
        builder.Property(row => row.Reason).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<IntakeBody> builder)
    {
        builder.ToTable("intake_bodies");
        builder.HasKey(row => row.EventId);
        builder.HasOne<IntakeEvent>().WithOne().HasForeignKey<IntakeBody>(row => row.EventId);
    }

    public void Configure(EntityTypeBuilder<IntakeDay> builder)
    {
        builder.ToTable("intake_days");
        builder.HasKey(row => new { row.SourceId, row.Day });
        builder.HasOne<IntakeSource>().WithMany().HasForeignKey(row => row.SourceId);
    }
}
