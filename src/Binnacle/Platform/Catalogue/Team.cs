using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Catalogue;

/// <summary>The smallest unit that anything is measured for. Proposed by a document, confirmed by a person.</summary>
public sealed class Team : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Where the proposal came from: "CODEOWNERS of ledger". Null when a person wrote it.</summary>
    public string? ProposedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ConfirmedAt { get; set; }

    public string? ConfirmedBy { get; set; }

    public DateTime? ArchivedAt { get; set; }

    /// <summary>Names under which documents speak of it: "@org/payments", "group:payments".</summary>
    public List<TeamHandle> Handles { get; } = [];

    public void Confirm(DateTime at, string by) => (ConfirmedAt, ConfirmedBy) = (at, by);

    public SearchWords? ToBeFound() =>
        ArchivedAt is null ? new("team", null, Name, null, $"/catalogue/teams/{Slug}", CreatedAt, Id) : null;
}

public sealed class TeamHandle
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TeamId { get; set; }

    /// <summary>Lower case, without the leading at sign.</summary>
    public string Handle { get; init; } = "";

    /// <summary>Set when a leader took it away: no scan proposes it again, and it owns nothing.</summary>
    public DateTime? RemovedAt { get; set; }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<TeamHandle>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("catalogue_teams");
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(80);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasMany(row => row.Handles).WithOne().HasForeignKey(handle => handle.TeamId);
    }

    public void Configure(EntityTypeBuilder<TeamHandle> builder)
    {
        builder.ToTable("catalogue_team_handles");
        builder.HasIndex(row => row.Handle).IsUnique();
        builder.Property(row => row.Handle).HasMaxLength(200);
    }
}
