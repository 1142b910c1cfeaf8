using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Commitments;

public sealed class ReliabilityTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory, OnBothDatabases]
    public async Task A_promise_is_kept_by_its_day_or_not(Engine engine)
    {
        var clock = new SettableClock(At(Today));
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await CommitmentWorld.AddAsync(database);
        await using var db = database.Open(clock: clock);
        var number = 0;
        // Five of the last quarter, of which three are kept.
        Add("2026-08-10", "2026-08-10");
        Add("2026-08-20", "2026-07-02");
        Add("2026-09-01", "2026-08-30");
        Add("2026-09-10", "2026-09-11");
        Add("2026-09-20", null);
        // Withdrawn before its day is no promise; after it, it is a broken one. Not open, it counts for nobody.
        Add("2026-09-21", "2026-09-01", ClosureOutcome.Dropped);
        Add("2026-06-01", "2026-07-01", ClosureOutcome.Dropped);
        Add("2026-09-22", "2026-09-22", kind: DataClass.People);
        // To come.
        Add("2026-12-01", "2026-11-01");
        db.Record("test.prepared", "commitments");
        await db.SaveChangesAsync();

        var quarters = await db.ReliabilityAsync("team:payments");
        quarters.Count.ShouldBe(8);
        quarters[^2].ShouldBe(new PromiseQuarter(new(2026, 7, 1), 5, 3, 0, 0));
        quarters[^2].Share.ShouldBe(0.6);
        quarters[^3].ShouldBe(new PromiseQuarter(new(2026, 4, 1), 1, 0, 0, 0));
        quarters[^3].Share.ShouldBeNull();
        quarters[^1].Promised.ShouldBe(0);
        ReliabilityWords
            .Title("Payments", quarters)
            .ShouldBe("Payments kept 3 of 5 promises by their day last quarter, 0 of 1 in the one before");
        (await db.ReliabilityAsync("team:search")).Sum(quarter => quarter.Promised).ShouldBe(0);
        var teams = await db.ReliabilityByTeamAsync();
        teams
            .Single()
            .ShouldSatisfyAllConditions(
                team => team.Team.ShouldBe("Payments"),
                team => team.Quarters.ShouldBe(quarters)
            );

        void Add(
            string due,
            string? closed,
            ClosureOutcome outcome = ClosureOutcome.Done,
            DataClass kind = DataClass.Open
        )
        {
            var commitment = new Commitment
            {
                Number = ++number,
                Title = $"Promise {number}",
                OwnerId = world.Bob.Id,
                TeamId = world.Payments.Id,
                DueOn = DateOnly.Parse(due),
                MadeAt = At(DateOnly.Parse(due).AddDays(-60)),
                MadeBy = "Bob",
                DataClass = kind,
            };
            if (closed is not null)
                commitment.Close(outcome, "Said", At(DateOnly.Parse(closed)), "Bob");
            db.Add(commitment);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_day_moved_once_in_good_time_is_the_day_that_counts(Engine engine)
    {
        var clock = new SettableClock(At(Today));
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open(clock: clock);
        var made = await db.MakeCommitmentAsync(
            new("Keep it", "Bob", Today.AddDays(20), Expected: new("debt.share", VerifyOn: Today.AddDays(48))),
            new()
        );
        await db.MoveDueAsync(made, Today.AddDays(30), "The freeze");
        (made.PromisedOn, made.VerifyOn).ShouldBe((Today.AddDays(30), Today.AddDays(58)));
        await db.MoveDueAsync(made, Today.AddDays(40), "Once more");
        (made.DueOn, made.PromisedOn, made.LookOn).ShouldBe((Today.AddDays(40), Today.AddDays(30), Today.AddDays(68)));
        var late = await db.MakeCommitmentAsync(new("Keep that", "Bob", Today.AddDays(6)), new());
        await db.MoveDueAsync(late, Today.AddDays(30), "Too late to agree anew");
        late.PromisedOn.ShouldBe(Today.AddDays(6));
        await db.ChangeOwnerAsync(late, "Ada Kern", null);
        var step = await db.Set<HandOver>().AsNoTracking().SingleAsync();
        (step.OwnerBefore, step.OwnerAfter).ShouldBe(("Bob Østergård", "Ada Kern"));
    }

    private static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
}
