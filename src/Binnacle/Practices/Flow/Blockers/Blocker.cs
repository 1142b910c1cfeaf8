using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>What a team waits for, as far as anybody said.</summary>
public enum BlockerKind
{
    Review,
    OtherTeam,
    Decision,
    Environment,
    Access,
    Vendor,
    UnclearNeed,
    Other,
}

public enum BlockerStepKind
{
    Raised,
    Owned,
    Commented,
    Unblocked,
    Reopened,

    /// <summary>It turned out to be no blocker, and counts nowhere.</summary>
    Dropped,
}

/// <summary>Something that stands in a team's way. What happened with it is said by its steps, each with who and when.</summary>
public sealed class Blocker : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string What { get; set; } = "";

    public BlockerKind? Kind { get; set; }

    /// <summary>Whom it blocks; null for the whole organization.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>Who is waited for, where it is a team.</summary>
    public Guid? OtherTeamId { get; set; }

    /// <summary>Who or what is waited for, where it is no team: a vendor, a system.</summary>
    public string? WaitsFor { get; set; }

    public Guid? ServiceId { get; set; }

    public Guid? RepositoryId { get; set; }

    /// <summary>The work item or change that waits: its key or its address.</summary>
    public string? Blocks { get; set; }

    public Guid? OwnerId { get; set; }

    public DateTime RaisedAt { get; init; }

    public string RaisedBy { get; init; } = "";

    /// <summary>The chat's own name of the sending, so that one that is sent again raises nothing more.</summary>
    public string? Sending { get; init; }

    /// <summary>When it last stopped to stand; null while it stands.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>It ended as no blocker.</summary>
    public bool IsDropped { get; set; }

    public List<BlockerStep> Steps { get; init; } = [];

    public string Url => $"{List}/{Number}";

    public const string List = "/practices/flow/blockers";

    /// <exception cref="Refusal">It does not stand any more.</exception>
    public void RequireStanding()
    {
        if (EndedAt is { } at)
            throw new Refusal(
                "",
                $"Blocker {Number} was {(IsDropped ? "dropped" : "unblocked")} on {at:d MMM yyyy}{By}. Reopen it first."
            );
    }

    private string By =>
        Steps.FindLast(step => step.Kind is BlockerStepKind.Unblocked or BlockerStepKind.Dropped) is { } step
            ? $" by {step.By}"
            : "";

    public SearchWords ToBeFound() =>
        new("blocker", Number, What, $"{WaitsFor}\n{Blocks}".Trim(), Url, RaisedAt, TeamId);
}

public sealed class BlockerStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid BlockerId { get; init; }

    /// <summary>From 1, in the order in which they happened; two people at once cannot both be next.</summary>
    public int Place { get; init; }

    public BlockerStepKind Kind { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    /// <summary>What unblocked it, why it came back, what somebody had to say, who took it.</summary>
    public string? Note { get; init; }
}

internal sealed class BlockerTables : IEntityTypeConfiguration<Blocker>, IEntityTypeConfiguration<BlockerStep>
{
    public void Configure(EntityTypeBuilder<Blocker> builder)
    {
        builder.ToTable("flow_blockers");
        builder.Ignore(row => row.Url);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.Sending).IsUnique();
        builder.HasIndex(row => row.EndedAt);
        builder.Property(row => row.What).HasMaxLength(300);
        builder.Property(row => row.WaitsFor).HasMaxLength(100);
        builder.Property(row => row.Blocks).HasMaxLength(500);
        builder.Property(row => row.RaisedBy).HasMaxLength(200);
        builder.Property(row => row.Sending).HasMaxLength(64);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.OtherTeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Steps).WithOne().HasForeignKey(row => row.BlockerId);
    }

    public void Configure(EntityTypeBuilder<BlockerStep> builder)
    {
        builder.ToTable("flow_blocker_steps");
        builder.HasIndex(row => new { row.BlockerId, row.Place }).IsUnique();
        builder.Property(row => row.By).HasMaxLength(200);
        builder.Property(row => row.Note).HasMaxLength(2000);
    }
}
