using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Review;
using Binnacle.Sources.Git;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

/// <summary>The main job without a server: the same scan, evaluation and Review, with progress on stderr.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private readonly Installation installation;

    private Workbench(ServiceProvider services, Installation installation) =>
        (this.services, this.installation) = (services, installation);

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
        var work = new Workbench(collection.BuildServiceProvider(), installation);
        await using var db = work.Databases.Open();
        await db.OpenAsync(installation, cancellation);
        return work;
    }

    /// <returns>How many could not be read; each is told on stderr.</returns>
    public async Task<int> ScanAsync(IReadOnlyList<string> places, CancellationToken cancellation)
    {
        var (added, unread) = await AddAsync(places, cancellation);
        await using (var db = Databases.Open())
            await db.OrganizationAsync(installation.IsDemo, Organizations.NameFor([.. added.Values]), cancellation);
        foreach (var (place, repository) in added)
        {
            try
            {
                using var progress = new TerminalProgress($"Scan {repository.Name}");
                var result = await Patience.WithDatabaseAsync(
                    () => services.GetRequiredService<RepositoryScan>().RunAsync(repository.Id, progress, cancellation),
                    TimeProvider.System,
                    cancellation
                );
                progress.End(result.Told);
            }
            catch (RepositoryException problem)
            {
                unread++;
                await Console.Error.WriteLineAsync($"{place}: {problem.Message}");
            }
        }
        return unread;
    }

    private async Task<(Dictionary<string, Repository> Added, int Unread)> AddAsync(
        IReadOnlyList<string> places,
        CancellationToken cancellation
    )
    {
        var added = new Dictionary<string, Repository>(StringComparer.Ordinal);
        var unread = 0;
        await using var db = Databases.Open();
        foreach (var place in places.Distinct(StringComparer.Ordinal))
        {
            try
            {
                var repository = await db.AddRepositoryAsync(place, cancellation);
                if (!added.Values.Any(known => known.Id == repository.Id))
                    added.Add(place, repository);
            }
            catch (Exception problem) when (problem is RepositoryException or Refusal)
            {
                unread++;
                await Console.Error.WriteLineAsync($"{place}: {problem.Message}");
            }
        }
        return (added, unread);
    }

    /// <summary>Evaluates and draws; null when no repository could ever be read.</summary>
    public async Task<ReviewModel?> ReviewAsync(DateOnly day, CancellationToken cancellation)
    {
        await using var db = Databases.Open();
        if (!await db.Set<Repository>().AnyAsync(row => row.ScannedAt != null && row.ArchivedAt == null, cancellation))
            return null;
        using var progress = new TerminalProgress("Evaluate");
        await Patience.WithDatabaseAsync(
            () => services.GetRequiredService<Evaluating>().RunAsync(day, progress, cancellation),
            TimeProvider.System,
            cancellation
        );
        progress.End("");
        return await db.ReviewAsync(Practices, new(day, AllColumns: true), cancellation);
    }

    /// <summary>When the newest commit of all that is reviewed was made; null when nothing was read.</summary>
    public async Task<DateTime?> NewestCommitAsync(CancellationToken cancellation)
    {
        await using var db = Databases.Open();
        return await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null)
            .MaxAsync(row => row.LastCommitAt, cancellation);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
