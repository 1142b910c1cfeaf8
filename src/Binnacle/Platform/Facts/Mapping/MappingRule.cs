using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Facts.Mapping;

public enum MappingKind
{
    /// <summary>The name that a tool tells → a service of the catalogue.</summary>
    Service,

    /// <summary>The name of an environment → production, or not.</summary>
    Environment,

    /// <summary>An account → a bot, or one person with another account. Whose it is, nobody is told.</summary>
    Account,
}

public enum AccountIs
{
    Bot,

    /// <summary>Although its name reads like a bot's.</summary>
    Person,

    /// <summary>One person with <see cref="MappingRule.OtherAccount"/>.</summary>
    SamePerson,
}

/// <summary>What a name that a tool tells means here. Of the rules of a kind the first one that matches holds.</summary>
public sealed class MappingRule : IRecorded
{
    public const int LongestPattern = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; set; }

    /// <summary>From 1, among the rules of its kind.</summary>
    public int Position { get; set; }

    public MappingKind Kind { get; init; }

    /// <summary>Null for any source.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>The whole name, in any case, <c>*</c> for anything; of an account exactly <c>github.com/octo</c>.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>For a service; null says that it is none of the catalogue.</summary>
    public Guid? ServiceId { get; set; }

    /// <summary>For an environment.</summary>
    public bool? IsProduction { get; set; }

    /// <summary>For an account.</summary>
    public AccountIs? AccountIs { get; set; }

    public string? OtherAccount { get; set; }

    public DateTime AddedAt { get; init; }

    public string AddedBy { get; init; } = "";

    /// <param name="position">From 1; null for the end.</param>
    public IReadOnlyList<MappingRule> Among(IReadOnlyList<MappingRule> others, int? position)
    {
        var all = others.ToList();
        all.Insert(Math.Clamp((position ?? int.MaxValue) - 1, 0, all.Count), this);
        return all;
    }

    public string Url => $"/settings/sources/rules/{Number}";
}

internal sealed class MappingRuleTable : IEntityTypeConfiguration<MappingRule>
{
    public void Configure(EntityTypeBuilder<MappingRule> builder)
    {
        builder.ToTable("facts_rules");
        builder.Ignore(row => row.Url);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Pattern).HasMaxLength(MappingRule.LongestPattern);
        builder.Property(row => row.OtherAccount).HasMaxLength(MappingRule.LongestPattern);
        builder.HasOne<IntakeSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
