using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Signals.Fetching;

public enum SourceKind
{
    /// <summary>A check's number in a scope, from the daily snapshots; read where it stands, never copied.</summary>
    Check,
    Prometheus,
    Sql,
    HttpJson,
    Csv,
}

public enum FetchSchedule
{
    Hourly,
    Daily,
    Weekly,
}

/// <summary>Where a measure's points come from by themselves. A measure without one gets them by form, file or API.</summary>
public sealed class MeasureSource : IRecorded
{
    /// <summary>The purpose that its secret is sealed for.</summary>
    public const string SecretPurpose = "measure-source";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MeasureId { get; init; }

    public SourceKind Kind { get; set; }

    public FetchSchedule Schedule { get; set; } = FetchSchedule.Daily;

    /// <summary><see cref="SourceSettings"/> as JSON; holds no secret.</summary>
    public string Settings { get; set; } = "{}";

    /// <summary>Of SQL: the database that administrators opened.</summary>
    public Guid? ConnectionId { get; set; }

    /// <summary>Sealed; never shown, exported or logged.</summary>
    public string? Secret { get; set; }

    /// <summary>Of <see cref="SourceKind.Check"/>: whose number it is.</summary>
    public string? CheckId { get; set; }

    public string? ScopeKey { get; set; }

    public DateTime SetAt { get; set; }

    public string SetBy { get; set; } = "";

    public DateTime? LastTriedAt { get; set; }

    public DateTime? LastSuccessAt { get; set; }

    public DateTime? LastFailureAt { get; set; }

    /// <summary>Why it failed last: place, expectation, finding.</summary>
    public string? LastFailure { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Null for one that is never fetched: a check's.</summary>
    public DateTime? NextTryAt { get; set; }

    /// <summary>From this day on the past is asked for; null when nobody asked.</summary>
    public DateOnly? BackfillFrom { get; set; }

    /// <summary>Days before this one are there already; a stopped backfill goes on here.</summary>
    public DateOnly? BackfilledTo { get; set; }
}

/// <summary>One try to fetch; the newest twenty of a source are kept.</summary>
public sealed class FetchTry
{
    public const int Kept = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SourceId { get; init; }

    public DateTime At { get; init; }

    public bool IsGood { get; init; }

    public int Points { get; init; }

    public int Milliseconds { get; init; }

    /// <summary>What was done, or why it failed.</summary>
    public string Told { get; init; } = "";
}

internal sealed class MeasureSourceConfiguration
    : IEntityTypeConfiguration<MeasureSource>,
        IEntityTypeConfiguration<FetchTry>
{
    public void Configure(EntityTypeBuilder<MeasureSource> builder)
    {
        builder.ToTable("signals_sources");
        builder.HasIndex(row => row.MeasureId).IsUnique();
        builder.HasIndex(row => row.NextTryAt);
        builder.Property(row => row.CheckId).HasMaxLength(80);
        builder.Property(row => row.ScopeKey).HasMaxLength(120);
        builder.Property(row => row.SetBy).HasMaxLength(200);
        builder.Property(row => row.LastFailure).HasMaxLength(1000);
        builder.HasOne<Measure>().WithOne().HasForeignKey<MeasureSource>(row => row.MeasureId);
        builder
            .HasOne<SqlConnectionDefinition>()
            .WithMany()
            .HasForeignKey(row => row.ConnectionId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<FetchTry> builder)
    {
        builder.ToTable("signals_tries");
        builder.HasIndex(row => new { row.SourceId, row.At });
        builder.Property(row => row.Told).HasMaxLength(1000);
        builder.HasOne<MeasureSource>().WithMany().HasForeignKey(row => row.SourceId);
    }
}
