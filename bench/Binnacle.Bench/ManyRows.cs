using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Outcomes.Objectives;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Bench;

/// <summary>A large organization's records beside those of the demo: made to be many, not to be believed.</summary>
internal static class ManyRows
{
    private const int Measures = 500;
    private const int Days = 5 * 365;
    private const int Commitments = 20_000;
    private const int Decisions = 2_000;
    private const int Objectives = 200;

    public static async Task WriteAsync(AppDb db)
    {
        var teams = await db.Set<Team>().Select(team => team.Id).ToListAsync();
        var people = await db.Set<Person>().Select(person => person.Id).ToListAsync();
        var random = new Random(4);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var measures = await MeasuresAsync(db, teams, random);
        await CommitmentsAsync(db, teams, people, measures, random);
        await DecisionsAsync(db, teams, measures, random);
        await ObjectivesAsync(db, teams, people, measures, random);
        await db.MendAsync();
        await transaction.CommitAsync();
    }

    private static async Task<List<Measure>> MeasuresAsync(AppDb db, List<Guid> teams, Random random)
    {
        var measures = Enumerable
            .Range(0, Measures)
            .Select(index => new Measure
            {
                Slug = $"bench-{index}",
                Name = $"Time to answer of part {index}",
                Unit = "ms",
                TeamId = teams[index % teams.Count],
                DefinedAt = db.Now,
            })
            .ToList();
        await db.InsertManyAsync(measures);
        foreach (var measure in measures)
        {
            var level = 100 + (random.NextDouble() * 400);
            await db.InsertManyAsync([
                .. Enumerable
                    .Range(0, Days)
                    .Select(day => new Point
                    {
                        MeasureId = measure.Id,
                        Date = db.Today.AddDays(-day),
                        Value = level + (random.NextDouble() * 40) + (day > 400 ? 30 : 0),
                    }),
            ]);
        }
        return measures;
    }

    private static async Task CommitmentsAsync(
        AppDb db,
        List<Guid> teams,
        List<Guid> people,
        List<Measure> measures,
        Random random
    )
    {
        var first = (int)await db.TakeNumbersAsync("commitments", Commitments);
        var rows = new List<Commitment>(Commitments);
        for (var index = 0; index < Commitments; index++)
        {
            var made = db.Now.AddDays(-random.Next(20, 5 * 365));
            rows.Add(
                new()
                {
                    Number = first + index,
                    Title = $"Bring part {index % 977} below its limit ({index})",
                    Detail = "What is slow there costs others their time.",
                    OwnerId = people[random.Next(people.Count)],
                    TeamId = teams[random.Next(teams.Count)],
                    DueOn = DateOnly.FromDateTime(made).AddDays(random.Next(10, 90)),
                    MadeAt = made,
                    MadeBy = "bench",
                }
            );
        }
        foreach (var row in rows.Where((_, index) => index % 40 != 0))
            row.Close(
                row.Number % 9 == 0 ? ClosureOutcome.Dropped : ClosureOutcome.Done,
                "Looked at together.",
                row.DueOn.AddDays((row.Number % 30) - 20).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                "bench"
            );
        await db.InsertManyAsync(rows);
        await db.InsertManyAsync([.. rows.Select(row => row.Closure).OfType<Closure>()]);
    }

    private static async Task DecisionsAsync(AppDb db, List<Guid> teams, List<Measure> measures, Random random)
    {
        var first = (int)await db.TakeNumbersAsync("decisions", Decisions);
        var rows = Enumerable
            .Range(0, Decisions)
            .Select(index =>
            {
                var written = db.Now.AddDays(-random.Next(1, 5 * 365));
                var decision = new Decision
                {
                    Number = first + index,
                    Title = $"Choose how part {index} is stored",
                    Context = string.Join(' ', Enumerable.Repeat("What we have costs time with each market.", 30)),
                    Outcome = "The smallest step that removes the cause.",
                    TeamId = teams[index % teams.Count],
                    WrittenAt = written,
                    WrittenBy = "bench",
                };
                decision.Step(DecisionStatusOfBench(index, 0), written, "bench");
                if (index % 20 != 0)
                    decision.Step(DecisionStatusOfBench(index, 1), written.AddDays(index % 21), "bench");
                return decision;
            })
            .ToList();
        await db.InsertManyAsync(rows);
        await db.InsertManyAsync([.. rows.SelectMany(row => row.Steps)]);
        await db.InsertManyAsync([
            .. rows.Select(
                (row, index) =>
                    new DecisionMeasure { DecisionId = row.Id, MeasureId = measures[index % measures.Count].Id }
            ),
        ]);
    }

