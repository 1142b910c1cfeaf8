namespace Binnacle.Platform.History;

/// <summary>A repository's history as checks see it: four years back from the evaluation, merges left out, oldest first.</summary>
/// <param name="Commits">By <see cref="CommitFact.At"/>, oldest first. Bots are in, and marked.</param>
/// <param name="Areas">Parts of the code by folder, at the newest commit.</param>
/// <param name="Releases">Version tags, oldest first; pre-releases are marked.</param>
public sealed record RepositoryHistory(
    Guid RepositoryId,
    string Repository,
    Guid? TeamId,
    bool IsShallow,
    DateTime ScannedAt,
    IReadOnlyList<CommitFact> Commits,
    IReadOnlyList<AreaFact> Areas,
    IReadOnlyList<ReleaseFact> Releases
);

/// <summary>One commit. <paramref name="Author"/> is an index without a name: checks count people, they never rank them.
/// The same person has the same index in all histories of an evaluation, else one person joins several times.</summary>
/// <param name="Id">Full object name.</param>
/// <param name="At">UTC, made possible where the recorded time is impossible.</param>
/// <param name="TeamId">The team that owns most of what it touched; null when nobody is known to.</param>
/// <param name="Areas">Indexes into <see cref="RepositoryHistory.Areas"/>.</param>
/// <param name="ReleasedAt">When the first release that contains it was tagged; null while unreleased.</param>
public sealed record CommitFact(
    string Id,
    DateTime At,
    string Subject,
    int Author,
    bool IsBot,
    WorkKind Kind,
    DecidedBy DecidedBy,
    Guid? TeamId,
    int Added,
    int Deleted,
    IReadOnlyList<int> Areas,
    DateTime? ReleasedAt
);

/// <param name="Files">Files at the newest commit; 0 for an area that is gone.</param>
public sealed record AreaFact(string Path, Guid? TeamId, int Files);

/// <param name="IsOnBranch">Its commit is one of the history read; false for one tagged on a release branch.</param>
public sealed record ReleaseFact(string Name, DateTime At, string Commit, bool IsPrerelease, bool IsOnBranch = true);
