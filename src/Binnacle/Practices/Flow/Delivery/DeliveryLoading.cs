using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Reads what is known of one repository: first what tools told of three years, then, where that or the history is new, all of its graph.</summary>
internal static class DeliveryLoading
{
    public const int Years = 3;

    /// <summary>Without its history, which takes longest to read.</summary>
    public static async Task<DeliveryInput> DeliveryToldAsync(
        this AppDb db,
        Repository repository,
        CancellationToken cancellation
    )
    {
        // By the year, not the day: a window that moves on alone is no news.
        var since = new DateTime(db.Now.Year - Years, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var deployments = await db.Set<Deployment>()
            .AsNoTracking()
            .Where(row => row.InProduction == true)
            // A tool that names only the service: its repository has the history.
            .Where(row =>
                row.RepositoryId == repository.Id
                || (
                    row.RepositoryId == null
                    && db.Set<Service>()
                        .Any(service => service.Id == row.ServiceId && service.RepositoryId == repository.Id)
                )
            )
            .ToListAsync(cancellation);
        var named = deployments.Select(row => row.ServiceId).OfType<Guid>().Distinct().ToList();
        var services = await db.Set<Service>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null && (row.RepositoryId == repository.Id || named.Contains(row.Id)))
            .OrderBy(row => row.Slug)
            .Select(row => new ServicePart(
                row.Id,
                row.Name,
                row.RepositoryId == repository.Id ? row.Path : "",
                row.TeamId
            ))
            .ToListAsync(cancellation);
        return new(
            repository.Id,
            repository.Name,
            repository.TeamId,
            repository.Branch,
            Mainline.TryParse(repository.HeadCommit),
            [],
            new Dictionary<ObjectId, Touched>(),
            await db.Set<Platform.Facts.Change>()
                .AsNoTracking()
                .Where(row => row.RepositoryId == repository.Id)
                .Where(row => row.MergedAt == null || row.MergedAt >= since)
                .Where(row => row.MergedAt != null || row.ClosedAt == null || row.ClosedAt >= since)
                .ToListAsync(cancellation),
            await db.Set<ChangeReview>()
                .AsNoTracking()
                .Where(row => row.RepositoryId == repository.Id)
                .ToListAsync(cancellation),
            deployments,
            await TagsAsync(db, repository.Id, cancellation),
            services,
            await ItemsAsync(db, cancellation),
            since
        );
    }

    public static async Task<DeliveryInput> WithHistoryAsync(
        this AppDb db,
        DeliveryInput told,
        CancellationToken cancellation
    ) =>
        told with
        {
            Commits = await CommitsAsync(db, told.RepositoryId, told.Since, cancellation),
            Touched = await TouchedAsync(db, told, cancellation),
        };

    /// <summary>Another one where commits came, went or were written anew, or where folders came to other teams.</summary>
    public static async Task<string> HistoryMarkAsync(
        this AppDb db,
        Repository repository,
        CancellationToken cancellation
    )
    {
        var commits = await db.Set<HistoryCommit>().CountAsync(row => row.RepositoryId == repository.Id, cancellation);
        var paths = await db.Set<HistoryPath>()
            .Where(row => row.RepositoryId == repository.Id && row.IsCounted)
            .GroupBy(row => row.TeamId)
            .Select(own => new { Team = own.Key, Paths = own.Count() })
            .ToListAsync(cancellation);
        return $"{commits} {string.Join(' ', paths.OrderBy(own => own.Team).Select(own => $"{own.Team}:{own.Paths}"))}";
    }

