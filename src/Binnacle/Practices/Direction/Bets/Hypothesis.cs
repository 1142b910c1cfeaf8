using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Direction.Bets;

public enum BetVerdict
{
    Held,
    NotHeld,
    NotMeasurable,
}

public enum BetAnswer
{
    Keep,
    Stop,
    Change,
}

/// <summary>A belief behind the roadmap, with the number and the day that will judge it, said before.</summary>
public sealed class Hypothesis : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    /// <summary>What follows "We believe that".</summary>
    public string Belief { get; set; } = "";

    /// <summary>The slug of a measure; null where a check is the judge.</summary>
    public string? Measure { get; init; }

    public string? CheckId { get; init; }

    /// <summary>The scope of the check: <c>team:payments</c>.</summary>
    public string? ScopeKey { get; init; }

    public bool ExpectedUp { get; init; }

    /// <summary>In the measure's own unit; of a share 0 to 1.</summary>
    public double Threshold { get; init; }

    public DateOnly CheckOn { get; init; }

    public Guid? TeamId { get; init; }

    /// <summary>What was measured when it was written down; null where nothing was.</summary>
    public double? ValueBefore { get; init; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public HypothesisVerdict? Verdict { get; set; }

    public HypothesisAnswer? Answer { get; set; }

    public string Url => $"/practices/direction/bets/{Number}";

    public SearchWords ToBeFound() => new("hypothesis", Number, Belief, null, Url, AddedAt, TeamId);

    public static string Word(BetVerdict verdict) =>
        verdict switch
        {
            BetVerdict.Held => "held",
            BetVerdict.NotHeld => "not held",
            _ => "not measurable",
        };
}

/// <summary>What the numbers said on the check date. Written once, by the job; nothing changes it later.</summary>
public sealed class HypothesisVerdict
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid HypothesisId { get; init; }
    public BetVerdict Verdict { get; init; }
    public double? Value { get; init; }
    public int Points { get; init; }
    public DateOnly? FirstOn { get; init; }
    public DateOnly? LastOn { get; init; }
    public string Why { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>What people made of it.</summary>
public sealed class HypothesisAnswer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid HypothesisId { get; init; }
    public BetAnswer Answer { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>A decision or a commitment, as <c>/practices/decisions/12</c>.</summary>
    public string? Link { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

internal sealed class HypothesisConfiguration
    : IEntityTypeConfiguration<Hypothesis>,
        IEntityTypeConfiguration<HypothesisVerdict>,
        IEntityTypeConfiguration<HypothesisAnswer>
{
    public void Configure(EntityTypeBuilder<Hypothesis> builder)
    {
        builder.ToTable("direction_hypotheses");
        builder.Ignore(row => row.Url);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Belief).HasMaxLength(500);
        builder.Property(row => row.Measure).HasMaxLength(80);
        builder.Property(row => row.CheckId).HasMaxLength(80);
        builder.Property(row => row.ScopeKey).HasMaxLength(120);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(row => row.Verdict).WithOne().HasForeignKey<HypothesisVerdict>(row => row.HypothesisId);
        builder.HasOne(row => row.Answer).WithOne().HasForeignKey<HypothesisAnswer>(row => row.HypothesisId);
    }

    public void Configure(EntityTypeBuilder<HypothesisVerdict> builder)
    {
        builder.ToTable("direction_verdicts");
        builder.HasIndex(row => row.HypothesisId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<HypothesisAnswer> builder)
    {
        builder.ToTable("direction_answers");
        builder.HasIndex(row => row.HypothesisId).IsUnique();
        builder.Property(row => row.Link).HasMaxLength(400);
    }
}
