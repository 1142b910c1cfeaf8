using Binnacle.Platform.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.History;

// Facts of git history. Keys are longs given out in blocks (Numbers); paths and authors are kept once. Rows are written by
// commit id, so that a scan reads only what is new and drops what is no longer reachable.

public sealed class HistoryAuthor
{
    public long Id { get; init; }
    public Guid RepositoryId { get; init; }
    public string Name { get; init; } = "";
    public string Address { get; init; } = "";
    public bool IsBot { get; init; }
    public Guid? PersonId { get; set; }
}

public sealed class HistoryPath
{
    public long Id { get; init; }
    public Guid RepositoryId { get; init; }
    public string Path { get; init; } = "";

    /// <summary>It is a file of the newest commit.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>False for vendored and generated files: their changes are nobody's work.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>The part of the code it belongs to; a path that was renamed belongs where it went.</summary>
    public string Area { get; init; } = "";

    /// <summary>By the ownership rules at the newest commit.</summary>
    public Guid? TeamId { get; init; }
}

public sealed class HistoryCommit
{
    public long Id { get; init; }
    public Guid RepositoryId { get; init; }
    public byte[] Name { get; init; } = [];

    /// <summary>Names of the parents, end to end.</summary>
    public byte[] Parents { get; init; } = [];
    public long AuthorId { get; init; }
    public DateTime At { get; init; }
    public DateTime CommittedAt { get; init; }
    public string Subject { get; init; } = "";
    public WorkKind Kind { get; init; }
    public DecidedBy DecidedBy { get; init; }

    /// <summary>The first release that contains it.</summary>
    public long? TagId { get; set; }
}

public sealed class HistoryChange
{
    public long CommitId { get; init; }
    public long PathId { get; init; }
    public long? OldPathId { get; init; }
    public byte Kind { get; init; }
    public int? Added { get; init; }
    public int? Deleted { get; init; }

    /// <summary>New content, kept only for paths that may be documents.</summary>
    public byte[]? Blob { get; init; }
}

public sealed class HistoryTag
{
    public long Id { get; init; }
    public Guid RepositoryId { get; init; }
    public string Name { get; init; } = "";
    public byte[] Commit { get; init; } = [];
    public DateTime At { get; init; }
    public bool IsRelease { get; init; }
    public bool IsPrerelease { get; init; }

    /// <summary>No tag: where a branch that is named for a version left the default branch.</summary>
    public bool IsBranch { get; init; }

    /// <summary>Of a branch, its newest commit when it was looked up.</summary>
    public byte[]? Tip { get; set; }
}

internal sealed class HistoryConfiguration
    : IEntityTypeConfiguration<HistoryAuthor>,
        IEntityTypeConfiguration<HistoryPath>,
        IEntityTypeConfiguration<HistoryCommit>,
        IEntityTypeConfiguration<HistoryChange>,
        IEntityTypeConfiguration<HistoryTag>
{
    public void Configure(EntityTypeBuilder<HistoryAuthor> builder)
    {
        builder.ToTable("history_authors");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.RepositoryId);
        builder.HasIndex(row => row.PersonId);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
    }

    public void Configure(EntityTypeBuilder<HistoryPath> builder)
    {
        builder.ToTable("history_paths");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.RepositoryId);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
    }

    public void Configure(EntityTypeBuilder<HistoryCommit> builder)
    {
        builder.ToTable("history_commits");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.RepositoryId, row.Name }).IsUnique();
        builder.HasIndex(row => new { row.RepositoryId, row.At });
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
    }

    public void Configure(EntityTypeBuilder<HistoryChange> builder)
    {
        builder.ToTable("history_changes");
        builder.HasKey(row => new { row.CommitId, row.PathId });
        builder.HasIndex(row => row.PathId);
        builder.HasOne<HistoryCommit>().WithMany().HasForeignKey(row => row.CommitId);
    }

    public void Configure(EntityTypeBuilder<HistoryTag> builder)
    {
        builder.ToTable("history_tags");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.IsBranch).HasDefaultValue(false);
        builder.HasIndex(row => row.RepositoryId);
        builder.HasOne<Repository>().WithMany().HasForeignKey(row => row.RepositoryId);
    }
}
