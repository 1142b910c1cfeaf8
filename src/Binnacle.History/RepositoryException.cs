namespace Binnacle.History;

public enum RepositoryProblem
{
    NotFound,
    NotARepository,
    Empty,
    BrokenObjects,
    Vanished,
    CloneRefused,
    CloneFailed,
    GitMissing,
    GitFailed,
}

/// <summary>A repository that cannot be read, in words that name the place and what to do.</summary>
public sealed class RepositoryException(RepositoryProblem problem, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public RepositoryProblem Problem { get; } = problem;
}
