using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Direction.Principles;

/// <summary>What is preferred where two good things cannot both be had: "<c>Name</c> even over <c>Over</c>".</summary>
public sealed class Principle : IRecorded, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Kept for good, so that decisions may name it.</summary>
    public int Number { get; init; }

    public string Name { get; set; } = "";

    /// <summary>One sentence.</summary>
    public string Sentence { get; set; } = "";

    public string Over { get; set; } = "";

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    public List<PrincipleRetirement> Retirements { get; init; } = [];

    public List<PrincipleObjective> Objectives { get; init; } = [];

    public PrincipleRetirement? Retirement => Retirements.Find(row => row.BroughtBackAt is null);

    public string Url => $"/practices/direction/principles/{Number}";

    public SearchWords ToBeFound() => new("principle", Number, Name, $"Even over {Over}. {Sentence}", Url, AddedAt);
}

/// <summary>It guides no more. Brought back, the row says when.</summary>
public sealed class PrincipleRetirement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PrincipleId { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public DateTime? BroughtBackAt { get; set; }
}

/// <summary>An objective, by its number, that this principle stands behind.</summary>
public sealed class PrincipleObjective
{
    public Guid PrincipleId { get; init; }
    public int Objective { get; init; }
}

internal sealed class PrincipleConfiguration
    : IEntityTypeConfiguration<Principle>,
        IEntityTypeConfiguration<PrincipleRetirement>,
        IEntityTypeConfiguration<PrincipleObjective>
{
    public void Configure(EntityTypeBuilder<Principle> builder)
    {
        builder.ToTable("direction_principles");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.Retirement);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Sentence).HasMaxLength(400);
        builder.Property(row => row.Over).HasMaxLength(200);
        builder.HasMany(row => row.Retirements).WithOne().HasForeignKey(row => row.PrincipleId);
        builder.HasMany(row => row.Objectives).WithOne().HasForeignKey(row => row.PrincipleId);
    }

    public void Configure(EntityTypeBuilder<PrincipleRetirement> builder)
    {
        builder.ToTable("direction_principle_retirements");
        builder.HasIndex(row => row.PrincipleId);
    }

    public void Configure(EntityTypeBuilder<PrincipleObjective> builder)
    {
        builder.ToTable("direction_principle_objectives");
        builder.HasKey(row => new { row.PrincipleId, row.Objective });
    }
}
