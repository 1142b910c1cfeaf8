using Binnacle.Platform.Catalogue;

namespace Binnacle.Platform.Checks;

public static class Scopes
{
    /// <summary>The organization and its teams; where no team is known, its repositories stand in their place.</summary>
    public static IReadOnlyList<Scope> Of(CheckRecords records, string organization)
    {
        var teams = records
            .Of<TeamRecord>()
            .Select(team => new Scope(ScopeKind.Team, team.Id, team.Slug, team.Name))
            .ToList();
        if (teams.Count == 0 && records.Of<RepositoryRecord>() is { Count: > 1 } repositories)
            teams.AddRange(repositories.Select(row => new Scope(ScopeKind.Repository, row.Id, row.Slug, row.Name)));
        return [new(ScopeKind.Organization, Guid.Empty, "organization", organization), .. teams];
    }
}
