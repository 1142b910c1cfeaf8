using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Outcomes.Metrics;
using Binnacle.Practices.Outcomes.Objectives;
using Binnacle.Tests.Databases;

namespace Binnacle.Tests.Practices.Outcomes;

/// <summary>A measure that a check feeds has its points in the daily snapshots; everybody who reads points finds them there.</summary>
public sealed class CheckFedMeasureTests
{
    [Theory, OnBothDatabases]
    public async Task It_feeds_key_results_and_stands_among_the_outcomes(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var objective = Prepare(db);
        await db.SaveChangesAsync();

        var standing = (await db.KeyResultsAsync([objective.Id], db.Today)).ShouldHaveSingleItem();
        (standing.Current, standing.CurrentOn).ShouldBe((0.18, db.Today.AddDays(-1)));
        var earlier = (await db.KeyResultsAsync([objective.Id], db.Today.AddDays(-5))).ShouldHaveSingleItem();
        (earlier.Current, earlier.CurrentOn).ShouldBe((0.11, db.Today.AddDays(-8)));

        var metric = (await db.MetricsAsync()).ShouldHaveSingleItem();
        metric.Points.Select(point => point.Number).ShouldBe([0.11, 0.18]);
        metric.Row.Newest.ShouldBe(0.18);
    }

    private static Objective Prepare(Binnacle.Platform.Data.AppDb db)
    {
        var measure = new Measure
        {
            Slug = "debt-share",
            Name = "Share of work on debt",
            Unit = "share",
            IsOutcome = true,
            DefinedAt = db.Now,
        };
        db.Add(measure);
        db.Add(
            new MeasureSource
            {
                MeasureId = measure.Id,
                Kind = SourceKind.Check,
                CheckId = "debt.share",
                ScopeKey = "organization",
                SetAt = db.Now,
            }
        );
        foreach (var (ago, number) in new (int, double?)[] { (8, 0.11), (3, null), (1, 0.18) })
            db.Add(
                new Snapshot
                {
                    ScopeKey = "organization",
                    CheckId = "debt.share",
                    Date = db.Today.AddDays(-ago),
                    Version = 1,
                    Number = number,
                    Unit = "share",
                }
            );
        var objective = new Objective
        {
            Number = 1,
            Title = "Debt gets its share",
            StartsOn = db.Today.AddDays(-30),
            EndsOn = db.Today.AddDays(30),
            AddedAt = db.Now,
        };
        objective.KeyResults.Add(
            new()
            {
                ObjectiveId = objective.Id,
                Position = 1,
                Title = "Share of work on debt",
                Unit = "share",
                Start = 0.1,
                Target = 0.2,
                MeasureId = measure.Id,
            }
        );
        db.Add(objective);
        db.Record("test.prepared", "objective");
        return objective;
    }
}
