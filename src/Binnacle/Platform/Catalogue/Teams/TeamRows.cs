namespace Binnacle.Platform.Catalogue.Teams;

/// <summary>A team in a list.</summary>
/// <param name="ProposedBy">Where the proposal came from; null when a person wrote it.</param>
/// <param name="ConfirmedAt">Null while the proposal waits.</param>
public sealed record TeamRow(
    Guid Id,
    string Slug,
    string Name,
    int People,
    int Services,
    int Repositories,
    string? ProposedBy,
    DateTime? ConfirmedAt,
    string? ConfirmedBy,
    DateTime? ArchivedAt
);

/// <summary>A team with what belongs to it.</summary>
public sealed record TeamFacts(
    TeamRow Team,
    IReadOnlyList<HandleRow> Handles,
    IReadOnlyList<TeamMember> Members,
    IReadOnlyList<TeamService> Services,
    IReadOnlyList<TeamRepository> Repositories
);

/// <param name="Documents">That call the team by this name, at the newest commit.</param>
public sealed record HandleRow(Guid Id, string Handle, IReadOnlyList<HandleDocument> Documents);

public sealed record HandleDocument(int Number, string Repository, string Path);

public sealed record TeamMember(int Number, string Name);

public sealed record TeamService(string Slug, string Name, bool IsCritical);

/// <param name="IsOwner">It owns all that no rule gives to another team.</param>
/// <param name="Files">At the newest commit, that rules give to it.</param>
public sealed record TeamRepository(string Slug, string Name, bool IsOwner, int Files, int FilesOfAll);
