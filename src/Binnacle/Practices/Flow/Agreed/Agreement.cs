using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Flow.Agreed;

/// <summary>What a team can agree on for its own flow.</summary>
public enum AgreementKind
{
    FirstLook,
    Merged,
    Size,
    InProgress,
    Feedback,
    Unblocked,
}

public enum AgreementUnit
{
    WorkingHours,
    WorkingDays,
    Hours,
    Days,
    Minutes,
    Lines,
    Changes,
}

/// <summary>
/// A version of what a team agreed. Changing a target adds a version, so that past weeks are judged by what was in force
/// then; one without a target says that the team gave it up.
/// </summary>
public sealed class Agreement : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TeamId { get; init; }

    public AgreementKind Kind { get; init; }

    /// <summary>From 1.</summary>
    public int Version { get; init; }

    /// <summary>At most so much; null: given up.</summary>
    public double? Target { get; init; }

    public AgreementUnit Unit { get; init; }

    /// <summary>Of what falls into a week, so large a part has to stay within the target for the week to be kept.</summary>
    public double Share { get; init; }

    /// <summary>The first day it holds; a week is judged by what holds on its Monday.</summary>
    public DateOnly Since { get; init; }

    /// <summary>When the team looks at it again.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>"All of Payments", "retrospective of 3 March": who agreed, as the team says it.</summary>
    public string AgreedBy { get; init; } = "";

    public string? Note { get; init; }

    public DateTime MadeAt { get; init; }

    public string MadeBy { get; init; } = "";
}

internal sealed class AgreementConfiguration : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> builder)
    {
        builder.ToTable("flow_agreements");
        builder
            .HasIndex(row => new
            {
                row.TeamId,
                row.Kind,
                row.Version,
            })
            .IsUnique();
        builder.Property(row => row.AgreedBy).HasMaxLength(300);
        builder.Property(row => row.MadeBy).HasMaxLength(200);
        builder.Property(row => row.Note).HasMaxLength(2000);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
