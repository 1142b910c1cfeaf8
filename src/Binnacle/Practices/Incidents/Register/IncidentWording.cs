using System.Globalization;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>How incidents read.</summary>
public static class IncidentWording
{
    public static string Words(this MomentKind kind) =>
        kind switch
        {
            MomentKind.ImpactStart => "Impact began",
            MomentKind.Detected => "Noticed",
            MomentKind.Acknowledged => "Acknowledged",
            MomentKind.Mitigated => "Mitigated",
            MomentKind.Resolved => "Resolved",
            _ => "Impact ended",
        };

    /// <summary>In addresses and fields: <c>impactStart</c>.</summary>
    public static string Field(this MomentKind kind) =>
        kind.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    public static string Words(this Detector detector) =>
        detector switch
        {
            Detector.Monitoring => "monitoring",
            Detector.Customer => "a customer",
            _ => "somebody of ours",
        };

    public static string Words(this IncidentRoleKind role) =>
        role switch
        {
            IncidentRoleKind.Lead => "leads",
            IncidentRoleKind.Operations => "works on it",
            IncidentRoleKind.Communications => "tells others",
            _ => "writes it down",
        };

    public static string Words(this EntryKind kind) =>
        kind switch
        {
            EntryKind.Note => "A line",
            EntryKind.Update => "An update",
            _ => "A line of chat",
        };

    /// <summary>12 Mar 2026 14:05, in UTC.</summary>
    public static string At(DateTime at) => at.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"42 min", "3 h 5 min", "2 d 4 h".</summary>
    public static string Span(TimeSpan span) =>
        span switch
        {
            { TotalMinutes: < 1 } => "under a minute",
            { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
            { TotalDays: < 1 } => span.Minutes == 0
                ? $"{(int)span.TotalHours} h"
                : $"{(int)span.TotalHours} h {span.Minutes} min",
            _ => span.Hours == 0 ? $"{(int)span.TotalDays} d" : $"{(int)span.TotalDays} d {span.Hours} h",
        };

    public static string SpanOfDays(double days) => Span(TimeSpan.FromDays(days));

    /// <summary>The finding of the page.</summary>
    public static string Finding(Incident incident, DateTime now)
    {
        if (incident.MergedIntoId is not null)
            return "Merged into another incident";
        if (incident.DismissedAt is { } dismissed)
            return $"Dismissed on {Wording.Day(dismissed)}";
        var since = incident.ImpactStartAt ?? incident.DetectedAt ?? incident.OpenedAt;
        var first = incident.IsOpen
            ? incident.MitigatedAt is not null
                ? $"Mitigated, not resolved yet: {Span(now - since)} since it {(incident.ImpactStartAt is null ? "was noticed" : "began")}"
                : $"Open for {Span(now - since)}"
            : Spans.Recover(incident, now) is { IsOver: true } recover
                ? $"Over after {SpanOfDays(recover.Days)}"
                : incident.ResolvedAt is { } resolved && incident.DetectedAt is { } detected && resolved > detected
                    ? $"Resolved {Span(resolved - detected)} after it was noticed"
                    : "Over";
        return incident.DetectedBy switch
        {
            Detector.Customer => $"{first}; customers noticed first",
            null => $"{first}; who noticed first is unknown",
            _ => first,
        };
    }

    public static string Level(this IReadOnlyList<SeverityLevel> levels, int? severity) =>
        levels.FirstOrDefault(level => level.Rank == severity)?.Name ?? "severity unknown";

    public static IReadOnlyList<Fact> Facts(Incident incident, string? service, string? team, string? signature) =>
        [
            new("Service", service ?? "unknown"),
            new("Team", team ?? "none"),
            new(
                "Noticed by",
                incident.DetectedBy is { } by
                    ? $"{by.Words()}{(incident.DetectedWhat is { } what ? $": {what}" : "")}"
                    : "unknown"
            ),
            new("Should have told", incident.MissedSignal ?? ""),
            new("Way of failing", signature ?? "not named"),
            new(
                "Opened",
                $"{At(incident.OpenedAt)} {incident.OpenedFrom switch { OpenedFrom.Alarm => "from an alarm", OpenedFrom.Api => $"through the API by {incident.OpenedBy}", _ => $"by {incident.OpenedBy}" }}"
            ),
            new("Dismissed because", incident.DismissedBecause ?? ""),
        ];
}
