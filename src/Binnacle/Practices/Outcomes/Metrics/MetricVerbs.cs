using System.Data;
using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>A measure that becomes an outcome measure.</summary>
/// <param name="Measure">Its slug.</param>
/// <param name="Replaces">The slug of the metric whose place it takes; needed where all places are taken.</param>
/// <param name="Reason">Why it; needed where it takes another's place.</param>
public sealed record OutcomeTermDraft(
    string? Measure,
    double? Target = null,
    string? Reason = null,
    string? Replaces = null
);

public static class MetricVerbs
{
    private const int LongestReason = 2_000;

    /// <summary>Leaders steer by few numbers: a sixth drives out one of five, and says why.</summary>
    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static async Task<OutcomeTerm> TakeInAsync(
        this AppDb db,
        OutcomeTermDraft draft,
        CancellationToken cancellation = default
    )
    {
        // Two people who both take the last place: one is refused.
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellation
        );
        var measure =
            await db.Set<Measure>().SingleOrDefaultAsync(row => row.Slug == draft.Measure, cancellation)
            ?? throw new Refusal("measure", "Choose a measure that is defined.");
        db.Viewer.RequireLeader(measure.TeamId);
        if (measure.IsOutcome)
            throw new Refusal("measure", $"{measure.Name} is an outcome measure already.");
        RequireNumber(draft.Target);
        MeasurePoints.RequireShare("target", measure.Unit, draft.Target);
        var reason = Optional(draft.Reason);
        var replaced = await MakePlaceAsync(db, draft.Replaces, reason, cancellation);
        measure.IsOutcome = true;
        if (replaced is not null)
            await EndAsync(db, replaced, reason!, measure.Id, cancellation);
        var term = new OutcomeTerm
        {
            MeasureId = measure.Id,
            Since = db.Now,
            By = db.Viewer.Name,
            Reason = reason,
            Target = draft.Target,
        };
        db.Add(term);
        db.Record(
            "outcome-metric.taken-in",
            measure.Name,
            $"/measures/{measure.Slug}",
            replaced is null ? reason : $"In the place of {replaced.Name}: {reason}"
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return term;
    }

    /// <summary>A target for a metric; null takes it away.</summary>
    public static async Task AimAsync(
        this AppDb db,
        Measure measure,
        double? target,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(measure.TeamId);
        RequireOutcome(measure);
        RequireNumber(target);
        MeasurePoints.RequireShare("target", measure.Unit, target);
        var term = await TermAsync(db, measure, cancellation);
        if (term.Target.Equals(target))
            return;
        string? Said(double? value) => value is { } number ? Wording.Measured(number, measure.Unit) : null;
        db.Record(
            "outcome-metric.aimed",
            measure.Name,
            $"/measures/{measure.Slug}",
            new Changes().Add("target", Said(term.Target), Said(target)).Told
        );
        term.Target = target;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Kept with a reason and a day to look again, or dropped with one; the history of a dropped one stays.</summary>
    public static async Task AnswerRetirementAsync(
        this AppDb db,
        Retirement retirement,
        RetirementChoice choice,
        string? reason,
        DateOnly? keptUntil,
        CancellationToken cancellation = default
    )
    {
        var measure = await db.Set<Measure>().SingleAsync(row => row.Id == retirement.MeasureId, cancellation);
        db.Viewer.RequireLeader(measure.TeamId);
        if (retirement.Choice is { } before)
            throw new Refusal(
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{measure.Name} was {before.ToString().ToLowerInvariant()} on {retirement.AnsweredAt:d MMM yyyy} by {retirement.AnsweredBy}."
                )
            );
        if (!Enum.IsDefined(choice))
            throw new Refusal("choice", "Choose kept or dropped.");
        var why = Optional(reason) ?? throw new Refusal("reason", "Say why, so that the next review need not ask.");
        if (choice is RetirementChoice.Kept && !(keptUntil > db.Today && keptUntil <= db.Today.AddDays(366)))
            throw new Refusal("keptUntil", "Say when to look again: a day within the coming year.");
        retirement.Choice = choice;
        retirement.Reason = why;
        retirement.KeptUntil = choice is RetirementChoice.Kept ? keptUntil : null;
        retirement.AnsweredAt = db.Now;
        retirement.AnsweredBy = db.Viewer.Name;
        if (choice is RetirementChoice.Dropped)
            await EndAsync(db, measure, why, null, cancellation);
        db.Record(
            choice is RetirementChoice.Kept ? "outcome-metric.kept" : "outcome-metric.dropped",
            measure.Name,
            $"/measures/{measure.Slug}",
            choice is RetirementChoice.Kept
                ? string.Create(CultureInfo.InvariantCulture, $"Until {keptUntil:d MMM yyyy}: {why}")
                : why
        );
        await SaveOnceAsync(db, cancellation);
    }

    internal static void RequireOutcome(Measure measure)
    {
        if (!measure.IsOutcome)
            throw new Refusal("", $"{measure.Name} is no outcome measure.");
    }

    internal static string? Optional(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null
        : reason.Length > LongestReason ? throw new Refusal("reason", $"Keep it under {LongestReason:N0} characters.")
        : reason.Trim();

    internal static async Task SaveOnceAsync(AppDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody else changed this meanwhile. Look at it again.");
        }
    }

    private static void RequireNumber(double? target)
    {
        if (target is { } number && !(Math.Abs(number) <= 1e15))
            throw new Refusal("target", "Give a number up to 10^15.");
    }

    private static async Task<Measure?> MakePlaceAsync(
        AppDb db,
        string? replaces,
        string? reason,
        CancellationToken cancellation
    )
    {
        var live = await db.Set<Measure>()
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        if (live.Count < MeasureDefining.MostOutcomes)
            return null;
        var replaced =
            live.Find(row => row.Slug == replaces)
            ?? throw new Refusal(
                "replaces",
                $"{live.Count} outcome measures are live: {string.Join(", ", live.Select(row => row.Name))}. Choose the one that it replaces."
            );
        if (db.Viewer.RoleIn(replaced.TeamId) < Role.Leader)
            throw new Refusal(
                "replaces",
                $"Your role does not change {replaced.Name}. Choose a measure of a team that you lead."
            );
        return reason is not null
            ? replaced
            : throw new Refusal("reason", $"Say why it takes the place of {replaced.Name}.");
    }

    private static async Task EndAsync(
        AppDb db,
        Measure measure,
        string reason,
        Guid? replacedBy,
        CancellationToken cancellation
    )
    {
        measure.IsOutcome = false;
        var term = await TermAsync(db, measure, cancellation);
        (term.EndedAt, term.EndedBy, term.EndReason) = (db.Now, db.Viewer.Name, reason);
        term.ReplacedById = replacedBy;
        foreach (
            var open in await db.Set<Ownership>()
                .Where(row => row.MeasureId == measure.Id && row.EndedAt == null)
                .ToListAsync(cancellation)
        )
            open.EndedAt = db.Now;
    }

    /// <summary>The open term; one that was never written down began when the measure was defined.</summary>
    private static async Task<OutcomeTerm> TermAsync(AppDb db, Measure measure, CancellationToken cancellation)
    {
        var term = await db.Set<OutcomeTerm>()
            .FirstOrDefaultAsync(row => row.MeasureId == measure.Id && row.EndedAt == null, cancellation);
        if (term is not null)
            return term;
        term = new OutcomeTerm
        {
            MeasureId = measure.Id,
            Since = measure.DefinedAt,
            By = db.Viewer.Name,
        };
        db.Add(term);
        return term;
    }
}
