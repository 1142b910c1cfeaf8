using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Repositories;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Sources.Git;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

/// <summary>The repositories that <c>serve</c> was pointed at, or the one it stands in: added, and their scans queued.</summary>
internal static class FirstRepositories
{
    public static async Task AddAsync(
        AppDbs databases,
        JobQueue queue,
        IReadOnlyList<string> given,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Open();
        var places = given.Count > 0 ? given : await WhereWeStandAsync(db, cancellation);
        List<Repository> added = [];
        foreach (var place in places)
        {
            try
            {
                added.Add(await db.AddRepositoryAsync(place, cancellation));
            }
            catch (Exception problem) when (problem is RepositoryException or Refusal)
            {
                await Console.Error.WriteLineAsync($"{place}: {problem.Message}");
            }
        }
        if (added.Count == 0 && given.Count > 0)
            throw new CommandFailure(ExitCode.RepositoryUnreadable, "None of the repositories given can be read.");
        await db.OrganizationAsync(isDemo: false, Organizations.NameFor(added), cancellation);
        foreach (var repository in added)
            await queue.QueueScanAsync(repository.Id, repository.Name, cancellation);
    }

    /// <summary>Only for a database that is still empty: whoever added repositories chose which.</summary>
    private static async Task<IReadOnlyList<string>> WhereWeStandAsync(AppDb db, CancellationToken cancellation)
    {
        if (await db.Set<Repository>().AnyAsync(cancellation))
            return [];
        var folder = Directory.GetCurrentDirectory();
        try
        {
            await GitRepository.OpenAsync(folder, cancellation);
            return [folder];
        }
        catch (RepositoryException)
        {
            await Console.Error.WriteLineAsync(
                "No repository was named, and this folder is in none. Add repositories on the web, or start again with their folders."
            );
            return [];
        }
    }
}
