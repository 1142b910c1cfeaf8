using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Chat;

public enum ChatTool
{
    Slack,
    Mattermost,
}

/// <summary>A chat whose slash commands come here: its address, its secret, and for whom those who type there speak.</summary>
public sealed class ChatCommand : IRecorded
{
    public const string Page = "/settings/chat";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The end of its address: <c>/hooks/chat/northwind</c>.</summary>
    public string Slug { get; init; } = "";

    public string Name { get; set; } = "";

    public ChatTool Tool { get; init; }

    /// <summary>Sealed; null once it is closed.</summary>
    public string? Secret { get; set; }

    /// <summary>Those who type there may do what members of this team may; null for members of the organization.</summary>
    public Guid? TeamId { get; init; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public DateTime? UsedAt { get; set; }

    /// <summary>The newest request whose signature or token did not match.</summary>
    public DateTime? RefusedAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    public string Hook => $"/hooks/chat/{Slug}";
}

internal sealed class ChatCommandConfiguration : IEntityTypeConfiguration<ChatCommand>
{
    public void Configure(EntityTypeBuilder<ChatCommand> builder)
    {
        builder.ToTable("chat_commands");
        builder.Ignore(row => row.Hook);
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(60);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.AddedBy).HasMaxLength(200);
        builder.Property(row => row.ClosedBy).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}
