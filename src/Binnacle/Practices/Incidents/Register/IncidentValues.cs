using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>What people write of an incident, checked.</summary>
internal static class IncidentValues
{
    public const int LongestText = 20_000;

    public static string Title(string? title) =>
        title?.Trim() is { Length: > 0 and <= 200 } said
            ? said
            : throw new Refusal("title", "Say what goes wrong, in 1 to 200 characters.");

    public static string? Optional(string field, string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Trim().Length > longest ? throw new Refusal(field, $"Keep it under {longest:N0} characters.")
        : text.Trim();

    public static string Required(string field, string? text, string missing, int longest = LongestText) =>
        Optional(field, text, longest) ?? throw new Refusal(field, missing);

    /// <summary>In a form several names at once, parted by commas, or a number make a value that nobody named.</summary>
    public static void RequireKnown<T>(string field, T value, string choose)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new Refusal(field, choose);
    }

    public static int? Severity(int? severity) =>
        severity is null or (>= 1 and <= 4)
            ? severity
            : throw new Refusal("severity", "Choose a severity from 1 to 4.");

    /// <summary>A time that lies ahead, or before there were computers, is a slip.</summary>
    public static DateTime? Time(AppDb db, string field, DateTime? at) =>
        at?.AsUtc() is not { } told ? null
        : told > db.Now.AddMinutes(5) ? throw new Refusal(field, "This time lies ahead. Times are in UTC.")
        : told.Year < 2000 ? throw new Refusal(field, "This time lies too far back.")
        : told;

    /// <summary>What should have told: where no customer noticed first, nothing failed to.</summary>
    public static string? MissedSignal(string? signal, Detector? detectedBy) =>
        Optional("missedSignal", signal, 100) is { } missed && detectedBy is Detector.Customer ? missed : null;

    /// <summary>By slug or name.</summary>
    /// <param name="current">The one that stands there may be archived.</param>
    public static async Task<Service?> ServiceAsync(
        AppDb db,
        string? service,
        Guid? current,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrWhiteSpace(service))
            return null;
        var (sought, folded) = (service.Trim(), service.Trim().ToLowerInvariant());
        return await db.Set<Service>()
                .AsNoTracking()
                .Where(row => row.ArchivedAt == null || row.Id == current)
                .Where(row => row.Slug == sought || row.Name.ToLower() == folded)
                .OrderByDescending(row => row.Id == current)
                .ThenByDescending(row => row.Slug == sought)
                .FirstOrDefaultAsync(cancellation)
            ?? throw new Refusal("service", $"There is no service “{sought}” in the catalogue.");
    }

    public static bool MayWorkOn(this Viewer viewer, Incident incident) => viewer.MayWorkFor(incident.TeamId);

    /// <summary>Anybody of the team; where there is none, anybody who may contribute.</summary>
    public static bool MayWorkFor(this Viewer viewer, Guid? teamId) =>
        (teamId is null ? viewer.Highest : viewer.RoleIn(teamId)) >= Role.Member;

    /// <exception cref="NotAllowed">The role does not reach the incident's team.</exception>
    public static void RequireMember(this Viewer viewer, Incident incident)
    {
        if (!viewer.MayWorkOn(incident))
            throw new NotAllowed("Only members of the incident's team or of the organization may change it.");
    }

    /// <exception cref="Refusal">It was dismissed or merged, and nothing is added to it any more.</exception>
    public static void RequireThere(Incident incident)
    {
        if (incident.DismissedAt is not null)
            throw new Refusal(
                "",
                incident.MergedIntoId is null
                    ? "It was dismissed. Bring it back first."
                    : "It was merged into another incident. Say it there."
            );
    }

    public static void RequireWork(this Viewer viewer, Incident incident)
    {
        viewer.RequireMember(incident);
        RequireThere(incident);
    }
}
