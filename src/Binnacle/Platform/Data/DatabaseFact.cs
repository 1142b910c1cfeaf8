using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Data;

/// <summary>What the database says of itself, as <c>organization.kind</c>: demo or real.</summary>
public sealed class DatabaseFact
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";

    public DateTime WrittenAt { get; init; }
}

internal sealed class DatabaseFactConfiguration : IEntityTypeConfiguration<DatabaseFact>
{
    public void Configure(EntityTypeBuilder<DatabaseFact> builder)
    {
        builder.ToTable("data_facts");
        builder.HasKey(fact => fact.Name);
        builder.Property(fact => fact.Name).HasMaxLength(100);
    }
}
