using Binnacle.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Timeline;

/// <summary>One change, who made it and when: activity, audit and outgoing webhooks hang from this spine. Never edited, never deleted.</summary>
public sealed class TimelineEvent : IClassified
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateTime At { get; init; }

    public Guid? ActorId { get; init; }

    public string Actor { get; init; } = "";

    /// <summary>Past tense with its subject's kind: <c>commitment.made</c>, <c>repository.scanned</c>.</summary>
    public string Verb { get; init; } = "";

    public string Subject { get; init; } = "";

    public string? SubjectUrl { get; init; }

    /// <summary>What changed, as a sentence or "from → to" lines; never a secret.</summary>
    public string? Details { get; init; }

    public DataClass DataClass { get; init; }

    public Guid? TeamId { get; init; }

    public Guid? OwnerAccountId { get; init; }
}

internal sealed class TimelineEventConfiguration : IEntityTypeConfiguration<TimelineEvent>
{
    public void Configure(EntityTypeBuilder<TimelineEvent> builder)
    {
        builder.ToTable("timeline_events");
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => row.SubjectUrl);
        builder.Property(row => row.Actor).HasMaxLength(200);
        builder.Property(row => row.Verb).HasMaxLength(60);
        builder.Property(row => row.Subject).HasMaxLength(400);
        builder.Property(row => row.SubjectUrl).HasMaxLength(400);
    }
}
