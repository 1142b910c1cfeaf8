using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Review;
using Binnacle.Sources.Git;

namespace Binnacle.Commands;

/// <summary>The main job without a server: the same scan, evaluation and Review, with progress on stderr.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Workbench(ServiceProvider services) => this.services = services;

    private AppDbs Databases => services.GetRequiredService<AppDbs>();

    private PracticeList Practices => services.GetRequiredService<PracticeList>();

    public static async Task<Workbench> OpenAsync(
        Installation installation,
        bool allowPrivate,
        CancellationToken cancellation
    )
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton(installation.Database);
        collection.AddSingleton<AppDbs>();
        collection.AddSingleton<PracticeList>();
        collection.AddSingleton<Platform.Jobs.JobQueue>();
        collection.AddChecks();
        collection.AddGitSource(installation, new ClonePolicy(allowPrivate));
        var work = new Workbench(collection.BuildServiceProvider());
        await using var db = work.Databases.Open();
        await db.OpenAsync(installation, cancellation);
        await db.OrganizationAsync(installation.IsDemo, cancellation);
        return work;
    }

    /// <returns>How many could not be read; each is told on stderr.</returns>
    public async Task<int> ScanAsync(IReadOnlyList<string> places, CancellationToken cancellation)
    {
        var unread = 0;
        foreach (var place in places)
        {
            try
            {
                await using var db = Databases.Open();
                var repository = await db.AddRepositoryAsync(place, cancellation);
                using var progress = new TerminalProgress($"Scan {repository.Name}");
                var result = await services
                    .GetRequiredService<RepositoryScan>()
                    .RunAsync(repository.Id, progress, cancellation);
                progress.End(result.Told);
            }
            catch (Exception problem) when (problem is RepositoryException or Refusal)
            {
                unread++;
                await Console.Error.WriteLineAsync($"{place}: {problem.Message}");
            }
        }
        return unread;
    }

    /// <summary>Evaluates and draws; null when no repository could ever be read.</summary>
    public async Task<ReviewModel?> ReviewAsync(DateOnly day, CancellationToken cancellation)
    {
        using var progress = new TerminalProgress("Evaluate");
        await services.GetRequiredService<Evaluating>().RunAsync(day, progress, cancellation);
        progress.End("");
        await using var db = Databases.Open();
        return await db.ReviewAsync(Practices, new(day, AllColumns: true), cancellation);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
