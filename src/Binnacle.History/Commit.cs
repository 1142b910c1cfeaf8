namespace Binnacle.History;

/// <summary>Who made a commit, after <c>.mailmap</c>.</summary>
public sealed record Identity(string Name, string Address);

/// <summary>One commit with what it changed against its first parent. Merges carry no changes: they are counted once.</summary>
/// <param name="CommittedAt">UTC, as recorded; may be impossible (1970, 2100): see <see cref="SoundAt"/>.</param>
/// <param name="SoundAt">UTC, <paramref name="CommittedAt"/> unless that is impossible; then the nearest possible time.</param>
/// <param name="Subject">First line; what is not UTF-8 is replaced.</param>
/// <param name="CoAuthors">From <c>Co-authored-by</c> trailers, after <c>.mailmap</c>.</param>
public sealed record Commit(
    ObjectId Id,
    IReadOnlyList<ObjectId> Parents,
    Identity Author,
    DateTime AuthoredAt,
    DateTime CommittedAt,
    DateTime SoundAt,
    string Subject,
    IReadOnlyList<Identity> CoAuthors,
    IReadOnlyList<FileChange> Changes
)
{
    /// <summary>True with two parents or more; such a commit carries no <see cref="Changes"/>.</summary>
    public bool IsMerge => Parents.Count > 1;

    /// <summary>
    /// True where a shallow clone was cut: the parents are not there, so what this commit changed is unknown and
    /// <see cref="Changes"/> is empty (git would say that it added every file).
    /// </summary>
    public bool IsShallowBoundary { get; init; }
}

/// <summary>What happened to a file, by git's letters A, M, D, R, C and T.</summary>
public enum ChangeKind : byte
{
    /// <summary>New; a copy too, unless git found its source.</summary>
    Added,

    /// <summary>Other content or other permissions.</summary>
    Modified,

    /// <summary>Gone.</summary>
    Deleted,

    /// <summary>Moved, with at least half of its content kept.</summary>
    Renamed,

    /// <summary>Made from another file of the same commit that changed.</summary>
    Copied,

    /// <summary>A file became a symbolic link or a submodule, or the other way round.</summary>
    TypeChanged,
}

/// <summary>What one commit did to one file.</summary>
/// <param name="Path">Path after the change, bytes decoded as UTF-8 with replacement.</param>
/// <param name="OldPath">Path before, for renames and copies.</param>
/// <param name="Added">Lines added; 0 for binary files, one for a submodule's commit, as git counts; null where line counts could not be had (a partial clone).</param>
/// <param name="Deleted">Lines deleted; 0 and null as <paramref name="Added"/>.</param>
/// <param name="Blob">The new content; none when deleted or a submodule.</param>
public readonly record struct FileChange(
    string Path,
    string? OldPath,
    ChangeKind Kind,
    int? Added,
    int? Deleted,
    ObjectId Blob
);

/// <summary>A tag, peeled to its commit.</summary>
/// <param name="Name">Without <c>refs/tags/</c>.</param>
/// <param name="At">UTC as recorded: when an annotated tag was made, else the commit's time.</param>
public sealed record Tag(string Name, ObjectId Commit, DateTime At);

/// <summary>A file of a tree. <paramref name="Size"/> in bytes; null where the blob is absent (a partial clone).</summary>
public sealed record TreeFile(string Path, ObjectId Blob, long? Size)
{
    /// <summary>True for a symbolic link: its blob holds the target's path, not a document.</summary>
    public bool IsLink { get; init; }
}

/// <summary>A blob's content, cut at the reader's limit.</summary>
public sealed record Blob(ObjectId Id, byte[] Content, bool IsCut);
