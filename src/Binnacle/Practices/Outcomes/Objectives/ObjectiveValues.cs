using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>What a draft says, checked against the catalogue and the measures.</summary>
internal sealed class ObjectiveValues
{
    public const int MostKeyResults = 8;
    private const int LongestWhy = 20_000;
    private const int LongestDays = 366;
    private const double MostValue = 1e15;

    private readonly List<(KeyResult? Known, KeyResult Said)> results = [];
    private string title = "";
    private string? why;
    private DateOnly startsOn;
    private DateOnly endsOn;
    private Guid? teamId;
    private PersonChoice product = null!;
    private PersonChoice engineering = null!;

    public IEnumerable<KeyResult> Kept => results.Select(pair => pair.Known).OfType<KeyResult>();

    public string InWords =>
        $"{Quarter.Words(startsOn, endsOn)}, owned by {product.Name} for product and {engineering.Name} for engineering";

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<ObjectiveValues> OfAsync(
        AppDb db,
        ObjectiveDraft draft,
        IReadOnlyList<KeyResult> known,
        CancellationToken cancellation
    )
    {
        var values = new ObjectiveValues { title = draft.Title?.Trim() ?? "" };
        if (values.title.Length is 0 or > 200)
            throw new Refusal("title", "Say what should be different, in 1 to 200 characters.");
        if (draft.Why?.Length > LongestWhy)
            throw new Refusal("why", $"Keep it under {LongestWhy:N0} characters.");
        values.why = string.IsNullOrWhiteSpace(draft.Why) ? null : draft.Why.Trim();
        (values.startsOn, values.endsOn) = Period(draft);
        values.teamId = await db.TeamInAsync(draft.Scope, cancellation);
        if (!db.Viewer.MayDefineObjectives(values.teamId))
            throw new Refusal("scope", "Your role does not define objectives there. Choose a team that you lead.");
        values.product = await OwnerAsync(
            db,
            "productOwner",
            draft.ProductOwner,
            draft.ProductOwnerNumber,
            cancellation
        );
        values.engineering = await OwnerAsync(
            db,
            "engineeringOwner",
            draft.EngineeringOwner,
            draft.EngineeringOwnerNumber,
            cancellation
        );
        if (values.product.Id == values.engineering.Id)
            throw new Refusal(
                "engineeringOwner",
                $"{values.product.Name} is the product owner already. Two people answer for it, one from each side."
            );
        await values.TakeResultsAsync(db, draft.KeyResults ?? [], known, cancellation);
        return values;
    }

    /// <returns>Key results that are new.</returns>
    public IReadOnlyList<KeyResult> Set(Objective objective)
    {
        (objective.Title, objective.Why) = (title, why);
        (objective.StartsOn, objective.EndsOn, objective.TeamId) = (startsOn, endsOn, teamId);
        (objective.ProductOwnerId, objective.EngineeringOwnerId) = (product.Id, engineering.Id);
        var added = new List<KeyResult>();
        foreach (var ((known, said), index) in results.Select((pair, index) => (pair, index)))
        {
            var result = known ?? new KeyResult { ObjectiveId = objective.Id };
            result.Position = index + 1;
            (result.Title, result.Unit, result.Start, result.Target) = (said.Title, said.Unit, said.Start, said.Target);
            (result.MeasureId, result.Weight) = (said.MeasureId, said.Weight);
            if (known is not null)
                continue;
            added.Add(result);
            objective.KeyResults.Add(result);
        }
        return added;
    }

    public async Task<Changes> ChangesAsync(AppDb db, Objective before, CancellationToken cancellation)
    {
        var names = await db.Set<Person>()
            .Where(person => person.Id == before.ProductOwnerId || person.Id == before.EngineeringOwnerId)
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        var teams = await db.Set<Team>()
            .Where(team => team.Id == before.TeamId || team.Id == teamId)
            .ToDictionaryAsync(team => team.Id, team => team.Name, cancellation);
        string? Name(Guid? id) => id is { } key ? names.GetValueOrDefault(key) : null;
        string? Team(Guid? id) => id is { } key ? teams.GetValueOrDefault(key) : null;
        var changes = new Changes()
            .Add("title", before.Title, title)
            .Add("period", Quarter.Words(before.StartsOn, before.EndsOn), Quarter.Words(startsOn, endsOn))
            .Add("team", Team(before.TeamId), Team(teamId))
            .Add("product owner", Name(before.ProductOwnerId), product.Name)
            .Add("engineering owner", Name(before.EngineeringOwnerId), engineering.Name)
            .Add("why", Cut(before.Why), Cut(why));
        foreach (var (known, said) in results)
            changes.Add(said.Title, known is null ? null : InWordsOf(known), InWordsOf(said));
        foreach (var gone in before.KeyResults.Except(Kept))
            changes.Add(gone.Title, InWordsOf(gone), null);
        return changes;
    }

