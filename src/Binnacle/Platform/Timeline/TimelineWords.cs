namespace Binnacle.Platform.Timeline;

/// <summary>Verbs as they are read: <c>commitment.made</c> → "made the commitment".</summary>
public static class TimelineWords
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["sign-in.succeeded"] = "signed in as",
        ["sign-in.failed"] = "failed to sign in as",
        ["sign-in.link-used"] = "signed in with a one-time link as",
        ["sign-in.link-made"] = "made a sign-in link for",
        ["sign-in.ended"] = "signed out",
        ["sign-in.ended-everywhere"] = "ended all sessions of",
        ["role.granted"] = "changed the role of",
        ["role.revoked"] = "took back the role of",
        ["password.set"] = "set the password of",
        ["password.changed"] = "changed the password of",
        ["token.created"] = "created the API token",
        ["token.revoked"] = "revoked the API token",
        ["commitment.moved"] = "moved the due date of",
        ["commitment.handed-over"] = "changed the owner of",
        ["commitment.done"] = "closed as done",
        ["measure.points-added"] = "added points of",
        ["debt-item.effect-expected"] = "said what should change by paying",
        ["debt-plan.kept"] = "planned debt for",
        ["objective.checked-in"] = "checked in on",
        ["objective.check-in-corrected"] = "corrected a check-in of",
        ["outcome-metric.taken-in"] = "made an outcome metric of",
        ["outcome-metric.aimed"] = "set the target of",
        ["outcome-metric.put-up"] = "put up for retirement",
        ["outcome-metric.kept"] = "kept as an outcome metric",
        ["outcome-metric.dropped"] = "dropped as an outcome metric",
        ["outcome-metric.handed-over"] = "changed an owner of",
        ["outcome-metric.rotation-declined"] = "declined to rotate an owner of",
        ["outcome-metric.owners-recorded"] = "recorded the owners of",
        ["cadence.hosts-ordered"] = "ordered the hosts of",
        ["cadence.handed-over"] = "handed over",
        ["cadence.hosts-swapped"] = "swapped hosts of",
        ["cadence.host-paused"] = "passed a host over in",
        ["cadence.marked-from-calendar"] = "marked from a calendar",
        ["occurrence.kept"] = "kept",
        ["occurrence.moved"] = "moved",
        ["occurrence.missed"] = "missed",
        ["occurrence.cancelled"] = "cancelled",
        ["session.point-added"] = "added a point to",
        ["session.point-discussed"] = "discussed a point of",
        ["session.point-deferred"] = "put off a point of",
        ["session.point-dropped"] = "dropped a point of",
        ["session.point-open"] = "opened a point again of",
        ["session.decided"] = "decided in",
        ["session.promised"] = "made a commitment in",
        ["initiative.done"] = "finished the initiative",
        ["initiative.rule-added"] = "added a rule to",
        ["initiative.rule-removed"] = "removed a rule from",
        ["milestone.done"] = "reached the milestone",
        ["principle.brought-back"] = "brought back the principle",
        ["job.started"] = "started",
        ["job.stopped"] = "stopped",
    };

    public static string Of(string verb)
    {
        if (Own.TryGetValue(verb, out var words))
            return words;
        var dot = verb.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? verb : $"{verb[(dot + 1)..]} the {verb[..dot]}".Replace('-', ' ');
    }
}
