using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Sources.RepositoryFiles;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>
/// Says of every path which part of the code it belongs to, which team owns it, and whether its changes count. A path that
/// was renamed belongs where it went, so that history follows a moved file.
/// </summary>
internal sealed class PathAttribution(AppDbs databases, TimeProvider clock)
{
    public Task WriteAsync(Repository repository, CommitFiles files, CancellationToken cancellation) =>
        Patience.WithDatabaseAsync(() => ReplaceAsync(repository, files, cancellation), clock, cancellation);

    private async Task ReplaceAsync(Repository repository, CommitFiles files, CancellationToken cancellation)
    {
        var current = files.All.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        await using var db = databases.Open();
        var paths = await db.Set<HistoryPath>()
            .AsNoTracking()
            .Where(row => row.RepositoryId == repository.Id)
            .ToListAsync(cancellation);
        var owners = await Ownership.LoadAsync(db, repository, cancellation);
        var went = await SuccessorsAsync(db, repository.Id, cancellation);
        var byId = paths.ToDictionary(row => row.Id);
        var areas = AreaMap.From(files.Own.Select(file => file.Path));
        var told = paths.Select(row =>
        {
            var now = Follow(row, went, byId, current);
            return (
                row,
                facts: new PathFacts(
                    current.Contains(row.Path),
                    files.Attributes.IsOwn(row.Path),
                    areas.AreaOf(now.Path),
                    owners.TeamOf(now.Path)
                )
            );
        });
        var moved = told.Where(path =>
                path.facts != new PathFacts(path.row.IsCurrent, path.row.IsCounted, path.row.Area, path.row.TeamId)
            )
            .GroupBy(path => path.facts, path => path.row.Id)
            .ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var group in moved)
        foreach (var part in group.Chunk(5000))
            await db.Set<HistoryPath>()
                .Where(row => part.Contains(row.Id))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.IsCurrent, group.Key.IsCurrent)
                            .SetProperty(row => row.IsCounted, group.Key.IsCounted)
                            .SetProperty(row => row.Area, group.Key.Area)
                            .SetProperty(row => row.TeamId, group.Key.TeamId),
                    cancellation
                );
        await OwnDocumentsAsync(db, repository.Id, owners, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task OwnDocumentsAsync(
        AppDb db,
        Guid repositoryId,
        Ownership owners,
        CancellationToken cancellation
    )
    {
        foreach (
            var document in await db.Set<Document>()
                .Where(row => row.RepositoryId == repositoryId)
                .ToListAsync(cancellation)
        )
            document.TeamId = owners.TeamOf(document.Path);
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<Dictionary<long, long>> SuccessorsAsync(
        AppDb db,
        Guid repositoryId,
        CancellationToken cancellation
    )
    {
        var renames = await db.Set<HistoryChange>()
            .Where(row => row.Kind == (byte)ChangeKind.Renamed && row.OldPathId != null)
            .Join(
                db.Set<HistoryCommit>().Where(commit => commit.RepositoryId == repositoryId),
                change => change.CommitId,
                commit => commit.Id,
                (change, commit) =>
                    new
                    {
                        change.PathId,
                        Old = change.OldPathId!.Value,
                        commit.At,
                        commit.Id,
                    }
            )
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var went = new Dictionary<long, long>();
        foreach (var rename in renames)
            went[rename.Old] = rename.PathId;
        return went;
    }

    private static HistoryPath Follow(
        HistoryPath path,
        Dictionary<long, long> went,
        Dictionary<long, HistoryPath> byId,
        HashSet<string> current
    )
    {
        var at = path;
        for (var steps = 0; steps < 50 && !current.Contains(at.Path) && went.TryGetValue(at.Id, out var next); steps++)
            at = byId[next];
        return at;
    }

    private sealed record PathFacts(bool IsCurrent, bool IsCounted, string Area, Guid? TeamId);
}
