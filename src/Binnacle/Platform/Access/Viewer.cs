namespace Binnacle.Platform.Access;

public enum Role
{
    None,
    Viewer,
    Member,
    Leader,
    Administrator,
}

/// <summary>Open: everyone with a role. People: leaders of the scope and administrators. Private: those it belongs to, nobody else.</summary>
public enum DataClass
{
    Open,
    People,
    Private,
}

/// <summary>Rows that not everybody may see carry this; <c>AppDb</c> filters every query by it, once.</summary>
public interface IClassified
{
    DataClass DataClass { get; }
    Guid? TeamId { get; }
    Guid? OwnerAccountId { get; }
}

/// <summary>Who is looking. Every <c>AppDb</c> has one; a new one sees nothing that is not open.</summary>
public sealed record Viewer(Guid? AccountId, string Name, Role Role, IReadOnlyDictionary<Guid, Role> Teams)
{
    public static readonly Viewer Nobody = new(null, "nobody", Role.None, new Dictionary<Guid, Role>());

    /// <summary>Jobs and the command line: the operator of the machine, who sees what an administrator sees, private rows apart.</summary>
    public static readonly Viewer System = new(null, "Binnacle", Role.Administrator, new Dictionary<Guid, Role>());

    public bool SeesPeople => Role >= Role.Leader;

    /// <summary>Teams whose people this viewer leads.</summary>
    public IReadOnlyList<Guid> LedTeams { get; } =
    [.. Teams.Where(team => team.Value >= Role.Leader).Select(team => team.Key)];

    /// <summary>The same for all who see the same rows.</summary>
    public string Sight => $"{AccountId}:{SeesPeople}:{string.Join(',', LedTeams.Order())}";

    /// <summary>The role in a team: the organization's, or the team's own if that is higher.</summary>
    public Role RoleIn(Guid? teamId) =>
        teamId is { } id && Teams.TryGetValue(id, out var role) && role > Role ? role : Role;

    /// <summary>The highest role anywhere; pages are opened by it, rows are filtered by scope.</summary>
    public Role Highest => Teams.Values.Append(Role).Max();
}

/// <summary>Names of the authorisation policies. Every page and endpoint names one; what names none is refused.</summary>
public static class May
{
    /// <summary>Without signing in: the sign-in page, styles, health.</summary>
    public const string Everyone = "everyone";

    /// <summary>Any role.</summary>
    public const string View = "view";

    /// <summary>Member or higher: make and change commitments.</summary>
    public const string Contribute = "contribute";

    /// <summary>Leader or higher: confirm the catalogue, repositories, settings of practices, people.</summary>
    public const string Lead = "lead";

    /// <summary>Administrator: accounts, tokens of others, jobs, backup.</summary>
    public const string Administer = "administer";
}
