using System.Text.Json;
using Binnacle.History.Analyses;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Catalogue;

public sealed class Repository : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>A folder, or a clone address (https or ssh).</summary>
    public string Location { get; set; } = "";

    public bool IsClone { get; init; }

    /// <summary>Where people read it, from the origin's address: "https://forge.example/org/name". Null when unknown.</summary>
    public string? WebUrl { get; set; }

    /// <summary>Owns what no rule of CODEOWNERS gives to another.</summary>
    public Guid? TeamId { get; set; }

    public string? Branch { get; set; }

    public string? HeadCommit { get; set; }

    public bool IsShallow { get; set; }

    public bool IsPartial { get; set; }

    public int Commits { get; set; }

    public DateTime? FirstCommitAt { get; set; }

    public DateTime? LastCommitAt { get; set; }

    public DateTime AddedAt { get; init; }

    public DateTime? ScannedAt { get; set; }

    /// <summary>What the first scan saw before it counted lines; null once it is done.</summary>
    public FirstLook? FirstLook { get; set; }

    /// <summary>Why the last scan did not end, in words for a reader; null when it did.</summary>
    public string? Problem { get; set; }

    public DateTime? ArchivedAt { get; set; }

    public SearchWords ToBeFound() => new("repository", null, Name, WebUrl, $"/repositories/{Slug}", AddedAt, TeamId);
}

internal sealed class RepositoryConfiguration : IEntityTypeConfiguration<Repository>
{
    public void Configure(EntityTypeBuilder<Repository> builder)
    {
        builder.ToTable("catalogue_repositories");
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.HasIndex(row => row.Location).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(80);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder
            .Property(row => row.FirstLook)
            .HasConversion(
                look => JsonSerializer.Serialize(look, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<FirstLook>(text, JsonSerializerOptions.Default)
            );
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
    }
}
