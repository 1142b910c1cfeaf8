using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Jobs;

public enum JobOutcome
{
    Done,
    Stopped,
    Failed,

    /// <summary>The process ended under it; it is started again, and goes on where it was.</summary>
    Interrupted,
}

/// <summary>One run of a job: what it does, how far it is, how it ended.</summary>
public sealed class JobRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The job's name: "scan", "evaluate".</summary>
    public string Job { get; init; } = "";

    /// <summary>What it works on: a repository's id; empty for all.</summary>
    public string Key { get; init; } = "";

    /// <summary>In words: "Scan ledger".</summary>
    public string Title { get; init; } = "";

    public DateTime QueuedAt { get; init; }

    public DateTime? StartedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public JobOutcome? Outcome { get; set; }

    public string? Message { get; set; }

    /// <summary>The step in words: "Reading commits".</summary>
    public string? Step { get; set; }

    public long Done { get; set; }

    public long Total { get; set; }

    public DateTime? StopAskedAt { get; set; }

    /// <summary>Sign of life while it runs, so that another process can tell a run that was cut off.</summary>
    public DateTime? AliveAt { get; set; }

    /// <summary>Share done, 0 to 1; null before the total is known.</summary>
    public double? Share => Total > 0 ? Math.Min(1, (double)Done / Total) : null;
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("jobs_runs");
        builder.Ignore(row => row.Share);
        builder.HasIndex(row => row.QueuedAt);
        builder.HasIndex(row => row.EndedAt);
        builder.Property(row => row.Job).HasMaxLength(60);
        builder.Property(row => row.Key).HasMaxLength(80);
    }
}
