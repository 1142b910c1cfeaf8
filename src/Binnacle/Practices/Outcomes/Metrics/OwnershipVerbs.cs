using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <param name="Owner">A name of the catalogue, or an unmistakable part of it.</param>
/// <param name="Since">The day on which that person took over; today where nothing is said.</param>
public sealed record OwnerDraft(
    OwnerSide Side,
    string? Owner,
    int? OwnerNumber = null,
    string? Reason = null,
    DateOnly? Since = null
);

/// <param name="Owner">Needed where the answer is "changed": who takes it instead.</param>
/// <param name="Reason">Needed where it is changed or declined.</param>
public sealed record RotationAnswerDraft(
    OwnerSide Side,
    RotationChoice Choice,
    string? Owner = null,
    int? OwnerNumber = null,
    string? Reason = null
);

/// <summary>Who answers for an outcome measure. Each change is a row, so that rotation can be read from them.</summary>
public static class OwnershipVerbs
{
    public static async Task<Ownership> HandOverAsync(
        this AppDb db,
        Measure measure,
        OwnerDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(measure.TeamId);
        MetricVerbs.RequireOutcome(measure);
        var owner = await db.OwnerAsync(draft.Owner, draft.OwnerNumber, cancellation);
        var since = draft.Since ?? db.Today;
        if (since > db.Today || since < db.Today.AddYears(-5))
            throw new Refusal("since", "Give the day on which that person took over, today at the latest.");
        var at = since == db.Today ? db.Now : since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var row = await SetAsync(db, measure, draft.Side, owner, MetricVerbs.Optional(draft.Reason), at, cancellation);
        await MetricVerbs.SaveOnceAsync(db, cancellation);
        return row;
    }

    /// <summary>
    /// Writes the owners that stand on the measure as text down as rows from today; a name that is one person's in the
    /// catalogue is matched, any other is kept as it is written.
    /// </summary>
    public static async Task RecordOwnersAsync(this AppDb db, Measure measure, CancellationToken cancellation = default)
    {
        db.Viewer.RequireLeader(measure.TeamId);
        MetricVerbs.RequireOutcome(measure);
        var open = await OpenAsync(db, measure, cancellation);
        var told = new Changes();
        foreach (
            var (side, name) in new[]
            {
                (OwnerSide.Product, measure.ProductOwner),
                (OwnerSide.Engineering, measure.EngineeringOwner),
            }
        )
        {
            if (string.IsNullOrWhiteSpace(name) || open.Exists(row => row.Side == side))
                continue;
            var known = await db.PeopleNamedAsync(name, cancellation);
            var person =
                known is [var one] && one.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) ? one : null;
            db.Add(
                new Ownership
                {
                    MeasureId = measure.Id,
                    Side = side,
                    PersonId = person?.Id,
                    Name = person?.Name ?? name.Trim(),
                    Since = db.Now,
                    By = db.Viewer.Name,
                    Reason = "As it stood on the measure",
                }
            );
            told.Add(MetricChecks.Side(side), null, name.Trim());
        }
        if (!told.Any)
            throw new Refusal("", "No owner stands on the measure who is not recorded yet.");
        db.Record("outcome-metric.owners-recorded", measure.Name, MetricWords.OwnershipUrl, told.Told);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Accepts, changes or declines what <see cref="RotationProposing"/> proposes now.</summary>
    public static async Task AnswerRotationAsync(
        this AppDb db,
        Measure measure,
        RotationAnswerDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(measure.TeamId);
        MetricVerbs.RequireOutcome(measure);
        if (!Enum.IsDefined(draft.Choice) || !Enum.IsDefined(draft.Side))
            throw new Refusal("choice", "Choose accepted, changed or declined.");
        var reason = MetricVerbs.Optional(draft.Reason);
        if (draft.Choice is not RotationChoice.Accepted && reason is null)
            throw new Refusal("reason", "Say why, so that the next review need not ask.");
        var proposal = (await db.RotationsAsync([measure], cancellation))
            .Single(rotation => rotation.Side == draft.Side)
            .Proposal;
        if (proposal.Person is null && draft.Choice is RotationChoice.Accepted)
            throw new Refusal("choice", $"Nobody is proposed: {proposal.InWords} Name somebody, or decline.");
        var taken = draft.Choice switch
        {
            RotationChoice.Accepted => new PersonChoice(
                proposal.Person!.Id,
                proposal.Person.Number,
                proposal.Person.Name,
                proposal.Person.Team
            ),
            RotationChoice.Changed => await db.OwnerAsync(draft.Owner, draft.OwnerNumber, cancellation),
            _ => null,
        };
        db.Add(
            new RotationAnswer
            {
                MeasureId = measure.Id,
                Side = draft.Side,
                Proposed = proposal.Person?.Name ?? "nobody",
                Because = proposal.InWords,
                Choice = draft.Choice,
                Taken = taken?.Name,
                Reason = reason,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        if (taken is not null)
            await SetAsync(db, measure, draft.Side, taken, reason, db.Now, cancellation);
        else
            db.Record(
                "outcome-metric.rotation-declined",
                measure.Name,
                MetricWords.OwnershipUrl,
                $"{proposal.Person?.Name ?? "Nobody"} was proposed for {MetricChecks.Side(draft.Side)}: {reason}"
            );
        await MetricVerbs.SaveOnceAsync(db, cancellation);
    }

    private static async Task<Ownership> SetAsync(
        AppDb db,
        Measure measure,
        OwnerSide side,
        PersonChoice owner,
        string? reason,
        DateTime at,
        CancellationToken cancellation
    )
    {
        if (!Enum.IsDefined(side))
            throw new Refusal("side", "Choose product or engineering.");
        var open = await OpenAsync(db, measure, cancellation);
        if (open.Exists(row => row.Side != side && row.PersonId == owner.Id))
            throw new Refusal(
                "owner",
                $"{owner.Name} owns the other side. Two people answer for it, one from each side."
            );
        var before = open.Find(row => row.Side == side);
        if (before?.PersonId == owner.Id)
            throw new Refusal("owner", $"{owner.Name} owns it already.");
        if (before is not null && at < before.Since)
            throw new Refusal("since", $"{before.Name} took it over later, on {before.Since:d MMM yyyy}.");
        if (before is not null)
            before.EndedAt = at;
        var row = new Ownership
        {
            MeasureId = measure.Id,
            Side = side,
            PersonId = owner.Id,
            Name = owner.Name,
            Since = at,
            By = db.Viewer.Name,
            Reason = reason,
        };
        db.Add(row);
        var was = before?.Name ?? (side is OwnerSide.Product ? measure.ProductOwner : measure.EngineeringOwner);
        // The text on the measure is what the Review and other pages read.
        if (side is OwnerSide.Product)
            measure.ProductOwner = owner.Name;
        else
            measure.EngineeringOwner = owner.Name;
        db.Record(
            "outcome-metric.handed-over",
            measure.Name,
            MetricWords.OwnershipUrl,
            new Changes().Add($"{MetricChecks.Side(side)} owner", was, owner.Name).Told
                + (reason is null ? "" : $"\n{reason}")
        );
        return row;
    }

    private static Task<List<Ownership>> OpenAsync(AppDb db, Measure measure, CancellationToken cancellation) =>
        db.Set<Ownership>().Where(row => row.MeasureId == measure.Id && row.EndedAt == null).ToListAsync(cancellation);
}
