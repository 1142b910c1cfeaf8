namespace Binnacle.History;

/// <summary>How commits are read.</summary>
public sealed record ReadOptions
{
    /// <summary>UTC; commits dated more than a day later get another <see cref="Commit.SoundAt"/>.</summary>
    public required DateTime ScannedAt { get; init; }

    /// <summary>
    /// git's <c>-l</c>: a commit with more added or deleted files than this is matched for exact renames only, because the work
    /// grows with the product. 1,000 is git's own default.
    /// </summary>
    public int MaxRenameCandidates { get; init; } = 1000;

    /// <summary>False to give a renamed file as one deleted and one added, as git's <c>--no-renames</c>.</summary>
    public bool FollowsRenames { get; init; } = true;

    /// <summary>The commit whose <c>.mailmap</c> names people; the repository's head when null.</summary>
    public ObjectId? MailmapAt { get; init; }

    /// <summary>For an incremental read: the sound time of a commit that an earlier read gave, or null when unknown.</summary>
    public Func<ObjectId, DateTime?>? SoundAtOf { get; init; }

    /// <summary>
    /// True to read on when a file's content is missing, without that commit's line counts, as is always done in a partial clone;
    /// false to fail with <see cref="RepositoryProblem.BrokenObjects"/>.
    /// </summary>
    public bool AcceptMissingContent { get; init; }

    /// <summary>
    /// True for a first look: trees are compared, contents are not read. Line counts are null, and a renamed file is one that was deleted and
    /// one that was added.
    /// </summary>
    public bool TreesOnly { get; init; }

    /// <summary>Receives the number of commits read so far, from time to time.</summary>
    public IProgress<int>? Progress { get; init; }
}