    private static async Task<List<KnownCommit>> CommitsAsync(
        AppDb db,
        Guid repository,
        DateTime since,
        CancellationToken cancellation
    )
    {
        var bots = await db.Set<HistoryAuthor>()
            .Where(row => row.RepositoryId == repository && row.IsBot)
            .Select(row => row.Id)
            .ToHashSetAsync(cancellation);
        var rows = db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository)
            .Select(row => new
            {
                row.Name,
                row.Parents,
                row.At,
                row.CommittedAt,
                Subject = row.CommittedAt >= since ? row.Subject : "",
                row.AuthorId,
            })
            .AsAsyncEnumerable();
        var commits = new List<KnownCommit>();
        await foreach (var row in rows.WithCancellation(cancellation))
            commits.Add(
                new(
                    ObjectId.FromBytes(row.Name),
                    [.. row.Parents.Chunk(row.Name.Length).Select(name => ObjectId.FromBytes(name))],
                    row.At,
                    row.CommittedAt,
                    row.Subject,
                    bots.Contains(row.AuthorId)
                )
            );
        return commits;
    }

    private static async Task<Dictionary<ObjectId, Touched>> TouchedAsync(
        AppDb db,
        DeliveryInput told,
        CancellationToken cancellation
    )
    {
        var paths = await db.Set<HistoryPath>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == told.RepositoryId && row.IsCounted)
            .Select(row => new
            {
                row.Id,
                row.Path,
                row.TeamId,
            })
            .ToDictionaryAsync(
                row => row.Id,
                row =>
                    (
                        row.TeamId,
                        Services: told.Services.Where(service => service.Path.Length > 0 && Holds(service, row.Path))
                            .ToList()
                    ),
                cancellation
            );
        var rows = db.Set<HistoryCommit>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == told.RepositoryId && row.CommittedAt >= told.Since)
            .Join(
                db.Set<HistoryChange>(),
                commit => commit.Id,
                change => change.CommitId,
                (commit, change) =>
                    new
                    {
                        commit.Name,
                        change.PathId,
                        change.Added,
                        change.Deleted,
                    }
            )
            .AsAsyncEnumerable();
        var touched = new Dictionary<ObjectId, Touched>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (!paths.TryGetValue(row.PathId, out var path))
                continue;
            var name = ObjectId.FromBytes(row.Name);
            if (!touched.TryGetValue(name, out var own))
                touched[name] = own = new();
            own.Added += row.Added ?? 0;
            own.Deleted += row.Deleted ?? 0;
            var team = path.TeamId ?? Guid.Empty;
            own.FilesOfTeam[team] = own.FilesOfTeam.GetValueOrDefault(team) + 1;
            own.Services.UnionWith(path.Services.Select(service => service.Id));
        }
        return touched;
    }

    private static bool Holds(ServicePart service, string path) =>
        path.StartsWith(service.Path, StringComparison.Ordinal)
        && (service.Path[^1] == '/' || path.Length == service.Path.Length || path[service.Path.Length] == '/');

    private static async Task<List<KnownTag>> TagsAsync(AppDb db, Guid repository, CancellationToken cancellation)
    {
        var tags = await db.Set<HistoryTag>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository && (row.IsBranch || (row.IsRelease && !row.IsPrerelease)))
            .OrderBy(row => row.At)
            .ThenBy(row => row.Name)
            .ToListAsync(cancellation);
        return tags.ConvertAll(row => new KnownTag(row.Name, ObjectId.FromBytes(row.Commit), row.At));
    }

    /// <summary>Items of all trackers: a change names them wherever it is. The same for every repository of a run.</summary>
    private static Task<IReadOnlyDictionary<string, string>> ItemsAsync(AppDb db, CancellationToken cancellation) =>
        db.RememberAsync(
            "types-of-work-items",
            async () =>
            {
                var rows = await db.Set<WorkItem>()
                    .AsNoTracking()
                    .Where(row => row.Type != null && row.RepositoryId == null)
                    .OrderBy(row => row.Id)
                    .Select(row => new { row.Name, row.Type })
                    .ToListAsync(cancellation);
                return (IReadOnlyDictionary<string, string>)
                    rows.GroupBy(row => row.Name.ToUpperInvariant(), StringComparer.Ordinal)
                        .ToDictionary(same => same.Key, same => same.First().Type!, StringComparer.Ordinal);
            },
            cancellation
        );
}