    /// <summary>Forty in each of five quarters, with three key results that measures feed and one that people tell.</summary>
    private static async Task ObjectivesAsync(
        AppDb db,
        List<Guid> teams,
        List<Guid> people,
        List<Measure> measures,
        Random random
    )
    {
        var first = (int)await db.TakeNumbersAsync("objectives", Objectives);
        var quarters = new List<Quarter> { Quarter.Around(db.Today) };
        while (quarters.Count < 5)
            quarters.Add(quarters[^1].Before);
        var checkIns = new List<CheckIn>();
        var rows = Enumerable
            .Range(0, Objectives)
            .Select(index =>
            {
                var quarter = quarters[index % quarters.Count];
                var begun = quarter.First.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
                var objective = new Objective
                {
                    Number = first + index,
                    Title = $"Guests wait less in part {index}",
                    StartsOn = quarter.First,
                    EndsOn = quarter.Last,
                    TeamId = teams[index % teams.Count],
                    ProductOwnerId = people[random.Next(people.Count)],
                    EngineeringOwnerId = people[random.Next(people.Count)],
                    AddedAt = begun,
                    AddedBy = "bench",
                };
                var isOver = quarter.Last < db.Today;
                objective.States.Add(
                    new()
                    {
                        ObjectiveId = objective.Id,
                        Stage = ObjectiveStage.Active,
                        At = begun,
                        By = "bench",
                        EndedAt = isOver ? begun.AddDays(92) : null,
                    }
                );
                if (isOver)
                    objective.States.Add(
                        new()
                        {
                            ObjectiveId = objective.Id,
                            Stage = ObjectiveStage.Closed,
                            At = begun.AddDays(92),
                            By = "bench",
                            Text = "What it taught.",
                            Score = 0.7,
                            Proposed = 0.7,
                        }
                    );
                for (var position = 1; position <= 4; position++)
                    objective.KeyResults.Add(
                        new()
                        {
                            ObjectiveId = objective.Id,
                            Position = position,
                            Title = $"Time to answer {position}",
                            Unit = "ms",
                            Start = 500,
                            Target = 100,
                            MeasureId = position == 4 ? null : measures[(index + position) % measures.Count].Id,
                        }
                    );
                for (var day = quarter.First.AddDays(14); day <= quarter.Last && day < db.Today; day = day.AddDays(14))
                {
                    var checkIn = new CheckIn
                    {
                        ObjectiveId = objective.Id,
                        Day = day,
                        At = day.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc),
                        By = "bench",
                        Confidence = random.Next(11),
                    };
                    checkIn.Values.Add(
                        new()
                        {
                            CheckInId = checkIn.Id,
                            KeyResultId = objective.KeyResults[3].Id,
                            Day = checkIn.Day,
                            At = checkIn.At,
                            Value = 500 - random.Next(400),
                        }
                    );
                    checkIns.Add(checkIn);
                }
                return objective;
            })
            .ToList();
        await db.InsertManyAsync(rows);
        await db.InsertManyAsync([.. rows.SelectMany(row => row.States)]);
        await db.InsertManyAsync([.. rows.SelectMany(row => row.KeyResults)]);
        await db.InsertManyAsync(checkIns);
        await db.InsertManyAsync([.. checkIns.SelectMany(row => row.Values)]);
    }

    private static Platform.Documents.DecisionStatus DecisionStatusOfBench(int index, int step) =>
        step == 0 ? Platform.Documents.DecisionStatus.Proposed
        : index % 7 == 0 ? Platform.Documents.DecisionStatus.Rejected
        : Platform.Documents.DecisionStatus.Accepted;
}
