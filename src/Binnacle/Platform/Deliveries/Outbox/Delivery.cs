using Binnacle.Platform.Access;
using Binnacle.Platform.Deliveries.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Deliveries.Outbox;

public enum DeliveryState
{
    Waiting,
    Sent,
    Failed,

    /// <summary>The recipient unsubscribed, lost the right to see it, or the channel was closed before it went out.</summary>
    Dropped,
}

/// <summary>What is sent, once for all its recipients. Its words are deleted after a time; the row stays as long as its deliveries.</summary>
public sealed class QueuedNotice : IClassified
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public string Html { get; init; } = "";
    public string Url { get; init; } = "";
    public DataClass DataClass { get; init; }
    public Guid? TeamId { get; init; }
    public Guid? OwnerAccountId { get; init; }
    public DateTime QueuedAt { get; init; }
    public string QueuedBy { get; init; } = "";
}

/// <summary>
/// One notice to one recipient. Its id goes with every try: as the Message-ID of an e-mail and the id of a webhook, so that
/// one who receives it twice can tell.
/// </summary>
public sealed class Delivery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid NoticeId { get; init; }
    public QueuedNotice Notice { get; init; } = null!;

    /// <summary>Null for e-mail, which goes by the mail server in force when it is sent.</summary>
    public Guid? ChannelId { get; init; }

    /// <summary>Whose address it goes to; null for a channel.</summary>
    public Guid? AccountId { get; init; }

    public ChannelKind Kind { get; init; }

    /// <summary>As the log shows it: a name, never an address or a secret.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>What must not be queued twice: the notice's key and the recipient.</summary>
    public string? OnceKey { get; init; }

    public DateTime QueuedAt { get; init; }
    public DateTime NextTryAt { get; init; }
    public DeliveryState State { get; init; }
    public int Tries { get; init; }

    /// <summary>A worker that holds it; another may take it when this has passed.</summary>
    public DateTime? ClaimedUntil { get; init; }

    public Guid? ClaimedBy { get; init; }
    public DateTime? EndedAt { get; init; }

    /// <summary>Why the last try did not succeed.</summary>
    public string? Reason { get; init; }
}

/// <summary>One try, kept for the log.</summary>
public sealed class DeliveryTry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DeliveryId { get; init; }
    public DateTime At { get; init; }
    public bool Succeeded { get; init; }
    public int Milliseconds { get; init; }

    /// <summary>What the other side said.</summary>
    public string Answer { get; init; } = "";
}

internal sealed class DeliveryConfiguration
    : IEntityTypeConfiguration<QueuedNotice>,
        IEntityTypeConfiguration<Delivery>,
        IEntityTypeConfiguration<DeliveryTry>
{
    public void Configure(EntityTypeBuilder<QueuedNotice> builder)
    {
        builder.ToTable("deliveries_notices");
        builder.Property(row => row.Kind).HasMaxLength(60);
        builder.Property(row => row.Title).HasMaxLength(Notice.LongestTitle);
        builder.Property(row => row.Url).HasMaxLength(400);
        builder.HasIndex(row => row.QueuedAt);
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries_deliveries");
        builder.Property(row => row.Recipient).HasMaxLength(200);
        builder.Property(row => row.OnceKey).HasMaxLength(300);
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder
            .HasOne(row => row.Notice)
            .WithMany()
            .HasForeignKey(row => row.NoticeId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Channel>().WithMany().HasForeignKey(row => row.ChannelId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(row => row.OnceKey).IsUnique();
        builder.HasIndex(row => new { row.State, row.NextTryAt });
        builder.HasIndex(row => row.QueuedAt);
    }

    public void Configure(EntityTypeBuilder<DeliveryTry> builder)
    {
        builder.ToTable("deliveries_tries");
        builder.Property(row => row.Answer).HasMaxLength(500);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(row => row.DeliveryId).OnDelete(DeleteBehavior.Cascade);
    }
}
