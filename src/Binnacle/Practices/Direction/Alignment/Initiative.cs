using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.History;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Direction.Roadmap;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>Work that serves a goal, and the rules that tell which changes belong to it.</summary>
public sealed class Initiative : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Name { get; set; } = "";

    /// <summary>The number of the objective that it serves.</summary>
    public int? Objective { get; set; }

    public Guid? MilestoneId { get; set; }

    public Guid? TeamId { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public InitiativeEnding? Ending { get; set; }

    public List<LinkRule> Rules { get; init; } = [];

    public string Url => $"/practices/direction/initiatives/{Number}";

    /// <summary>Without one its changes lead nowhere.</summary>
    public bool NamesGoal => Objective is not null || MilestoneId is not null;

    public SearchWords ToBeFound() => new("initiative", Number, Name, null, Url, AddedAt, TeamId);
}

public sealed class InitiativeEnding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid InitiativeId { get; init; }
    public MilestoneOutcome Outcome { get; init; }
    public string? Reason { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>Which changes belong to an initiative. A rule is never changed; another takes its place.</summary>
public sealed class LinkRule
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid InitiativeId { get; init; }
    public RuleKind Kind { get; init; }
    public string Pattern { get; init; } = "";

    /// <summary>Null for all repositories.</summary>
    public Guid? RepositoryId { get; init; }
    public DateTime AddedAt { get; init; }
    public string AddedBy { get; init; } = "";
    public DateTime? RemovedAt { get; set; }
    public string? RemovedBy { get; set; }
}

/// <summary>A change by a person on the default branch, no merge, with what rules found. Facts, written by the job.</summary>
public sealed class AlignedChange
{
    public long CommitId { get; init; }
    public Guid RepositoryId { get; init; }
    public DateTime At { get; init; }
    public Guid? TeamId { get; init; }

    /// <summary>Where most of its files lie.</summary>
    public string Area { get; init; } = "";
    public WorkKind Kind { get; init; }

    /// <summary>From the merge that brought it; null where none tells.</summary>
    public string? Branch { get; init; }

    /// <summary>The most specific match.</summary>
    public Guid? InitiativeId { get; init; }

    /// <summary>Since when a rule says that it serves a goal; null where none does.</summary>
    public DateTime? LinkedFrom { get; init; }
}

/// <summary>A rule that matches a change; place 1 is the most specific.</summary>
public sealed class ChangeMatch
{
    public long CommitId { get; init; }
    public int Place { get; init; }
    public Guid InitiativeId { get; init; }
    public Guid RuleId { get; init; }
}

/// <summary>That the changes of a repository were matched, and against which rules.</summary>
public sealed class RepositoryMatching
{
    public Guid RepositoryId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Of head and rules: the same again would find the same.</summary>
    public string Fingerprint { get; init; } = "";
    public int Changes { get; init; }
    public int Linked { get; init; }
}

internal sealed class InitiativeConfiguration
    : IEntityTypeConfiguration<Initiative>,
        IEntityTypeConfiguration<InitiativeEnding>,
        IEntityTypeConfiguration<LinkRule>,
        IEntityTypeConfiguration<AlignedChange>,
        IEntityTypeConfiguration<ChangeMatch>,
        IEntityTypeConfiguration<RepositoryMatching>
{
    public void Configure(EntityTypeBuilder<Initiative> builder)
    {
        builder.ToTable("direction_initiatives");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.NamesGoal);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasOne<Milestone>().WithMany().HasForeignKey(row => row.MilestoneId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(row => row.Ending).WithOne().HasForeignKey<InitiativeEnding>(row => row.InitiativeId);
        builder.HasMany(row => row.Rules).WithOne().HasForeignKey(row => row.InitiativeId);
    }

    public void Configure(EntityTypeBuilder<InitiativeEnding> builder)
    {
        builder.ToTable("direction_initiative_endings");
        builder.HasIndex(row => row.InitiativeId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LinkRule> builder)
    {
        builder.ToTable("direction_rules");
        builder.HasIndex(row => row.InitiativeId);
        builder.Property(row => row.Pattern).HasMaxLength(400);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AlignedChange> builder)
    {
        builder.ToTable("direction_changes");
        builder.HasKey(row => row.CommitId);
        builder.Property(row => row.CommitId).ValueGeneratedNever();
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => row.RepositoryId);
        builder.HasIndex(row => new { row.InitiativeId, row.At });
        builder.HasOne<HistoryCommit>().WithMany().HasForeignKey(row => row.CommitId);
    }

    public void Configure(EntityTypeBuilder<ChangeMatch> builder)
    {
        builder.ToTable("direction_matches");
        builder.HasKey(row => new { row.CommitId, row.Place });
        builder.HasOne<AlignedChange>().WithMany().HasForeignKey(row => row.CommitId);
    }

    public void Configure(EntityTypeBuilder<RepositoryMatching> builder)
    {
        builder.ToTable("direction_matchings");
        builder.HasKey(row => row.RepositoryId);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
    }
}
