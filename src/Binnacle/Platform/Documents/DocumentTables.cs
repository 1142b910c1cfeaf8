using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Documents;

/// <summary>A document found in a repository, linked to its file; what it said and when are its versions.</summary>
public sealed class Document : ISearchable
{
    public const int LongestText = 20_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Number { get; init; }

    public Guid RepositoryId { get; init; }

    public string Path { get; init; } = "";

    public DocumentKind Kind { get; init; }

    public string Title { get; set; } = "";

    /// <summary>By the ownership rules of its repository at the last scan.</summary>
    public Guid? TeamId { get; set; }

    public DateTime FirstSeenAt { get; init; }

    public DateTime ChangedAt { get; set; }

    public string ChangedIn { get; set; } = "";

    public DateTime? RemovedAt { get; set; }

    /// <summary>What the file says, as far as <see cref="LongestText"/> letters; null where it was not read yet.</summary>
    public string? Text { get; set; }

    /// <summary>The content that <see cref="Text"/> was read from.</summary>
    public string? TextBlob { get; set; }

    /// <summary>Problems of the newest version.</summary>
    public int Problems { get; set; }

    public List<DocumentVersion> Versions { get; } = [];

    public SearchWords? ToBeFound() =>
        RemovedAt is null
            ? new("document", Number, Title, $"{Path}\n{Text}".Trim(), $"/documents/{Number}", ChangedAt, TeamId)
            : null;
}

public sealed class DocumentVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid DocumentId { get; init; }

    public DateTime At { get; init; }

    public string Commit { get; init; } = "";

    /// <summary>Null where this commit removed the file.</summary>
    public string? Blob { get; init; }

    /// <summary><see cref="DocumentFacts"/> as JSON; null where removed.</summary>
    public string? Facts { get; init; }

    /// <summary>A list of <see cref="DocumentProblem"/> as JSON; null where there is none.</summary>
    public string? Problems { get; init; }

    /// <summary>The build that read <see cref="Facts"/> from <see cref="Blob"/>; null where they were taken from another version.</summary>
    public Guid? ReadBy { get; init; }
}

internal sealed class DocumentConfiguration
    : IEntityTypeConfiguration<Document>,
        IEntityTypeConfiguration<DocumentVersion>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents_documents");
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.TextBlob).HasMaxLength(64);
        builder.HasIndex(row => row.RepositoryId);
        builder.HasIndex(row => row.Kind);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
        builder.HasMany(row => row.Versions).WithOne().HasForeignKey(version => version.DocumentId);
    }

    public void Configure(EntityTypeBuilder<DocumentVersion> builder)
    {
        builder.ToTable("documents_versions");
        builder.HasIndex(row => new { row.DocumentId, row.At });
    }
}
