using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions;

/// <summary>Members of its scope write; its leaders and the person it names decide; whoever is asked may advise.</summary>
internal static class DecisionPermissions
{
    public static bool MayWrite(this Viewer viewer, Decision decision) => viewer.RoleIn(decision.TeamId) >= Role.Member;

    public static async Task<bool> MayDecideAsync(
        this AppDb db,
        Decision decision,
        CancellationToken cancellation = default
    ) =>
        db.Viewer.RoleIn(decision.TeamId) >= Role.Leader
        || (decision.DeciderId is { } decider && await db.OwnPersonAsync(cancellation) == decider);

    /// <exception cref="NotAllowed">Neither writes in its scope.</exception>
    public static void RequireWriter(this AppDb db, Decision decision)
    {
        if (!db.Viewer.MayWrite(decision))
            throw new NotAllowed(
                decision.TeamId is null
                    ? "Only members of the organization may change what belongs to no team."
                    : "Only members of its team or of the organization may change this decision."
            );
    }

    /// <exception cref="NotAllowed">Neither leads its scope nor is named as the one who decides.</exception>
    public static async Task RequireDeciderAsync(
        this AppDb db,
        Decision decision,
        CancellationToken cancellation = default
    )
    {
        if (!await db.MayDecideAsync(decision, cancellation))
            throw new NotAllowed(
                $"Decision {decision.Number} is decided by leaders of {(decision.TeamId is null ? "the organization" : "its team")}{(decision.DeciderId is null ? "" : " and the person it names")}."
            );
    }
}
