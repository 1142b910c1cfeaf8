namespace Binnacle.Platform.Catalogue;

/// <summary>The catalogue as checks see it.</summary>
public sealed record TeamRecord(Guid Id, string Slug, string Name);

/// <param name="IsCritical">Its failure stops customers.</param>
public sealed record ServiceRecord(
    Guid Id,
    string Slug,
    string Name,
    Guid? TeamId,
    Guid? RepositoryId,
    string? Path,
    bool IsCritical
);

/// <param name="AddedAt">When Binnacle learned of it.</param>
/// <param name="FirstCommitAt">Before this day the repository did not exist.</param>
public sealed record RepositoryRecord(
    Guid Id,
    string Slug,
    string Name,
    Guid? TeamId,
    DateTime AddedAt,
    DateTime? FirstCommitAt,
    DateTime? LastCommitAt,
    bool IsShallow,
    bool IsArchived
);
