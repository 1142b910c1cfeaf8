using Binnacle.History;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <param name="Line">Counts from 1, as they were given.</param>
/// <param name="Problem">Why this one cannot be added; null when it can.</param>
public sealed record GivenPlace(int Line, string Location, string? Problem, Repository? Repository);

/// <summary>Adds several repositories: all of them, or, when one cannot be added, none.</summary>
public sealed class AddingManyRepositories(JobQueue queue, ClonePolicy policy)
{
    public const int Most = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <returns>A row for every place given; nothing was added when any has a problem.</returns>
    /// <exception cref="Refusal">No place is given, or too many.</exception>
    public async Task<IReadOnlyList<GivenPlace>> AddAsync(
        AppDb db,
        IReadOnlyList<string> locations,
        CancellationToken cancellation
    )
    {
        var places = locations
            .Select((text, index) => (Line: index + 1, Location: text.Trim()))
            .Where(place => place.Location.Length > 0)
            .ToList();
        if (places.Count == 0)
            throw new Refusal("locations", "Give at least one folder or clone address.");
        if (places.Count > Most)
            throw new Refusal("locations", $"Give at most {Most} at once; there are {places.Count}.");
        // Names are resolved and folders opened before the transaction: meanwhile others write.
        var looked = await LookAtAllAsync(db.Viewer, [.. places.Select(place => place.Location)], cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var given = new List<GivenPlace>();
        foreach (var ((line, location), (found, problem)) in places.Zip(looked))
        {
            given.Add(
                found is null
                    ? new(line, location, problem, null)
                    : await TryAsync(db, line, location, found, given, cancellation)
            );
        }
        if (given.Exists(place => place.Problem is not null))
        {
            db.ChangeTracker.Clear();
            await transaction.RollbackAsync(cancellation);
            return given;
        }
        await transaction.CommitAsync(cancellation);
        foreach (var place in given)
            await queue.QueueScanAsync(place.Repository!.Id, place.Repository.Name, cancellation);
        return given;
    }

    private async Task<(RepositoryPlace? Found, string? Problem)[]> LookAtAllAsync(
        Viewer viewer,
        IReadOnlyList<string> locations,
        CancellationToken cancellation
    )
    {
        var looked = new (RepositoryPlace?, string?)[locations.Count];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        await Parallel.ForAsync(
            0,
            locations.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
            async (index, _) => looked[index] = await LookAsync(viewer, locations[index], limit.Token)
        );
        cancellation.ThrowIfCancellationRequested();
        return looked;
    }

    private async Task<(RepositoryPlace? Found, string? Problem)> LookAsync(
        Viewer viewer,
        string location,
        CancellationToken limit
    )
    {
        try
        {
            var isAddress = RepositoryClone.LooksLikeUrl(location);
            if (!isAddress && viewer.Role < Role.Administrator)
                return (
                    null,
                    "This is no https or ssh address. Only an administrator may add folders: a folder makes the server read its own disk."
                );
            if (isAddress)
                await RepositoryClone.CheckReachAsync(location, policy, limit);
            return (await AddingRepositories.LookAsync(location, limit), null);
        }
        catch (Exception problem) when (problem is Refusal or RepositoryException)
        {
            return (null, problem.Message);
        }
        catch (OperationCanceledException)
        {
            return (
                null,
                $"Looking at it and those before it took more than {Longest.TotalSeconds:0} seconds. Give fewer at once."
            );
        }
    }

    private static async Task<GivenPlace> TryAsync(
        AppDb db,
        int line,
        string location,
        RepositoryPlace found,
        List<GivenPlace> before,
        CancellationToken cancellation
    )
    {
        try
        {
            var repository = await db.AddRepositoryAsync(found, cancellation);
            if (before.Find(place => place.Repository?.Id == repository.Id) is { } same)
                return new(line, location, $"This is the repository of line {same.Line} again.", null);
            if (repository.ArchivedAt is not null)
                return new(line, location, $"{repository.Name} is archived. Restore it on its page.", null);
            return new(line, location, null, repository);
        }
        catch (Refusal refused)
        {
            return new(line, location, refused.Message, null);
        }
    }
}
