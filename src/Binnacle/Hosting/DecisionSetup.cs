using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Practices.Decisions;
using Binnacle.Sources.Git;

namespace Binnacle.Hosting;

/// <summary>Gives the practice, which knows no source, the way into a repository's files.</summary>
internal static class DecisionSetup
{
    public static IServiceCollection AddDecisions(this IServiceCollection services)
    {
        services.AddSingleton<RepositoryDecisions>();
        services.AddSingleton<ReadRecord>(
            (repository, path, cancellation) =>
                ToldAsync(async () =>
                    await RecordBranch.ReadAsync(repository, path, cancellation) is { } file
                        ? new RecordFile(file.Commit, file.Content)
                        : null
                )
        );
        return services.AddSingleton<WriteRecord>(
            (change, cancellation) =>
                ToldAsync(() =>
                    RecordBranch.WriteAsync(
                        change.Repository,
                        new(
                            change.Branch,
                            change.Base,
                            null,
                            change.Files,
                            change.Message,
                            change.AuthorName,
                            change.AuthorEmail,
                            change.At
                        ),
                        cancellation
                    )
                )
        );
    }

    /// <summary>What is wrong with the repository is told beside its field.</summary>
    private static async Task<T> ToldAsync<T>(Func<Task<T>> reach)
    {
        try
        {
            return await reach();
        }
        catch (RepositoryException wrong)
        {
            throw new Refusal("repository", wrong.Message);
        }
    }
}
