using System.Data;
using System.Globalization;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <summary>What a measure is, as somebody says it in the form or through the API.</summary>
/// <param name="Scope"><c>team:payments</c>; null for the organization.</param>
/// <param name="Replaces">The slug of the outcome measure whose place it takes where all places are taken.</param>
/// <param name="FreshDays">Days after its newest point from which on it is stale; null where nobody expects points.</param>
/// <param name="VersionReason">Given, something else is measured from today on: a new version of the definition begins.</param>
public sealed record MeasureDraft(
    string? Name,
    string? Unit = null,
    MeasureDirection Better = MeasureDirection.Up,
    bool IsOutcome = false,
    string? Scope = null,
    string? ProductOwner = null,
    string? EngineeringOwner = null,
    string? Replaces = null,
    string? Description = null,
    int? FreshDays = null,
    string? VersionReason = null
);

public static class MeasureDefining
{
    /// <summary>Leaders steer by few numbers: a sixth drives out one of five.</summary>
    public const int MostOutcomes = 5;

    public static bool MayDefine(Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Leader;

    public static bool MayAddPoints(Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Member;

    /// <param name="measure">The one to change; null to define a new one.</param>
    public static async Task<Measure> DefineMeasureAsync(
        this AppDb db,
        MeasureDraft draft,
        Measure? measure = null,
        CancellationToken cancellation = default
    )
    {
        var name = draft.Name?.Trim() ?? "";
        if (name.Length is 0 or > 200)
            throw new Refusal("name", "Give the measure a name of 1 to 200 characters.");
        var unit = Short("unit", draft.Unit, 40) ?? "";
        var productOwner = Short("productOwner", draft.ProductOwner, 200);
        var engineeringOwner = Short("engineeringOwner", draft.EngineeringOwner, 200);
        var description = Short("description", draft.Description, 2000);
        var reason = Short("versionReason", draft.VersionReason, 400);
        if (draft.FreshDays is < 1 or > 400)
            throw new Refusal("freshDays", "Give 1 to 400 days, or leave it empty.");
        if (!Enum.IsDefined(draft.Better))
            throw new Refusal("better", "Choose up or down.");
        var teamId = await db.TeamInAsync(draft.Scope, cancellation);
        if (!MayDefine(db.Viewer, teamId) || (measure is not null && !MayDefine(db.Viewer, measure.TeamId)))
            throw new Refusal("scope", "Your role does not define measures there. Choose a team that you lead.");
        // Two people who both take the last place: one is refused.
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellation
        );
        if (draft.IsOutcome && measure?.IsOutcome != true)
            await MakePlaceAsync(db, draft.Replaces, cancellation);
        var isNew = measure is null;
        if (
            measure is not null
            && measure.Unit != unit
            && await db.Set<Point>().AnyAsync(row => row.MeasureId == measure.Id, cancellation)
        )
            reason ??= $"Unit: {Shown(measure.Unit)} → {Shown(unit)}";
        if (measure is not null && reason is not null)
            await db.BeginVersionAsync(measure, reason, () => Apply(measure), cancellation);
        measure ??= new Measure { Slug = await FreeSlugAsync(db, name, cancellation), DefinedAt = db.Now };
        Apply(measure);
        if (isNew)
        {
            db.Add(measure);
            db.Add(new MeasureDigest { MeasureId = measure.Id, CountedAt = db.Now });
        }
        db.Record(isNew ? "measure.defined" : "measure.changed", name, $"/measures/{measure.Slug}", InWords(measure));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return measure;

        void Apply(Measure to)
        {
            (to.Name, to.Unit, to.Better) = (name, unit, draft.Better);
            (to.IsOutcome, to.TeamId) = (draft.IsOutcome, teamId);
            (to.ProductOwner, to.EngineeringOwner) = (productOwner, engineeringOwner);
            (to.Description, to.FreshDays) = (description, draft.FreshDays);
        }
    }

    private static async Task MakePlaceAsync(AppDb db, string? replaces, CancellationToken cancellation)
    {
        var live = await db.Set<Measure>()
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        if (live.Count < MostOutcomes)
            return;
        var replaced = live.Find(row => row.Slug == replaces);
        if (replaced is null)
        {
            throw new Refusal(
                "replaces",
                $"{live.Count} outcome measures are live: {string.Join(", ", live.Select(row => row.Name))}. Choose the one that it replaces."
            );
        }
        if (!MayDefine(db.Viewer, replaced.TeamId))
            throw new Refusal(
                "replaces",
                $"Your role does not change {replaced.Name}. Choose an outcome measure of a team that you lead."
            );
        replaced.IsOutcome = false;
        db.Record("measure.replaced", replaced.Name, $"/measures/{replaced.Slug}", "No longer an outcome measure");
    }

    private static async Task<string> FreeSlugAsync(AppDb db, string name, CancellationToken cancellation)
    {
        var slug = Slugs.Of(name);
        if (slug.Length == 0)
            throw new Refusal("name", "Use some letters from a to z in the name.");
        var taken = await db.Set<Measure>()
            .Where(row => row.Slug.StartsWith(slug))
            .Select(row => row.Slug)
            .ToListAsync(cancellation);
        if (taken.Contains(slug))
            throw new Refusal("name", $"There is a measure with this name already, at /measures/{slug}.");
        return slug;
    }

    private static string Shown(string unit) => unit.Length == 0 ? "none" : unit;

    private static string? Short(string field, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Trim().Length <= most ? text.Trim()
        : throw new Refusal(field, $"Keep it within {most} characters.");

    private static string InWords(Measure measure) =>
        $"{(measure.IsOutcome ? "Outcome measure" : "Measure")}, {(measure.Unit.Length == 0 ? "no unit" : measure.Unit)}, better {(measure.Better is MeasureDirection.Up ? "up" : "down")}";
}
