using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Practices.Communication.Summaries;

public enum Audience
{
    Engineers,
    Product,
    Executives,
}

/// <summary>What happened in a period, told to three audiences. Its texts are versions; a published one never changes.</summary>
public sealed class Summary : IRecorded, IClassified, ISearchable
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Number { get; init; }
    public string Title { get; set; } = "";
    public Guid? TeamId { get; init; }

    /// <summary>First day of the period.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day of the period, included.</summary>
    public DateOnly To { get; init; }

    public DateTime MadeAt { get; init; }
    public string MadeBy { get; init; } = "";
    public DataClass DataClass { get; init; }
    public Guid? OwnerAccountId { get; init; }
    public List<SummaryText> Texts { get; init; } = [];

    public string Url => $"/practices/communication/{Number}";

    /// <summary>The newest version, published or not; null where the audience has none.</summary>
    public SummaryText? Newest(Audience audience) =>
        Texts.Where(text => text.Audience == audience).MaxBy(text => text.Version);

    public SummaryText? Published(Audience audience) =>
        Texts.Where(text => text.Audience == audience && text.Publication is not null).MaxBy(text => text.Version);

    public DateTime? PublishedAt =>
        Texts.Where(text => text.Publication is not null).Min(text => (DateTime?)text.Publication!.At);

    /// <summary>By its title, its period and what was published; a draft is nobody's word yet.</summary>
    public SearchWords ToBeFound()
    {
        var published = Enum.GetValues<Audience>()
            .Select(Published)
            .OfType<SummaryText>()
            .Select(text => text.Markdown);
        var line = $"Summary of {From:yyyy-MM-dd} to {To:yyyy-MM-dd} by {MadeBy}";
        return new("summary", Number, Title, string.Join('\n', [line, .. published]), Url, MadeAt, TeamId);
    }

    public Task ReadWordsAsync(AppDb db, CancellationToken cancellation) =>
        db.Entry(this).Collection(row => row.Texts).Query().Include(text => text.Publication).LoadAsync(cancellation);
}

/// <summary>One audience's text in one version. A correction is the next version, and says why it is there.</summary>
public sealed class SummaryText : ISearchedInside
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SummaryId { get; init; }
    public Audience Audience { get; init; }
    public int Version { get; init; } = 1;
    public string Markdown { get; set; } = "";

    /// <summary>Why a published text was corrected; null for the first version.</summary>
    public string? Correction { get; init; }

    public DateTime EditedAt { get; set; }
    public string EditedBy { get; set; } = "";

    /// <summary>Counts its changes and its publication: who changes what somebody else has just changed is refused.</summary>
    public int Revision { get; set; }

    public Publication? Publication { get; set; }

    public async Task<ISearchable?> FoundUnderAsync(AppDb db, CancellationToken cancellation) =>
        await db.FindAsync<Summary>([SummaryId], cancellation);
}

/// <summary>That a text was published: who and when.</summary>
public sealed class Publication
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid TextId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
}

/// <summary>That a text was sent: who, when, and to how many.</summary>
public sealed class Sending
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid TextId { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public int Recipients { get; init; }
}

/// <summary>A link that shows one audience's text to whoever holds it, for a time. The token is shown once; its hash is kept.</summary>
public sealed class SharedLink : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SummaryId { get; init; }
    public Audience Audience { get; init; }
    public string TokenHash { get; init; } = "";
    public string Ending { get; init; } = "";
    public DateTime MadeAt { get; init; }
    public string MadeBy { get; init; } = "";
    public DateTime ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; set; }
    public string? RevokedBy { get; set; }
    public int Opened { get; init; }
    public DateTime? LastOpenedAt { get; init; }
}

internal sealed class SummaryConfiguration
    : IEntityTypeConfiguration<Summary>,
        IEntityTypeConfiguration<SummaryText>,
        IEntityTypeConfiguration<Publication>,
        IEntityTypeConfiguration<Sending>,
        IEntityTypeConfiguration<SharedLink>
{
    public void Configure(EntityTypeBuilder<Summary> builder)
    {
        builder.ToTable("communication_summaries");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.PublishedAt);
        builder.Property(row => row.Title).HasMaxLength(200);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => new { row.TeamId, row.To });
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Texts).WithOne().HasForeignKey(text => text.SummaryId);
    }

    public void Configure(EntityTypeBuilder<SummaryText> builder)
    {
        builder.ToTable("communication_texts");
        builder.Property(row => row.Revision).HasDefaultValue(0).IsConcurrencyToken();
        builder.Property(row => row.Correction).HasMaxLength(500);
        builder
            .HasIndex(row => new
            {
                row.SummaryId,
                row.Audience,
                row.Version,
            })
            .IsUnique();
        builder.HasOne(row => row.Publication).WithOne().HasForeignKey<Publication>(row => row.TextId);
    }

    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("communication_publications");
        builder.HasIndex(row => row.TextId).IsUnique();
        builder.HasIndex(row => row.At);
    }

    public void Configure(EntityTypeBuilder<Sending> builder)
    {
        builder.ToTable("communication_sendings");
        builder.HasOne<SummaryText>().WithMany().HasForeignKey(row => row.TextId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SharedLink> builder)
    {
        builder.ToTable("communication_links");
        builder.Property(row => row.TokenHash).HasMaxLength(64);
        builder.Property(row => row.Ending).HasMaxLength(4);
        builder.HasIndex(row => row.TokenHash).IsUnique();
        builder.HasOne<Summary>().WithMany().HasForeignKey(row => row.SummaryId).OnDelete(DeleteBehavior.Cascade);
    }
}
