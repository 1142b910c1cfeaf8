using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <summary>What leaders do with a repository; each leaves an event on the Timeline and saves nothing itself.</summary>
public static class RepositoryVerbs
{
    /// <returns>True when the team changed, so that paths have to be attributed anew.</returns>
    public static async Task<bool> ChangeAsync(
        this AppDb db,
        Repository repository,
        string? name,
        string? teamSlug,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(repository.TeamId);
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > 200)
            throw new Refusal("name", "Give a name of 1 to 200 characters.");
        var team = await db.TeamOrNobodyAsync(teamSlug, cancellation);
        if (team is not null && team.Id != repository.TeamId)
            db.Viewer.RequireLeader(team.Id);
        var changes = new Changes()
            .Add("name", repository.Name, name)
            .Add("team", await db.TeamNameAsync(repository.TeamId, cancellation), team?.Name);
        var moved = repository.TeamId != team?.Id;
        (repository.Name, repository.TeamId) = (name, team?.Id);
        if (changes.Any)
            db.Record("repository.changed", repository.Name, Url(repository), changes.Told);
        return moved;
    }

    public static void Archive(this AppDb db, Repository repository)
    {
        db.Viewer.RequireLeader(repository.TeamId);
        if (repository.ArchivedAt is not null)
            return;
        repository.ArchivedAt = db.Now;
        db.Record("repository.archived", repository.Name, Url(repository));
    }

    public static void Restore(this AppDb db, Repository repository)
    {
        db.Viewer.RequireLeader(repository.TeamId);
        if (repository.ArchivedAt is null)
            return;
        repository.ArchivedAt = null;
        db.Record("repository.restored", repository.Name, Url(repository));
    }

    private static string Url(Repository repository) => $"/repositories/{repository.Slug}";
}
