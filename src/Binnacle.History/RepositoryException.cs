namespace Binnacle.History;

/// <summary>Why a repository cannot be read or cloned.</summary>
public enum RepositoryProblem
{
    /// <summary>Nothing is at the path, or it cannot be read.</summary>
    NotFound,

    /// <summary>Something else is there; the message says what.</summary>
    NotARepository,

    /// <summary>It has no commits.</summary>
    Empty,

    /// <summary>An object is missing or damaged; the message names it.</summary>
    BrokenObjects,

    /// <summary>It was there and went away while it was read.</summary>
    Vanished,

    /// <summary>The clone URL or the host's address is not allowed.</summary>
    CloneRefused,

    /// <summary>The remote or the disk failed; the message has git's words.</summary>
    CloneFailed,

    /// <summary>git is not installed or too old.</summary>
    GitMissing,

    /// <summary>git failed in another way; the message has its words.</summary>
    GitFailed,
}

/// <summary>A repository that cannot be read, in words that name the place and what to do.</summary>
public sealed class RepositoryException(RepositoryProblem problem, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>For code; the message is for people.</summary>
    public RepositoryProblem Problem { get; } = problem;
}
