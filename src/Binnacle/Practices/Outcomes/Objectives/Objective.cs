using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>What product and engineering want to be different by a day. Where it stands is said by its states and check-ins.</summary>
public sealed class Objective : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Markdown: whom it serves, and what happens if nothing changes.</summary>
    public string? Why { get; set; }

    public DateOnly StartsOn { get; set; }

    /// <summary>The last day that counts.</summary>
    public DateOnly EndsOn { get; set; }

    public Guid? TeamId { get; set; }

    /// <summary>Always somebody when it is written; null only after that person was taken out of the catalogue.</summary>
    public Guid? ProductOwnerId { get; set; }

    public Guid? EngineeringOwnerId { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    /// <summary>All states it ever had; exactly one has not ended.</summary>
    public List<ObjectiveState> States { get; init; } = [];

    public List<KeyResult> KeyResults { get; init; } = [];

    public ObjectiveState State => States.Find(state => state.EndedAt is null)!;

    public string Url => OutcomesContract.ObjectiveUrl(Number);

    public SearchWords ToBeFound() => new("objective", Number, Title, Why, Url, AddedAt, TeamId);
}

public enum ObjectiveStage
{
    Draft,
    Active,
    Closed,
    Dropped,
}

/// <summary>A state with who set it, when and why. The next one ends it; none is changed otherwise.</summary>
public sealed class ObjectiveState
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ObjectiveId { get; init; }
    public ObjectiveStage Stage { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    /// <summary>What was learned, or why it was dropped or opened again.</summary>
    public string? Text { get; init; }

    /// <summary>Of a closed one: 0 to 1, as people agreed.</summary>
    public double? Score { get; init; }

    /// <summary>What the formula gave on that day; null where no key result had a value.</summary>
    public double? Proposed { get; init; }

    public DateTime? EndedAt { get; set; }
}

/// <summary>A number that should go from <see cref="Start"/> to <see cref="Target"/>, up or down.</summary>
public sealed class KeyResult
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ObjectiveId { get; init; }

    /// <summary>From 1, in the order in which people look at them.</summary>
    public int Position { get; set; }

    public string Title { get; set; } = "";
    public string Unit { get; set; } = "";
    public double Start { get; set; }
    public double Target { get; set; }

    /// <summary>The measure whose points are its values; null where people tell them at check-ins.</summary>
    public Guid? MeasureId { get; set; }

    public double Weight { get; set; } = 1;
}

internal sealed class ObjectiveConfiguration
    : IEntityTypeConfiguration<Objective>,
        IEntityTypeConfiguration<ObjectiveState>,
        IEntityTypeConfiguration<KeyResult>
{
    public void Configure(EntityTypeBuilder<Objective> builder)
    {
        builder.ToTable("outcomes_objectives");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.State);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.StartsOn);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.ProductOwnerId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(row => row.EngineeringOwnerId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.States).WithOne().HasForeignKey(state => state.ObjectiveId);
        builder.HasMany(row => row.KeyResults).WithOne().HasForeignKey(result => result.ObjectiveId);
    }

    public void Configure(EntityTypeBuilder<ObjectiveState> builder)
    {
        builder.ToTable("outcomes_objective_states");
        builder.HasIndex(row => row.ObjectiveId);
        // Two people at once: only one of them ends a state.
        builder.Property(row => row.EndedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<KeyResult> builder)
    {
        builder.ToTable("outcomes_key_results");
        builder.HasIndex(row => row.ObjectiveId);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Unit).HasMaxLength(40);
        builder.HasOne<Measure>().WithMany().HasForeignKey(row => row.MeasureId).OnDelete(DeleteBehavior.SetNull);
    }
}
