using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Direction.Roadmap;

public enum MilestoneOutcome
{
    Done,
    Dropped,
}

public enum MilestoneState
{
    Draft,
    Published,
    Done,
    Dropped,
}

/// <summary>A point of the roadmap. Publishing, moving and ending it are rows, so that its past stays to be seen.</summary>
public sealed class Milestone : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    /// <summary>What is better for whom when it is reached.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>The number of the objective that it serves.</summary>
    public int? Objective { get; set; }

    public Guid? TeamId { get; set; }

    public DateOnly TargetFrom { get; set; }

    public DateOnly TargetTo { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public MilestonePublication? Publication { get; set; }

    public MilestoneEnding? Ending { get; set; }

    public List<MilestoneMove> Moves { get; init; } = [];

    public TargetSpan Target => new(TargetFrom, TargetTo);

    public string Url => $"/practices/direction/roadmap/{Number}";

    /// <summary>Not as a draft: those are for members alone.</summary>
    public SearchWords? ToBeFound() =>
        Publication is null ? null : new("milestone", Number, Title, Outcome, Url, AddedAt, TeamId);

    public MilestoneState State =>
        Ending is { } ending ? (ending.Outcome is MilestoneOutcome.Done ? MilestoneState.Done : MilestoneState.Dropped)
        : Publication is null ? MilestoneState.Draft
        : MilestoneState.Published;

    /// <summary>A draft may be moved without giving a reason: nobody was told a date yet.</summary>
    /// <exception cref="Refusal">It is closed, it would stay where it is, or a reason is missing.</exception>
    public MilestoneMove? Move(TargetSpan to, string? reason, DateTime at, string by)
    {
        RequireOpen();
        if (to == Target)
            throw new Refusal("target", "This is where it stands already.");
        var why = reason?.Trim() ?? "";
        if (Publication is not null && why.Length is 0 or > 2000)
            throw new Refusal("reason", "Say why it moves: others have planned with the old date.");
        var move = Publication is null
            ? null
            : new MilestoneMove
            {
                MilestoneId = Id,
                WasFrom = TargetFrom,
                WasTo = TargetTo,
                NowFrom = to.From,
                NowTo = to.To,
                Reason = why,
                At = at,
                By = by,
            };
        (TargetFrom, TargetTo) = (to.From, to.To);
        if (move is not null)
            Moves.Add(move);
        return move;
    }

    public void RequireOpen()
    {
        if (Ending is { } ending)
            throw new Refusal(
                "",
                $"Milestone {Number} was {ending.Outcome.ToString().ToLowerInvariant()} on {ending.At:d MMM yyyy} by {ending.By}."
            );
    }
}

public sealed class MilestonePublication
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MilestoneId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

public sealed class MilestoneMove
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MilestoneId { get; init; }
    public DateOnly WasFrom { get; init; }
    public DateOnly WasTo { get; init; }
    public DateOnly NowFrom { get; init; }
    public DateOnly NowTo { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    public TargetSpan Was => new(WasFrom, WasTo);

    public TargetSpan Now => new(NowFrom, NowTo);
}

public sealed class MilestoneEnding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MilestoneId { get; init; }
    public MilestoneOutcome Outcome { get; init; }
    public string? Reason { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

internal sealed class MilestoneConfiguration
    : IEntityTypeConfiguration<Milestone>,
        IEntityTypeConfiguration<MilestonePublication>,
        IEntityTypeConfiguration<MilestoneMove>,
        IEntityTypeConfiguration<MilestoneEnding>
{
    public void Configure(EntityTypeBuilder<Milestone> builder)
    {
        builder.ToTable("direction_milestones");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.State);
        builder.Ignore(row => row.Target);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Outcome).HasMaxLength(1000);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.Navigation(row => row.Publication).AutoInclude();
        builder.HasOne(row => row.Publication).WithOne().HasForeignKey<MilestonePublication>(row => row.MilestoneId);
        builder.HasOne(row => row.Ending).WithOne().HasForeignKey<MilestoneEnding>(row => row.MilestoneId);
        builder.HasMany(row => row.Moves).WithOne().HasForeignKey(row => row.MilestoneId);
    }

    public void Configure(EntityTypeBuilder<MilestonePublication> builder)
    {
        builder.ToTable("direction_milestone_publications");
        builder.HasIndex(row => row.MilestoneId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MilestoneMove> builder)
    {
        builder.ToTable("direction_milestone_moves");
        builder.Ignore(row => row.Was);
        builder.Ignore(row => row.Now);
        builder.HasIndex(row => row.MilestoneId);
    }

    public void Configure(EntityTypeBuilder<MilestoneEnding> builder)
    {
        builder.ToTable("direction_milestone_endings");
        builder.HasIndex(row => row.MilestoneId).IsUnique();
    }
}
