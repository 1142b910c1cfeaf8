namespace Binnacle.Platform.Access;

/// <summary>The role opens the page, but not this change: it concerns a team that somebody else leads.</summary>
public sealed class NotAllowed(string message) : Exception(message);

public static class Demands
{
    /// <exception cref="NotAllowed">The viewer leads neither the organization nor this team.</exception>
    public static void RequireLeader(this Viewer viewer, Guid? teamId)
    {
        if (viewer.RoleIn(teamId) < Role.Leader)
            throw new NotAllowed(
                teamId is null
                    ? "Only leaders of the organization may change this."
                    : "Only leaders of this team or of the organization may change this."
            );
    }

    public static void RequireAdministrator(this Viewer viewer)
    {
        if (viewer.Role < Role.Administrator)
            throw new NotAllowed("Only administrators may do this.");
    }
}
