using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Services;

/// <summary>As a form sends it; slugs stand for the team and the repository.</summary>
public sealed record ServiceValues(string? Name, string? Team, string? Repository, string? Path, bool IsCritical);

/// <summary>What leaders do with services; each leaves an event on the Timeline and leaves saving to the caller.</summary>
public static class ServiceVerbs
{
    public static async Task<Service> AddServiceAsync(
        this AppDb db,
        ServiceValues values,
        CancellationToken cancellation = default
    )
    {
        var (name, team, repository, path) = await CheckAsync(db, values, cancellation);
        db.Viewer.RequireLeader(team?.Id);
        if (repository is not null)
            db.Viewer.RequireLeader(repository.TeamId);
        var slug = TeamNames.Slug(name.ToLowerInvariant().Replace('/', '-'));
        if (await db.Set<Service>().AnyAsync(row => row.Slug == slug, cancellation))
            throw new Refusal("name", "A service of this name is in the catalogue, or was and is archived.");
        var service = new Service
        {
            Slug = slug,
            Name = name,
            TeamId = team?.Id,
            RepositoryId = repository?.Id,
            Path = path,
            IsCritical = values.IsCritical,
            CreatedAt = db.Now,
            ConfirmedAt = db.Now,
            ConfirmedBy = db.Viewer.Name,
        };
        db.Add(service);
        db.Record("service.added", service.Name, Url(service));
        return service;
    }

    public static void Confirm(this AppDb db, Service service)
    {
        db.Viewer.RequireLeader(service.TeamId);
        if (service.ConfirmedAt is not null)
            return;
        (service.ConfirmedAt, service.ConfirmedBy) = (db.Now, db.Viewer.Name);
        db.Record("service.confirmed", service.Name, Url(service));
    }

    /// <summary>What a leader has edited counts as confirmed.</summary>
    /// <returns>True when it moved, so that paths have to be attributed anew.</returns>
    public static async Task<bool> ChangeAsync(
        this AppDb db,
        Service service,
        ServiceValues values,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(service.TeamId);
        var (name, team, repository, path) = await CheckAsync(db, values, cancellation);
        if (team is not null && team.Id != service.TeamId)
            db.Viewer.RequireLeader(team.Id);
        // A folder is taken from the team that owns the repository.
        if (repository is not null && (repository.Id != service.RepositoryId || path != service.Path))
            db.Viewer.RequireLeader(repository.TeamId);
        var changes = new Changes()
            .Add("name", service.Name, name)
            .Add("team", await db.TeamNameAsync(service.TeamId, cancellation), team?.Name)
            .Add("repository", await RepositoryNameAsync(db, service.RepositoryId, cancellation), repository?.Name)
            .Add("path", service.Path, path)
            .Add("critical", service.IsCritical ? "yes" : "no", values.IsCritical ? "yes" : "no");
        var moved = service.TeamId != team?.Id || service.RepositoryId != repository?.Id || service.Path != path;
        if (changes.Any)
            db.Record("service.changed", name, Url(service), changes.Told);
        (service.Name, service.TeamId, service.RepositoryId) = (name, team?.Id, repository?.Id);
        (service.Path, service.IsCritical) = (path, values.IsCritical);
        if (changes.Any && service.ConfirmedAt is null)
            (service.ConfirmedAt, service.ConfirmedBy) = (db.Now, db.Viewer.Name);
        return moved;
    }

    public static void Archive(this AppDb db, Service service)
    {
        db.Viewer.RequireLeader(service.TeamId);
        if (service.ArchivedAt is not null)
            return;
        service.ArchivedAt = db.Now;
        db.Record("service.archived", service.Name, Url(service));
    }

    public static void Restore(this AppDb db, Service service)
    {
        db.Viewer.RequireLeader(service.TeamId);
        if (service.ArchivedAt is null)
            return;
        service.ArchivedAt = null;
        db.Record("service.restored", service.Name, Url(service));
    }

    private static async Task<(string Name, Team? Team, Repository? Repository, string Path)> CheckAsync(
        AppDb db,
        ServiceValues values,
        CancellationToken cancellation
    )
    {
        var name = values.Name?.Trim() ?? "";
        if (name.Length is 0 or > 200)
            throw new Refusal("name", "Give a name of 1 to 200 characters.");
        var path = values.Path?.Trim().Trim('/') ?? "";
        if (path.Length > 1000 || path.Contains("..", StringComparison.Ordinal) || path.Any(char.IsControl))
            throw new Refusal("path", "Give a folder of the repository, such as services/ledger.");
        var repository = string.IsNullOrEmpty(values.Repository)
            ? null
            : await db.Set<Repository>().FirstOrDefaultAsync(row => row.Slug == values.Repository, cancellation)
                ?? throw new Refusal("repository", $"There is no repository “{values.Repository}”.");
        return (name, await db.TeamOrNobodyAsync(values.Team, cancellation), repository, path);
    }

    private static async Task<string?> RepositoryNameAsync(AppDb db, Guid? id, CancellationToken cancellation) =>
        id is null
            ? null
            : await db.Set<Repository>().Where(row => row.Id == id).Select(row => row.Name).SingleAsync(cancellation);

    private static string Url(Service service) => $"/catalogue/services/{service.Slug}";
}
