using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>
/// Proposes teams, services and people from what a repository says. A proposal is only ever added: what a person
/// confirmed, changed or archived stays as that person left it.
/// </summary>
internal sealed class CatalogueProposal(AppDbs databases)
{
    private const string ImageFile = "Dockerfile";

    public async Task WriteAsync(Guid repositoryId, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var repository = await db.Set<Repository>().SingleAsync(row => row.Id == repositoryId, cancellation);
        var entities = await EntitiesAsync(db, repositoryId, cancellation);
        var teams = await ProposeTeamsAsync(db, repository, entities, cancellation);
        var services = await ProposeServicesAsync(db, repository, entities, cancellation);
        var people = await new PeopleProposal(db).WriteAsync(repositoryId, cancellation);
        if (teams + services + people > 0)
            db.Record(
                "catalogue.proposed",
                repository.Name,
                "/catalogue",
                $"{teams} teams, {services} services and {people} people."
            );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<List<(string Path, CatalogueEntity Entity)>> EntitiesAsync(
        AppDb db,
        Guid repositoryId,
        CancellationToken cancellation
    )
    {
        var files = await db.Set<Document>()
            .Where(row =>
                row.RepositoryId == repositoryId && row.Kind == DocumentKind.Catalogue && row.RemovedAt == null
            )
            .Select(row => new { row.Path, row.Versions.OrderByDescending(version => version.At).First().Facts })
            .ToListAsync(cancellation);
        return
        [
            .. files
                .Where(file => file.Facts is not null)
                .SelectMany(file =>
                    JsonSerializer.Deserialize<DocumentFacts>(file.Facts!) is CatalogueFacts facts
                        ? facts.Entities.Select(entity => (file.Path, entity))
                        : []
                ),
        ];
    }

    private static async Task<int> ProposeTeamsAsync(
        AppDb db,
        Repository repository,
        List<(string Path, CatalogueEntity Entity)> entities,
        CancellationToken cancellation
    )
    {
        var rules = await Ownership.RulesAsync(db, repository.Id, cancellation);
        var handles = (rules?.Rules ?? [])
            .SelectMany(rule => rule.Owners)
            .Where(TeamNames.IsTeam)
            .Select(owner => (Handle: TeamNames.Handle(owner), Name: (string?)null, From: "CODEOWNERS"))
            .Concat(
                entities
                    .Where(item => item.Entity.Kind is "group")
                    .Select(item =>
                        (Handle: TeamNames.Handle(item.Entity.Name), Name: item.Entity.Title, From: item.Path)
                    )
            )
            .Concat(
                entities
                    .Where(item =>
                        item.Entity is { Kind: "component" or "api" or "system", Owner: { } owner }
                        && !owner.StartsWith("user:", StringComparison.Ordinal)
                    )
                    .Select(item =>
                        (Handle: TeamNames.Handle(item.Entity.Owner!), Name: (string?)null, From: item.Path)
                    )
            )
            .DistinctBy(item => item.Handle)
            .Where(item => item.Handle.Length is > 0 and <= 200 && StorableText.Of(item.Handle) == item.Handle)
            .ToList();
        // Removed ones too: what a leader took away is not proposed again.
        var known = await db.Set<TeamHandle>().Select(row => row.Handle).ToHashSetAsync(cancellation);
        var teams = await db.Set<Team>().Include(team => team.Handles).ToListAsync(cancellation);
        var added = 0;
        foreach (var (handle, name, from) in handles.Where(item => !known.Contains(item.Handle)))
        {
            var slug = TeamNames.Slug(handle);
            var team = teams.Find(candidate => candidate.Slug == slug);
            if (team is null)
            {
                team = new Team
                {
                    Slug = slug,
                    Name = StorableText.Cut(name ?? TeamNames.Name(slug), 200),
                    ProposedBy = $"{from} of {repository.Name}",
                    CreatedAt = db.Now,
                };
                teams.Add(team);
                db.Add(team);
                added++;
            }
            db.Add(new TeamHandle { TeamId = team.Id, Handle = handle });
        }
        if (added > 0)
            db.Record("team.proposed", $"{added} teams of {repository.Name}", "/catalogue");
        await db.SaveChangesAsync(cancellation);
        return added;
    }

    private static async Task<int> ProposeServicesAsync(
        AppDb db,
        Repository repository,
        List<(string Path, CatalogueEntity Entity)> entities,
        CancellationToken cancellation
    )
    {
        var teams = await db.Set<TeamHandle>()
            .Where(row => row.RemovedAt == null)
            .ToDictionaryAsync(row => row.Handle, row => row.TeamId, cancellation);
        var known = await db.Set<Service>().Select(row => row.Slug).ToHashSetAsync(cancellation);
        var proposed = entities
            .Where(item => item.Entity is { Kind: "component", Type: "service" or "website" or null })
            .Select(item => new Service
            {
                Slug = TeamNames.Slug(item.Entity.Name.ToLowerInvariant()),
                Name = StorableText.Cut(item.Entity.Title ?? item.Entity.Name, 200),
                TeamId =
                    item.Entity.Owner is { } owner && teams.TryGetValue(TeamNames.Handle(owner), out var team)
                        ? team
                        : null,
                RepositoryId = repository.Id,
                Path = System.IO.Path.GetDirectoryName(item.Path)?.Replace('\\', '/') ?? "",
                ProposedBy = $"{item.Path} of {repository.Name}",
                CreatedAt = db.Now,
            })
            .ToList();
        if (proposed.Count == 0 && await RunsAsync(db, repository.Id, cancellation) is { } sign)
            proposed.Add(
                new()
                {
                    Slug = repository.Slug,
                    Name = repository.Name,
                    TeamId = repository.TeamId,
                    RepositoryId = repository.Id,
                    ProposedBy = $"{sign} of {repository.Name}",
                    CreatedAt = db.Now,
                }
            );
        var added = proposed
            .Where(service => !known.Contains(service.Slug))
            .DistinctBy(service => service.Slug)
            .ToList();
        db.AddRange(added);
        if (added.Count > 0)
            db.Record("service.proposed", $"{added.Count} services of {repository.Name}", "/catalogue");
        await db.SaveChangesAsync(cancellation);
        return added.Count;
    }

    /// <summary>A file that only something that runs has: service levels, alert rules, or an image built at the root.</summary>
    private static async Task<string?> RunsAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var document = await db.Set<Document>()
            .Where(row =>
                row.RepositoryId == repositoryId
                && row.RemovedAt == null
                && (row.Kind == DocumentKind.ServiceLevel || row.Kind == DocumentKind.AlertRules)
            )
            .OrderBy(row => row.Path)
            .Select(row => row.Path)
            .FirstOrDefaultAsync(cancellation);
        return document ?? (await HasImageAsync(db, repositoryId, cancellation) ? ImageFile : null);
    }

    /// <summary>From the last change of the file: which paths are current is told later in the scan.</summary>
    private static async Task<bool> HasImageAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var last = await db.Set<HistoryPath>()
            .Where(row => row.RepositoryId == repositoryId && row.Path == ImageFile)
            .Join(db.Set<HistoryChange>(), path => path.Id, change => change.PathId, (_, change) => change)
            .Join(
                db.Set<HistoryCommit>(),
                change => change.CommitId,
                commit => commit.Id,
                (change, commit) =>
                    new
                    {
                        change.Kind,
                        commit.At,
                        commit.Id,
                    }
            )
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Select(row => (byte?)row.Kind)
            .FirstOrDefaultAsync(cancellation);
        return last is { } kind && (ChangeKind)kind is not ChangeKind.Deleted;
    }
}
