namespace Binnacle.Platform.History;

/// <summary>A commit in a list: what was done and why we call it that, never who did it.</summary>
/// <param name="Id">Full object name.</param>
/// <param name="Release">The first release that contains it; null while unreleased.</param>
public sealed record CommitRow(
    string Id,
    string Subject,
    DateTime At,
    WorkKind Kind,
    DecidedBy DecidedBy,
    bool IsMerge,
    IReadOnlyList<string> Areas,
    string? Release
);

/// <param name="DecidedWords">The part of the subject that decided the kind; empty when nothing did.</param>
public sealed record CommitFacts(
    string Repository,
    string RepositorySlug,
    CommitRow Commit,
    string DecidedWords,
    string? WebUrl,
    IReadOnlyList<FileRow> Files,
    int FilesTotal,
    int Added,
    int Deleted,
    bool LinesUnknown
);

/// <param name="Change">"added", "changed", "deleted", "renamed", "copied".</param>
/// <param name="Added">Null where lines could not be counted.</param>
public sealed record FileRow(
    string Path,
    string? OldPath,
    string Change,
    int? Added,
    int? Deleted,
    bool IsCounted,
    string? Url
);
