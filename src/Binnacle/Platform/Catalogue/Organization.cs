using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Catalogue;

/// <summary>The one organization of a database. A demo organization and a real one never share a database.</summary>
public sealed class Organization : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public bool IsDemo { get; init; }

    /// <summary>ISO 4217, of every amount of money; null for euros.</summary>
    public string? Currency { get; set; }

    public DateTime CreatedAt { get; init; }
}

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("catalogue_organizations");
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.Currency).HasMaxLength(3);
    }
}
