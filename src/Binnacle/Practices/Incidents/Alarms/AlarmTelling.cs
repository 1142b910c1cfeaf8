using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Facts.Mapping;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>A way of failing that alarms of some title bear.</summary>
internal sealed record AlarmSignature(Guid Id, string Name, Guid? ServiceId, NamePattern Title)
{
    /// <summary>The oldest first.</summary>
    public static async Task<IReadOnlyList<AlarmSignature>> AllAsync(AppDb db, CancellationToken cancellation)
    {
        var rows = await db.Set<FailureSignature>()
            .Where(row => row.AlarmTitle != null && row.AlarmTitle != "")
            .OrderBy(row => row.AddedAt)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.ServiceId,
                row.AlarmTitle,
            })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new AlarmSignature(row.Id, row.Name, row.ServiceId, new(row.AlarmTitle!)));
    }
}

/// <summary>
/// What the alarms of an incident say of it: worked out from all of them anew, so that neither order nor repetition matters.
/// What people said holds over it. When impact began and ended is never taken from alarms: that is for people to say.
/// </summary>
internal static class AlarmTelling
{
    /// <returns>A line for each that changed.</returns>
    public static IReadOnlyList<string> Tell(
        Incident incident,
        IReadOnlyList<Alarm> alarms,
        IReadOnlyList<SeverityLevel> levels,
        IReadOnlyDictionary<Guid, Guid?> teams,
        IReadOnlyList<AlarmSignature> signatures,
        DateTime now,
        ICollection<Moment> added
    )
    {
        if (alarms.Count == 0)
            return [];
        var ordered = alarms.OrderBy(alarm => alarm.StartedAt).ThenBy(alarm => alarm.Id).ToList();
        var told = new List<string>();
        Take(MomentKind.Detected, ordered[0].StartedAt, ordered[0]);
        var acknowledged = ordered
            .Where(alarm => alarm.AcknowledgedAt is not null)
            .MinBy(alarm => alarm.AcknowledgedAt);
        Take(MomentKind.Acknowledged, acknowledged?.AcknowledgedAt, acknowledged);
        var last = ordered.TrueForAll(alarm => !alarm.IsOpen) ? ordered.MaxBy(alarm => alarm.ResolvedAt) : null;
        Take(MomentKind.Resolved, last?.ResolvedAt, last);
        if (incident.TouchedAt is null)
            Describe(incident, ordered, levels, teams, signatures, told);
        return told;

        void Take(MomentKind kind, DateTime? at, Alarm? alarm)
        {
            var current = incident.Current(kind);
            if (current is { Source: not MomentSource.Alarm } || current?.At == at)
                return;
            told.Add($"{kind.Words()}: {(at is { } time ? IncidentWording.At(time) : "not yet")}");
            added.Add(
                incident.Tell(kind, at, MomentSource.Alarm, alarm is null ? null : Words(alarm), now, "Binnacle", null)
            );
        }
    }

    private static void Describe(
        Incident incident,
        List<Alarm> ordered,
        IReadOnlyList<SeverityLevel> levels,
        IReadOnlyDictionary<Guid, Guid?> teams,
        IReadOnlyList<AlarmSignature> signatures,
        List<string> told
    )
    {
        // A pager's own words are better than those of the alerts that it gathered.
        var first = ordered.Find(alarm => alarm.Kind is AlarmKind.Incident) ?? ordered[0];
        var title = TitleOf(first);
        var service = ordered.Find(alarm => alarm.ServiceId is not null);
        var team = service?.ServiceId is { } id ? teams.GetValueOrDefault(id) : null;
        var severity = levels.Called(ordered.Select(alarm => alarm.Severity));
        // An alert is a machine's; who made a pager ring, its own record does not say.
        var alert = ordered.Find(alarm => alarm.Kind is AlarmKind.Alert);
        Detector? by = alert is null ? null : Detector.Monitoring;
        var what = alert?.Title is { } named ? StorableText.Cut(named, 200) : null;
        var bears = signatures.FirstOrDefault(signature =>
            (signature.ServiceId is null || signature.ServiceId == service?.ServiceId)
            && ordered.Exists(alarm => signature.Title.Matches(alarm.Title ?? ""))
        );
        var changes = new Changes()
            .Add("Title", incident.Title, title)
            .Add("Severity", Level(incident.Severity), Level(severity))
            .Add("Noticed by", incident.DetectedBy?.Words(), by?.Words())
            .Add("What noticed", incident.DetectedWhat, what);
        if (changes.Any)
            told.Add(changes.Told);
        if (incident.ServiceId != service?.ServiceId)
            told.Add($"Service: {service?.ServiceName ?? "none"}");
        if (incident.TeamId != team)
            told.Add(team is null ? "Team: none" : "Team: the service's");
        if (incident.SignatureId != bears?.Id)
            told.Add($"Way of failing: {bears?.Name ?? "none"}");
        (incident.Title, incident.ServiceId, incident.TeamId) = (title, service?.ServiceId, team);
        (incident.Severity, incident.DetectedBy, incident.DetectedWhat) = (severity, by, what);
        incident.SignatureId = bears?.Id;

        string? Level(int? rank) => rank is null ? null : levels.Level(rank);
    }

    /// <summary>The alarm's own title, as long as an incident's may be.</summary>
    public static string TitleOf(Alarm alarm) =>
        alarm.Title is { Length: > 0 } said ? StorableText.Cut(said, 200) : "Alarm without a title";

    private static string Words(Alarm alarm) =>
        StorableText.Cut($"{alarm.Title ?? "alarm"}, {alarm.Key.Split('/')[0]}", 300);
}
