using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Deliveries.Channels;

public enum ChannelKind
{
    Email,
    Slack,
    Teams,
    Mattermost,
    Webhook,
}

public enum MailSecurity
{
    /// <summary>Plain at first, then TLS or nothing: a server without STARTTLS is refused.</summary>
    StartTls,

    /// <summary>TLS from the first byte, as on port 465.</summary>
    Implicit,

    /// <summary>Readable by everyone on the way; for a server on the same machine.</summary>
    None,
}

/// <summary>A way out, set up by administrators. What opens it (a password, the address of a webhook) is encrypted and never shown again.</summary>
public sealed class Channel : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Number { get; init; }
    public ChannelKind Kind { get; init; }
    public string Name { get; set; } = "";

    /// <summary>A channel of a team takes what concerns the team; null takes what concerns the organization, and every team.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>The topics it takes, separated by spaces; a mail server takes what accounts subscribed to.</summary>
    public string Topics { get; set; } = "";

    public string Host { get; set; } = "";
    public int Port { get; set; }
    public MailSecurity Security { get; set; }
    public string UserName { get; set; } = "";
    public string From { get; set; } = "";

    /// <summary>SHA-256 of a certificate that no authority signed; null to trust what the machine trusts.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>The password of the mail server, or the address of the webhook; protected.</summary>
    public string? Secret { get; set; }

    /// <summary>The key that signs a generic webhook; protected.</summary>
    public string? SigningKey { get; set; }

    public DateTime AddedAt { get; init; }
    public string AddedBy { get; init; } = "";

    /// <summary>The other side said that it is gone; nothing is sent until somebody opens it again.</summary>
    public DateTime? PausedAt { get; set; }

    public string? PausedBecause { get; set; }
    public DateTime? ClosedAt { get; set; }
    public string? ClosedBy { get; set; }

    public string Url => $"/settings/deliveries/channels/{Number}";

    public bool Takes(string topic) => Topics.Split(' ').Contains(topic, StringComparer.Ordinal);
}

internal sealed class ChannelConfiguration : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> builder)
    {
        builder.ToTable("deliveries_channels");
        builder.Ignore(row => row.Url);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Topics).HasMaxLength(400);
        builder.Property(row => row.Host).HasMaxLength(255);
        builder.Property(row => row.UserName).HasMaxLength(255);
        builder.Property(row => row.From).HasMaxLength(400);
        builder.Property(row => row.Fingerprint).HasMaxLength(64);
        builder.Property(row => row.PausedBecause).HasMaxLength(500);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
    }
}