    private static string InWordsOf(KeyResult result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Title}, from {result.Start} to {result.Target} {result.Unit}, weight {result.Weight}{(result.MeasureId is null ? "" : ", by a measure")}"
        );

    private static (DateOnly, DateOnly) Period(ObjectiveDraft draft)
    {
        if (!string.IsNullOrWhiteSpace(draft.Quarter))
        {
            var quarter =
                Quarter.Read(draft.Quarter)
                ?? throw new Refusal("quarter", $"“{draft.Quarter}” is no quarter. Write it as 2026-Q4.");
            return (quarter.First, quarter.Last);
        }
        var from = draft.StartsOn ?? throw new Refusal("quarter", "Choose a quarter, or give the first and last day.");
        var to = draft.EndsOn ?? throw new Refusal("endsOn", "Give the last day, too.");
        if (to <= from || to.DayNumber - from.DayNumber > LongestDays || from.Year is < 1990 or > 2200)
            throw new Refusal("endsOn", $"Give a last day after the first, at most {LongestDays} days later.");
        return (from, to);
    }

    private static async Task<PersonChoice> OwnerAsync(
        AppDb db,
        string field,
        string? text,
        int? number,
        CancellationToken cancellation
    )
    {
        try
        {
            return await db.OwnerAsync(text, number, cancellation);
        }
        catch (Refusal refused)
        {
            throw new Refusal(field, refused.Message);
        }
    }

    private async Task TakeResultsAsync(
        AppDb db,
        IReadOnlyList<KeyResultDraft> drafts,
        IReadOnlyList<KeyResult> known,
        CancellationToken cancellation
    )
    {
        if (drafts.Count > MostKeyResults)
            throw new Refusal("keyResults", $"Keep it to {MostKeyResults} key results; three are better.");
        var slugs = drafts.Select(draft => draft.Measure).Where(slug => !string.IsNullOrEmpty(slug)).ToList();
        var measures = await db.Set<Measure>()
            .Where(row => slugs.Contains(row.Slug))
            .ToDictionaryAsync(row => row.Slug, StringComparer.Ordinal, cancellation);
        foreach (var (draft, index) in drafts.Select((draft, index) => (draft, index)))
        {
            var before = draft.Position is { } position
                ? known.FirstOrDefault(result => result.Position == position)
                    ?? throw new Refusal("keyResults", $"There is no key result {position} to change.")
                : null;
            if (before is not null && results.Exists(pair => pair.Known == before))
                throw new Refusal("keyResults", $"Key result {before.Position} is given twice.");
            results.Add((before, Result(draft, index + 1, measures)));
        }
        if (results.GroupBy(pair => pair.Said.Title, StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1))
            throw new Refusal("keyResults", "Two key results have one title. Say how they differ.");
    }

    private static KeyResult Result(KeyResultDraft draft, int at, Dictionary<string, Measure> measures)
    {
        Refusal No(string what) => new("keyResults", $"Key result {at}: {what}");
        var name = draft.Title?.Trim() ?? "";
        if (name.Length is 0 or > 200)
            throw No("say what is counted, in 1 to 200 characters.");
        Measure? measure = null;
        if (!string.IsNullOrEmpty(draft.Measure) && !measures.TryGetValue(draft.Measure, out measure))
            throw No($"there is no measure “{draft.Measure}”.");
        // What a measure feeds is counted in the measure's unit.
        var unit =
            measure is { Unit.Length: > 0 } ? measure.Unit
            : string.IsNullOrWhiteSpace(draft.Unit) ? ""
            : draft.Unit.Trim();
        if (unit.Length > 40)
            throw No("keep the unit within 40 characters.");
        if (draft.Start is not { } start || draft.Target is not { } target)
            throw No("give the number where it starts and the number to reach.");
        if (!(Math.Abs(start) <= MostValue && Math.Abs(target) <= MostValue))
            throw No("start and target are numbers up to 10^15.");
        MeasurePoints.RequireShare("keyResults", unit, start);
        MeasurePoints.RequireShare("keyResults", unit, target);
        if (start.Equals(target))
            throw No(
                $"start and target are both {Wording.Measured(start, unit)}, so no progress could ever be seen. Give a target that differs."
            );
        var weight = draft.Weight ?? 1;
        if (!(weight is >= 0 and <= 100))
            throw No("give a weight from 0 to 100.");
        return new KeyResult
        {
            Title = name,
            Unit = unit,
            Start = start,
            Target = target,
            MeasureId = measure?.Id,
            Weight = weight,
        };
    }

    private static string? Cut(string? text) => text?.Length > 300 ? text[..300] + "…" : text;
}
