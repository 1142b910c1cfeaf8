using System.Text.Json;
using System.Text.Json.Serialization;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Intake.Past;

/// <summary>That an administrator wants a source's past: whom to ask, what for, from when on, and how far it is.</summary>
public sealed class IntakePast : IRecorded
{
    public Guid SourceId { get; init; }

    /// <summary>The API's; ends with a slash.</summary>
    public string Address { get; set; } = "";

    /// <summary>Sealed.</summary>
    public string Token { get; set; } = "";

    /// <summary>As it was entered, one a line; empty for all.</summary>
    public string Wanted { get; set; } = "";

    public DateOnly Since { get; set; }

    public DateTime AskedAt { get; set; }

    public string AskedBy { get; set; } = "";

    public DateTime? StoppedAt { get; set; }

    /// <summary>The tool wants to be left alone until then, or did not answer.</summary>
    public DateTime? ResumeAt { get; set; }

    /// <summary>Why it waits, or why it cannot go on.</summary>
    public string? Reason { get; set; }

    /// <summary>Requests in a row that were not answered.</summary>
    public int Tries { get; set; }

    public DateTime? EndedAt { get; set; }
}

/// <summary>A part that is read by itself and fails by itself: a repository, a project, a service.</summary>
public sealed class IntakePastPart
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SourceId { get; init; }

    /// <summary>In the order in which they are read.</summary>
    public int Number { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The requests that are still to be made, the next one first; null before the first one.</summary>
    public string? Cursor { get; set; }

    /// <summary>How many those are, as far as is known.</summary>
    public int Remaining { get; set; }

    /// <summary>What is read now: "reviews".</summary>
    public string? Step { get; set; }

    public int Requests { get; set; }

    public int Facts { get; set; }

    public DateTime? DoneAt { get; set; }

    /// <summary>What of it could not be read, and why.</summary>
    public string? Problem { get; set; }

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What is still to be asked; null before the first request.</summary>
    public List<PastRequest>? Open =>
        Cursor is null ? null : JsonSerializer.Deserialize<List<PastRequest>>(Cursor, Options);

    public static string Text(IEnumerable<PastRequest> open) => JsonSerializer.Serialize(open, Options);
}

internal sealed class IntakePastTables : IEntityTypeConfiguration<IntakePast>, IEntityTypeConfiguration<IntakePastPart>
{
    public void Configure(EntityTypeBuilder<IntakePast> builder)
    {
        builder.ToTable("intake_pasts");
        builder.HasKey(row => row.SourceId);
        builder.HasOne<IntakeSource>().WithOne().HasForeignKey<IntakePast>(row => row.SourceId);
        builder.Property(row => row.Address).HasMaxLength(500);
        builder.Property(row => row.Reason).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<IntakePastPart> builder)
    {
        builder.ToTable("intake_past_parts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Ignore(row => row.Open);
        builder.HasIndex(row => new { row.SourceId, row.Number });
        builder.HasOne<IntakeSource>().WithMany().HasForeignKey(row => row.SourceId);
        builder.Property(row => row.Name).HasMaxLength(500);
        builder.Property(row => row.Step).HasMaxLength(60);
        builder.Property(row => row.Problem).HasMaxLength(1000);
    }
}
