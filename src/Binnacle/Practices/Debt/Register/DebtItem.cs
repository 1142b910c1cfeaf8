using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Debt.Register;

/// <summary>Work that was put off, where it stands, who owns it. What it costs is said by its estimates; how it ended by a row.</summary>
public sealed class DebtItem : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Title { get; set; } = "";

    /// <summary>Markdown: whom it hurts and how, in words of the business.</summary>
    public string? Context { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>Since when it has had an owner without a break.</summary>
    public DateTime? OwnedSince { get; set; }

    public Guid? TeamId { get; set; }

    public Guid? ServiceId { get; set; }

    public Guid? RepositoryId { get; set; }

    /// <summary>A folder or file of the repository; empty for the whole.</summary>
    public string Path { get; set; } = "";

    public DebtSource Source { get; init; }

    /// <summary>What was proposed and accepted, as <c>hotspot:payments-core:settlement</c>; null when a person wrote it down.</summary>
    public string? ProposalKey { get; init; }

    /// <summary>What the history said on the day it was accepted.</summary>
    public string? Evidence { get; init; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    /// <summary>All estimates there ever were; at most one is not replaced.</summary>
    public List<DebtEstimate> Estimates { get; init; } = [];

    public List<DebtLink> Links { get; init; } = [];

    public DebtClosure? Closure { get; set; }

    public DebtEstimate? Estimate => Estimates.Find(estimate => estimate.ReplacedAt is null);

    public string Url => $"/practices/debt/{Number}";

    /// <summary>The old estimate stays as it was, and says when it was replaced.</summary>
    public void Take(DebtEstimate estimate)
    {
        RequireOpen();
        if (Estimate is { } before)
            before.ReplacedAt = estimate.At;
        Estimates.Add(estimate);
    }

    /// <exception cref="Refusal">It is closed already, or a reason is missing.</exception>
    public DebtClosure Close(DebtOutcome outcome, string? reason, DateTime at, string by)
    {
        RequireOpen();
        if (outcome is not DebtOutcome.Paid && string.IsNullOrWhiteSpace(reason))
            throw new Refusal("reason", "Say why, so that the next review need not ask.");
        return Closure = new DebtClosure
        {
            ItemId = Id,
            Outcome = outcome,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            At = at,
            By = by,
        };
    }

    public void RequireOpen()
    {
        if (Closure is { } closure)
            throw new Refusal(
                "",
                $"Item {Number} was {closure.Outcome.ToString().ToLowerInvariant()} on {closure.At:d MMM yyyy} by {closure.By}. Reopen it first."
            );
    }

    public SearchWords ToBeFound() => new("debt", Number, Title, $"{Context}\n{Path}".Trim(), Url, AddedAt, TeamId);
}

/// <summary>How an item ended. Reopening takes the row away and is told on the Timeline.</summary>
public sealed class DebtClosure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ItemId { get; init; }
    public DebtOutcome Outcome { get; init; }
    public string? Reason { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";

    /// <summary>The number of the commitment that says what paying it should change.</summary>
    public int? Commitment { get; set; }
}

/// <summary>A change in a repository, or an issue in a tracker.</summary>
public sealed class DebtLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ItemId { get; init; }
    public string Url { get; init; } = "";
    public string Title { get; init; } = "";
    public DateTime AddedAt { get; init; }
    public string AddedBy { get; init; } = "";
}

internal sealed class DebtItemConfiguration
    : IEntityTypeConfiguration<DebtItem>,
        IEntityTypeConfiguration<DebtClosure>,
        IEntityTypeConfiguration<DebtLink>
{
    public void Configure(EntityTypeBuilder<DebtItem> builder)
    {
        builder.ToTable("debt_items");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.Estimate);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.ProposalKey);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.Property(row => row.ProposalKey).HasMaxLength(400);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Estimates).WithOne().HasForeignKey(row => row.ItemId);
        builder.HasMany(row => row.Links).WithOne().HasForeignKey(row => row.ItemId);
        builder.HasOne(row => row.Closure).WithOne().HasForeignKey<DebtClosure>(row => row.ItemId);
    }

    public void Configure(EntityTypeBuilder<DebtClosure> builder)
    {
        builder.ToTable("debt_closures");
        builder.HasIndex(row => row.ItemId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DebtLink> builder)
    {
        builder.ToTable("debt_links");
        builder.HasIndex(row => row.ItemId);
        builder.Property(row => row.Url).HasMaxLength(2000);
        builder.Property(row => row.Title).HasMaxLength(200);
    }
}
