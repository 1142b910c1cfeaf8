using Binnacle.Platform.Access;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Catalogue;

/// <summary>A person. The name is open, since commitments have owners; addresses are for leaders (<see cref="PersonAddress"/>).</summary>
public sealed class Person : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public string Name { get; set; } = "";

    public Guid? TeamId { get; set; }

    public DateOnly? JoinedOn { get; set; }

    public DateOnly? LeftOn { get; set; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ConfirmedAt { get; set; }

    public string? ConfirmedBy { get; set; }

    public List<PersonAddress> Addresses { get; } = [];

    public SearchWords ToBeFound() => new("person", null, Name, null, $"/catalogue/people/{Number}", CreatedAt, TeamId);
}

/// <summary>A name and address under which a person commits. Merging two people moves these.</summary>
public sealed class PersonAddress : IClassified
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PersonId { get; set; }

    public string Name { get; init; } = "";

    /// <summary>Lower case; unique over the organization.</summary>
    public string Address { get; init; } = "";

    public DataClass DataClass { get; init; } = DataClass.People;

    public Guid? TeamId { get; set; }

    public Guid? OwnerAccountId { get; init; }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonAddress>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("catalogue_people");
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.TeamId);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
        builder.HasMany(row => row.Addresses).WithOne().HasForeignKey(address => address.PersonId);
    }

    public void Configure(EntityTypeBuilder<PersonAddress> builder)
    {
        builder.ToTable("catalogue_person_addresses");
        builder.HasIndex(row => row.Address).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.Address).HasMaxLength(320);
    }
}
