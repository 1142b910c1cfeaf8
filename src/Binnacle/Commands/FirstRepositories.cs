using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Sources.Git;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Commands;

/// <summary>The repositories that <c>serve</c> was pointed at, or the one it stands in: added, and their scans queued.</summary>
internal static class FirstRepositories
{
    private static readonly string[] NamelessFolders =
    [
        "",
        "code",
        "git",
        "home",
        "projects",
        "repos",
        "repositories",
        "root",
        "source",
        "src",
        "tmp",
        "work",
        "workspace",
    ];

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
        await db.OrganizationAsync(isDemo: false, cancellation, NameFor(added));
        foreach (var repository in added)
            await queue.QueueScanAsync(repository, cancellation);
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

    /// <summary>What a new organization is called until somebody says otherwise: the one repository, or the folder or owner of all.</summary>
    internal static string? NameFor(IReadOnlyList<Repository> repositories)
    {
        if (repositories.Count == 1)
            return repositories[0].Name;
        var parents = repositories.Select(repository => ParentOf(repository.Location)).Distinct().ToList();
        return parents is [var parent] && !NamelessFolders.Contains(parent.ToLowerInvariant()) ? parent : null;
    }

    private static string ParentOf(string location)
    {
        var parts = location.TrimEnd('/', '\\').Split('/', '\\', ':');
        return parts is [.., var parent, _] ? parent : "";
    }
}
