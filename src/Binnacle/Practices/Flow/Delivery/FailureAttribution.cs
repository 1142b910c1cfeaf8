using Binnacle.Practices.Incidents;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// Which deployments led to degraded service (docs/measures.md, change fail rate), ranked: named by an incident, rolled back or reverted,
/// nearest before an incident of the same service. What may be several is shown and counts for none.
/// </summary>
internal static class FailureAttribution
{
    /// <summary>Two deployments this close to each other cannot be told apart as causes.</summary>
    private static readonly TimeSpan TooClose = TimeSpan.FromMinutes(5);

    /// <param name="deployments">Those that failed or repaired are marked, whatever was marked before.</param>
    /// <param name="fixes">Deployments that brought a change whose kind is a fix.</param>
    /// <param name="window">How long before an incident a deployment may be its cause.</param>
    /// <returns>Incidents that may have several causes.</returns>
    public static List<UnattributedIncident> Mark(
        IReadOnlyList<ProductionDeployment> deployments,
        IEnumerable<IncidentForFlow> incidents,
        IReadOnlySet<Guid> fixes,
        TimeSpan window
    )
    {
        foreach (var row in deployments)
            (row.Cause, row.IncidentId, row.RestoredAt, row.Repair) = (row.Undone, null, row.UndoneAt, row.Undoes);
        var known = deployments.Where(row => !row.IsApproximation).ToDictionary(row => row.Id);
        var ofService = known.Values.Where(row => row.ServiceId is not null).ToLookup(row => row.ServiceId!.Value);
        // Where nobody said which service they are of, they may be of any that the repository has.
        var ofNoService = known.Values.Where(row => row.ServiceId is null).ToLookup(row => row.RepositoryId);
        var open = new List<UnattributedIncident>();
        foreach (var incident in incidents.OrderBy(incident => incident.StartedAt).ThenBy(incident => incident.Id))
        {
            var own =
                incident.ServiceId is { } service && ofService.Contains(service) ? ofService[service]
                : incident.RepositoryId is { } repository ? ofNoService[repository]
                : [];
            if (incident.CausedByDeploymentId is { } named)
            {
                // Whoever names one that never reached production says that no other was it.
                if (known.TryGetValue(named, out var cause))
                    Fail(cause, FailureCause.Named, incident);
            }
            else if (Ambiguous(incident, [.. Before(own, incident, window)]) is { } why)
                open.Add(
                    new()
                    {
                        IncidentId = incident.Id,
                        ServiceId = incident.ServiceId,
                        StartedAt = incident.StartedAt,
                        Why = why,
                    }
                );
            foreach (var repair in own.Where(row => Repairs(row, incident, fixes)))
                repair.Repair ??= RepairKind.FixDuringIncident;
            if (incident.RepairedByDeploymentId is { } told && known.TryGetValue(told, out var repaired))
                repaired.Repair = RepairKind.Named;
        }
        return open;
    }

    /// <summary>Newest first.</summary>
    private static IEnumerable<ProductionDeployment> Before(
        IEnumerable<ProductionDeployment> own,
        IncidentForFlow incident,
        TimeSpan window
    ) =>
        own.Where(row => row.At <= incident.StartedAt && row.At >= incident.StartedAt - window)
            .OrderByDescending(row => row.At)
            .ThenBy(row => row.Id);

    /// <returns>Null where it is attributed, or no deployment came before it.</returns>
    private static string? Ambiguous(IncidentForFlow incident, List<ProductionDeployment> before)
    {
        if (before.Count == 0)
            return null;
        if (before.Find(row => row.Undone is not null && !(row.UndoneAt < incident.StartedAt)) is { } undone)
        {
            undone.IncidentId ??= incident.Id;
            return null;
        }
        var nearest = before[0];
        var rivals = before.FindAll(row => nearest.At - row.At <= TooClose);
        if (rivals.Exists(row => row.ServiceId != nearest.ServiceId || row.Environment != nearest.Environment))
            return $"{rivals.Count} deployments came within five minutes of each other before it";
        Fail(nearest, FailureCause.Nearest, incident);
        return null;
    }

    private static void Fail(ProductionDeployment deployment, FailureCause cause, IncidentForFlow incident)
    {
        if (deployment.Cause <= cause)
            return;
        deployment.Cause = cause;
        deployment.IncidentId = incident.Id;
        deployment.RestoredAt = incident.RestoredAt;
    }

    private static bool Repairs(ProductionDeployment row, IncidentForFlow incident, IReadOnlySet<Guid> fixes) =>
        row.At > incident.StartedAt
        && (incident.RestoredAt is null || row.At <= incident.RestoredAt + TooClose)
        && fixes.Contains(row.Id);
}
