using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Deliveries.Subscriptions;

/// <summary>What an account asked to be told by e-mail. Ending it leaves the row with when and how.</summary>
public sealed class Subscription
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid AccountId { get; init; }
    public string Topic { get; init; } = "";

    /// <summary>Null: what concerns the organization as a whole.</summary>
    public Guid? TeamId { get; init; }

    public DateTime Since { get; init; }
    public DateTime? EndedAt { get; set; }

    /// <summary>"by link" or "on the page".</summary>
    public string? EndedHow { get; set; }
}

/// <summary>Lets a feed reader read as its owner. The token stands in the address and is shown once; its hash is kept.</summary>
public sealed class FeedToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid AccountId { get; init; }
    public string Hash { get; init; } = "";

    /// <summary>The last characters, for the owner to tell it apart.</summary>
    public string Ending { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

internal sealed class SubscriptionConfiguration
    : IEntityTypeConfiguration<Subscription>,
        IEntityTypeConfiguration<FeedToken>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("deliveries_subscriptions");
        builder.Property(row => row.Topic).HasMaxLength(60);
        builder.Property(row => row.EndedHow).HasMaxLength(40);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.AccountId);
        builder.HasIndex(row => row.Topic);
    }

    public void Configure(EntityTypeBuilder<FeedToken> builder)
    {
        builder.ToTable("deliveries_feed_tokens");
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Ending).HasMaxLength(4);
        builder.HasIndex(row => row.Hash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
