using System.Globalization;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Outcomes.Objectives;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>
/// Objectives of two years with a check-in a week. Those from before Binnacle came were brought as a list: the Timeline
/// tells of them only since.
/// </summary>
internal sealed class ObjectiveRows(AppDb db, CatalogueRows catalogue, Telling telling, int seed)
{
    private readonly Draw draw = new(seed, "objectives");
    private readonly DateOnly today = telling.Calendar.Today;
    private Dictionary<string, Measure> measures = [];
    private ILookup<Guid, Point> points = Array.Empty<Point>().ToLookup(point => point.MeasureId);

    public async Task WriteAsync(CancellationToken cancellation)
    {
        measures = await db.Set<Measure>().ToDictionaryAsync(row => row.Slug, StringComparer.Ordinal, cancellation);
        points = (await db.Set<Point>().AsNoTracking().OrderBy(point => point.Date).ToListAsync(cancellation)).ToLookup(
            point => point.MeasureId
        );
        var plans = ObjectivePlans.All.OrderByDescending(plan => plan.Ago).ToList();
        var number = (int)await db.TakeNumbersAsync("objectives", plans.Count, cancellation);
        foreach (var plan in plans)
            await AddAsync(plan, number++, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AddAsync(ObjectivePlan plan, int number, CancellationToken cancellation)
    {
        var quarter = Back(Quarter.Around(today), plan.Ago);
        var written = Before(quarter.First, 20);
        var objective = new Objective
        {
            Id = draw.Id(),
            Number = number,
            Title = plan.Title,
            Why = plan.Why,
            StartsOn = quarter.First,
            EndsOn = quarter.Last,
            TeamId = catalogue.Team(plan.Team)?.Id,
            ProductOwnerId = catalogue.Person(Northwind.Person(plan.Product).Name).Id,
            EngineeringOwnerId = catalogue.Person(Northwind.Person(plan.Engineering).Name).Id,
            AddedAt = written,
            AddedBy = Northwind.Director,
        };
        db.Add(objective);
        foreach (var result in plan.Results)
            objective.KeyResults.Add(Result(objective, result));
        Enter(objective, ObjectiveStage.Draft, written, null, null, "objective.added");
        if (plan.Stage is ObjectiveStage.Draft)
            return;
        Enter(objective, ObjectiveStage.Active, Before(quarter.First, 4), null, null, "objective.activated");
        var ends = plan.Stage is ObjectiveStage.Dropped ? quarter.First.AddDays(38) : quarter.Last;
        CheckIn(objective, plan, ends);
        if (plan.Stage is ObjectiveStage.Active)
        {
            if (plan.Team == "payments")
                await PromiseAsync(objective, cancellation);
            return;
        }
        var at = Calendar.At(Workday(ends.AddDays(4)), 640 + draw.Below(200));
        var verb = plan.Stage is ObjectiveStage.Closed ? "objective.closed" : "objective.dropped";
        Enter(objective, plan.Stage, at, plan.Text, plan.Score, verb);
    }

    /// <summary>A measure's own points say where it started; the target lies a good way further.</summary>
    private KeyResult Result(Objective objective, ResultPlan plan)
    {
        var (start, target) = (plan.Start, plan.Target);
        Guid? measure = null;
        if (plan.Measure is { } slug)
        {
            var known = measures[slug];
            measure = known.Id;
            start =
                points[known.Id].LastOrDefault(point => point.Date <= objective.StartsOn)?.Value
                ?? points[known.Id].First().Value;
            target = known.Better is MeasureDirection.Up ? Math.Round(start + 1.2, 1) : Math.Round(start * 0.75);
        }
        return new KeyResult
        {
            Id = draw.Id(),
            ObjectiveId = objective.Id,
            Position = objective.KeyResults.Count + 1,
            Title = plan.Title,
            Unit = plan.Unit,
            Start = start,
            Target = target,
            MeasureId = measure,
        };
    }

    private void CheckIn(Objective objective, ObjectivePlan plan, DateOnly ends)
    {
        var last = plan.SilentWeeks == 0 ? today.AddDays(-1) : today.AddDays(-7 * plan.SilentWeeks);
        var by = Northwind.Person(plan.Engineering).Name;
        for (var week = 0; ; week++)
        {
            var planned = objective.StartsOn.AddDays((7 * week) + 4);
            if (planned > ends || planned > last)
                return;
            var day = Workday(planned);
            var at = Calendar.At(day, 590 + draw.Below(300));
            var confidence = plan.Confidence[Math.Min(week * 5 / 8, plan.Confidence.Length - 1)];
            var check = new CheckIn
            {
                Id = draw.Id(),
                ObjectiveId = objective.Id,
                Day = day,
                At = at,
                By = by,
                Confidence = confidence,
            };
            var elapsed = Scoring.Elapsed(objective.StartsOn, objective.EndsOn, day);
            foreach (var (result, told) in objective.KeyResults.Zip(plan.Results))
                if (result.MeasureId is null)
                    check.Values.Add(Value(check, result, told.Reached * elapsed));
            db.Add(check);
            Tell(at, by, "objective.checked-in", objective, $"Confidence {confidence} of 10");
        }
    }

    private CheckInValue Value(CheckIn check, KeyResult result, double share)
    {
        var reached = Math.Max(0, share + ((draw.Share() - 0.5) * 0.06));
        var way = result.Target - result.Start;
        return new()
        {
            CheckInId = check.Id,
            KeyResultId = result.Id,
            Day = check.Day,
            At = check.At,
            Value = Math.Round(result.Start + (way * reached), Math.Abs(way) < 20 ? 1 : 0),
        };
    }

    private void Enter(Objective objective, ObjectiveStage stage, DateTime at, string? text, double? score, string verb)
    {
        if (objective.States.Count > 0)
            objective.State.EndedAt = at;
        objective.States.Add(
            new ObjectiveState
            {
                Id = draw.Id(),
                ObjectiveId = objective.Id,
                Stage = stage,
                At = at,
                By = Northwind.Director,
                Text = text,
                Score = score,
                Proposed = score,
            }
        );
        Tell(at, Northwind.Director, verb, objective, text);
    }

    /// <summary>What the falling confidence of the quarter that runs led to.</summary>
    private async Task PromiseAsync(Objective objective, CancellationToken cancellation)
    {
        var owner = Northwind.Person("Jonas").Name;
        var at = Calendar.At(telling.Calendar.Workday(5), 660);
        var due = today.AddDays(24);
        var commitment = new Commitment
        {
            Id = draw.Id(),
            Number = (int)await db.TakeNumbersAsync("commitments", 1, cancellation),
            Title = "Settle the two largest partners first",
            OwnerId = catalogue.Person(owner).Id,
            TeamId = objective.TeamId,
            DueOn = due,
            Origin = $"page:{objective.Url}",
            OriginTitle = $"Objective {objective.Number}: {objective.Title}",
            MadeAt = at,
            MadeBy = Northwind.Director,
        };
        db.Add(commitment);
        var day = due.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        telling.Tell(
            at,
            Northwind.Director,
            "commitment.made",
            commitment.Title,
            commitment.Url,
            $"Owner {owner}, due {day}",
            objective.TeamId
        );
    }

    private void Tell(DateTime at, string by, string verb, Objective objective, string? details)
    {
        if (at >= Calendar.At(telling.Calendar.Workday(Northwind.Adopted), 600))
            telling.Tell(at, by, verb, objective.Title, objective.Url, details, objective.TeamId);
    }

    private static Quarter Back(Quarter quarter, int ago)
    {
        for (; ago > 0; ago--)
            quarter = quarter.Before;
        return ago < 0 ? quarter.Next : quarter;
    }

    /// <summary>Some days before a day, and never later than yesterday.</summary>
    private DateTime Before(DateOnly day, int days) => Calendar.At(Workday(day.AddDays(-days)), 560 + draw.Below(300));

    private DateOnly Workday(DateOnly day) => telling.Calendar.Workday(Math.Max(1, telling.Calendar.Ago(day)));
}
