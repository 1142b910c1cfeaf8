using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Sources.RepositoryFiles;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>Which team owns a path: the last rule of CODEOWNERS that names a known team, then a service's folder, then the repository's team.</summary>
internal sealed class Ownership
{
    private readonly OwnershipRules? rules;
    private readonly Dictionary<string, Guid> teams;
    private readonly List<(string Path, Guid TeamId)> services;
    private readonly Guid? repositoryTeam;

    private Ownership(
        OwnershipRules? rules,
        Dictionary<string, Guid> teams,
        List<(string Path, Guid TeamId)> services,
        Guid? repositoryTeam
    ) => (this.rules, this.teams, this.services, this.repositoryTeam) = (rules, teams, services, repositoryTeam);

    public static async Task<Ownership> LoadAsync(AppDb db, Repository repository, CancellationToken cancellation)
    {
        var teams = await db.Set<TeamHandle>()
            .Where(handle => handle.RemovedAt == null)
            .Join(
                db.Set<Team>().Where(team => team.ArchivedAt == null),
                handle => handle.TeamId,
                team => team.Id,
                (handle, _) => handle
            )
            .ToDictionaryAsync(handle => handle.Handle, handle => handle.TeamId, StringComparer.Ordinal, cancellation);
        var services = await db.Set<Service>()
            .Where(row =>
                row.RepositoryId == repository.Id && row.TeamId != null && row.Path != "" && row.ArchivedAt == null
            )
            .OrderByDescending(row => row.Path.Length)
            .Select(row => new { row.Path, TeamId = row.TeamId!.Value })
            .ToListAsync(cancellation);
        var facts = await RulesAsync(db, repository.Id, cancellation);
        return new(
            facts is null ? null : OwnershipRules.From(facts),
            teams,
            [.. services.Select(row => (row.Path.TrimEnd('/') + "/", row.TeamId))],
            repository.TeamId
        );
    }

    public Guid? TeamOf(string path)
    {
        foreach (var owner in rules?.OwnersOf(path) ?? [])
            if (teams.TryGetValue(TeamNames.Handle(owner), out var team))
                return team;
        foreach (var (folder, team) in services)
            if (path.StartsWith(folder, StringComparison.Ordinal))
                return team;
        return repositoryTeam;
    }

    /// <summary>Forges look in .github, then the root, then docs; the first one counts.</summary>
    internal static async Task<OwnershipFacts?> RulesAsync(AppDb db, Guid repositoryId, CancellationToken cancellation)
    {
        var files = await db.Set<Document>()
            .Where(row =>
                row.RepositoryId == repositoryId && row.Kind == DocumentKind.Ownership && row.RemovedAt == null
            )
            .Select(row => new { row.Path, row.Versions.OrderByDescending(version => version.At).First().Facts })
            .ToListAsync(cancellation);
        var first = files
            .OrderBy(file =>
                file.Path.StartsWith('.') ? 0
                : file.Path.Contains('/') ? 2
                : 1
            )
            .FirstOrDefault();
        return first?.Facts is null ? null : JsonSerializer.Deserialize<DocumentFacts>(first.Facts) as OwnershipFacts;
    }
}
