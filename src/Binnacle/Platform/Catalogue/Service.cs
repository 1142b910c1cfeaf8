using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Catalogue;

/// <summary>Something that runs and that somebody answers for.</summary>
public sealed class Service : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    public Guid? TeamId { get; set; }

    public Guid? RepositoryId { get; set; }

    /// <summary>The folder in its repository; empty for the whole.</summary>
    public string Path { get; set; } = "";

    /// <summary>Its failure stops customers.</summary>
    public bool IsCritical { get; set; }

    public string? ProposedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ConfirmedAt { get; set; }

    public string? ConfirmedBy { get; set; }

    public DateTime? ArchivedAt { get; set; }

    public SearchWords? ToBeFound() =>
        ArchivedAt is null ? new("service", null, Name, Path, $"/catalogue/services/{Slug}", CreatedAt, TeamId) : null;
}

internal sealed class ServiceConfiguration : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("catalogue_services");
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(80);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
    }
}
