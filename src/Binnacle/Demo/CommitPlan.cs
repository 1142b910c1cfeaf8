using Binnacle.History;

namespace Binnacle.Demo;

/// <param name="Author">A person's name, or a bot's.</param>
internal sealed record CommitPlan(
    string Repository,
    DateTime At,
    string Author,
    string Subject,
    IReadOnlyList<ChangePlan> Changes
)
{
    /// <summary>The release that this commit is, by its tag.</summary>
    public string? Tag { get; init; }

    /// <summary>The document that it wrote.</summary>
    public FilePlan? File { get; init; }

    /// <summary>The object name, given when all commits of a repository stand in order.</summary>
    public byte[] Name { get; set; } = [];
}

internal sealed record ChangePlan(string Path, ChangeKind Kind, int Added, int Deleted, byte[]? Blob = null);
