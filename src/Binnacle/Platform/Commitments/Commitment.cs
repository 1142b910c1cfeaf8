using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Commitments;

/// <summary>What somebody promised, by when, and what it should change. Closing it is a row, not a flag.</summary>
public sealed class Commitment : IRecorded, IClassified, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    public string? Detail { get; set; }

    public Guid OwnerId { get; set; }

    public Guid? TeamId { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>The finding it answers: <c>check:debt.share@team:payments</c>, <c>document:12</c>; null when made by hand.</summary>
    public string? Origin { get; init; }

    public string? OriginTitle { get; init; }

    /// <summary>The check whose number should move, the way it should move, at least by how much, and when to look.</summary>
    public string? ExpectedCheckId { get; set; }

    public string? ExpectedScope { get; set; }

    public bool ExpectedUp { get; set; }

    public double? ExpectedAtLeast { get; set; }

    public DateOnly? VerifyOn { get; set; }

    /// <summary>The number on the day it was made.</summary>
    public double? NumberBefore { get; init; }

    public DateTime MadeAt { get; init; }

    public string MadeBy { get; init; } = "";

    public DataClass DataClass { get; init; }

    public Guid? OwnerAccountId { get; init; }

    public Closure? Closure { get; private set; }

    public string Url => $"/commitments/{Number}";

    public bool IsOverdueOn(DateOnly date) => Closure is null && DueOn < date;

    /// <exception cref="Refusal">It is closed already, or a dropped one gives no reason.</exception>
    public void Close(ClosureOutcome outcome, string? note, DateTime at, string by)
    {
        if (Closure is not null)
            throw new Refusal("", $"Commitment {Number} was closed on {Closure.At:d MMM yyyy} by {Closure.By}.");
        if (outcome is ClosureOutcome.Dropped && string.IsNullOrWhiteSpace(note))
            throw new Refusal("note", "Say why it is dropped, so that the next review need not ask.");
        Closure = new Closure
        {
            CommitmentId = Id,
            Outcome = outcome,
            Note = note,
            At = at,
            By = by,
        };
    }

    public SearchWords ToBeFound() => new("commitment", Number, Title, $"{Detail}\n{OriginTitle}".Trim(), Url, MadeAt);
}

public enum ClosureOutcome
{
    Done,
    Dropped,
}

public sealed class Closure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CommitmentId { get; init; }
    public ClosureOutcome Outcome { get; init; }
    public string? Note { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

internal sealed class CommitmentConfiguration : IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.ToTable("commitments_commitments");
        builder.Ignore(row => row.Url);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.DueOn);
        builder.HasIndex(row => row.Origin);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.Origin).HasMaxLength(240);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.OwnerId);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
        builder.HasOne(row => row.Closure).WithOne().HasForeignKey<Closure>(closure => closure.CommitmentId);
    }

    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.ToTable("commitments_closures");
        builder.HasIndex(row => row.CommitmentId).IsUnique();
    }
}
