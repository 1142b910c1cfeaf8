using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Checks;

/// <summary>A day on which all checks were evaluated. The newest one is what the Review shows.</summary>
public sealed class Evaluation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateOnly Date { get; init; }
    public DateTime At { get; set; }

    /// <summary>True when history was replayed for a day before anybody asked.</summary>
    public bool IsReplay { get; init; }
}

/// <summary>What one check said of one scope on one day. Past snapshots stay as they were, with the version of their rule.</summary>
public sealed class Snapshot
{
    public string ScopeKey { get; init; } = "";
    public string CheckId { get; init; } = "";
    public DateOnly Date { get; init; }
    public int Version { get; init; }
    public CheckState State { get; init; }
    public double? Number { get; init; }
    public string Text { get; init; } = "";
    public string Headline { get; init; } = "";
    public string Unit { get; init; } = "";
    public string? Target { get; init; }
    public int SampleCount { get; init; }
    public string SampleOf { get; init; } = "";
    public int? CoverageKnown { get; init; }
    public int? CoverageTotal { get; init; }
    public string? CoverageOf { get; init; }
    public DateTime? NewestAt { get; init; }
    public string? NewestWhat { get; init; }
    public string NextStep { get; init; } = "";

    /// <summary>A list of <see cref="Fact"/> as JSON.</summary>
    public string? Facts { get; init; }
    public int EvidenceTotal { get; init; }
}

/// <summary>Rows behind the newest snapshot of a check and scope.</summary>
public sealed class SnapshotEvidence
{
    public string ScopeKey { get; init; } = "";
    public string CheckId { get; init; } = "";
    public int Ordinal { get; init; }
    public string Title { get; init; } = "";
    public string? Note { get; init; }
    public Guid? RepositoryId { get; init; }
    public string? Path { get; init; }
    public int? Line { get; init; }
    public string? Commit { get; init; }
    public DateTime? At { get; init; }
    public CheckState? State { get; init; }
}

internal sealed class SnapshotConfiguration
    : IEntityTypeConfiguration<Evaluation>,
        IEntityTypeConfiguration<Snapshot>,
        IEntityTypeConfiguration<SnapshotEvidence>
{
    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.ToTable("checks_evaluations");
        builder.HasIndex(row => row.Date).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Snapshot> builder)
    {
        builder.ToTable("checks_snapshots");
        builder.HasKey(row => new
        {
            row.ScopeKey,
            row.CheckId,
            row.Date,
        });
        builder.HasIndex(row => row.Date);
        builder.Property(row => row.ScopeKey).HasMaxLength(120);
        builder.Property(row => row.CheckId).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<SnapshotEvidence> builder)
    {
        builder.ToTable("checks_evidence");
        builder.HasKey(row => new
        {
            row.ScopeKey,
            row.CheckId,
            row.Ordinal,
        });
        builder.Property(row => row.ScopeKey).HasMaxLength(120);
        builder.Property(row => row.CheckId).HasMaxLength(80);
    }
}
