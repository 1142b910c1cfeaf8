using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Facts.Mapping;
using Binnacle.Platform.Intake;
using Binnacle.Practices.Flow.Agreed;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Practices.Flow.Ci;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Standards;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Alarms;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Learning;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Demo;

/// <summary>Stories 20 to 27 of <c>docs/demo.md</c>: what the tools told, where work waits, and what incidents led to.</summary>
public sealed class DemoFlowStoryTests
{
    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2027-05-03")]
    public async Task What_tools_told_tells_the_stories_of_flow_and_incidents(string today)
    {
        var day = DateOnly.Parse(today);
        await using var world = await DemoWorld.CreateAsync(Engine.Sqlite, day.ToDateTime(new TimeOnly(10, 5)));
        await world.GenerateAsync();
        // As the server does in its first minutes.
        await using (var reading = world.Open())
        {
            while (await reading.ReadWaitingEventsAsync(500) > 0)
                reading.ChangeTracker.Clear();
            while (await reading.FollowAlarmsAsync() > 0)
                reading.ChangeTracker.Clear();
        }
        await using var db = world.Open();
        await ToolsAsync(db, day);
        await NamesAsync(db);
        await QueueAsync(db, day);
        await BlockersAsync(db, day);
        await PipelinesAsync(db, day);
        await AgreementsAsync(db);
        (await db.StandardsAsync(null, day))!
            .Adoptions.Single(row => row.Standard.Slug == "pre-commit")
            .Gained!.Value.ShouldBeGreaterThan(0);
        await IncidentsAsync(db);
    }

    /// <summary>20: a month of events, one of which was cut.</summary>
    private static async Task ToolsAsync(AppDb db, DateOnly day)
    {
        var events = await db.Set<IntakeEvent>().AsNoTracking().ToListAsync();
        events.Count(row => row.State is IntakeState.Waiting).ShouldBe(0);
        events.Count(row => row.State is IntakeState.Read).ShouldBeGreaterThan(100);
        events.Where(row => row.State is IntakeState.Failed).ShouldHaveSingleItem().Reason.ShouldNotBeNullOrEmpty();
        // The pager's incidents open by themselves, and nobody said when impact began.
        var since = day.AddDays(-29).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var opened = await db.Set<Incident>().AsNoTracking().Where(row => row.StartedAt >= since).ToListAsync();
        opened.Count.ShouldBeInRange(4, 8);
        opened.ShouldAllBe(row => row.ImpactStartAt == null);
    }

    /// <summary>21: a service that was renamed in the deploy tool, and names that no rule decides.</summary>
    private static async Task NamesAsync(AppDb db)
    {
        var collector = await db.Set<Service>().SingleAsync(row => row.Slug == "event-collector");
        (await db.Set<MappingRule>().CountAsync()).ShouldBe(3);
        var renamed = await db.Set<Deployment>()
            .Where(row => row.ServiceName == "collector-stream")
            .Select(row => row.ServiceId)
            .ToListAsync();
        renamed.Count.ShouldBeInRange(5, 20);
        renamed.ShouldAllBe(service => service == collector.Id);
        (await db.Set<Alarm>().Where(row => row.ServiceName == "ledger").ToListAsync()).ShouldAllBe(row =>
            row.ServiceId == null
        );
        var unknown = await db.Set<Deployment>().Where(row => row.Environment == "eu-central").ToListAsync();
        unknown.ShouldNotBeEmpty();
        unknown.ShouldAllBe(row => row.InProduction == null);
    }

    /// <summary>22: changes of Payments wait for a review, and fewer people look at them.</summary>
    private static async Task QueueAsync(AppDb db, DateOnly day)
    {
        var payments = (await db.DeliveryScopeAsync("team:payments", null, default))!;
        var period = DeliveryPeriod.Ending(day, null);
        var waiting = (await db.DeliverySummaryAsync(new(payments, period, false, []), default)).Waiting;
        waiting.Now.Worst.ShouldNotBeNull().Key.ShouldBe("pickup");
        Pickup(waiting.Now).ShouldBeGreaterThan(1.5 * Pickup(waiting.Before));

        waiting.Law.HasGrownSince(waiting.LawBefore).ShouldBe(true);

        var looking = await LookingMonths.LoadAsync(db, payments, day, default);
        var (first, last) = (looking.Months[0].People!.Value, looking.Months[^1].People!.Value);
        last.ShouldBeInRange(LookingMonths.FewestPeople, first - 2);
        (await looking.ReorganizedAsync(db, payments, default)).ShouldHaveSingleItem().Text.ShouldContain("cut anew");

        (await FailedAsync(db, payments, day, 140, 0)).ShouldBeGreaterThan(
            await FailedAsync(db, payments, day, 300, 160)
        );
        var search = (await db.DeliveryScopeAsync(null, "search-api", default))!;
        (await DaysAsync(db, search, day, 60, 10)).ShouldBeGreaterThan(2 * await DaysAsync(db, search, day, 280, 230));
    }

    /// <summary>23: the same door stays shut.</summary>
    private static async Task BlockersAsync(AppDb db, DateOnly day)
    {
        var sandbox = (await db.BlockerSummaryAsync("team:payments"))!.Patterns.First(row =>
            row.Kind is BlockerKind.Access
        );
        sandbox.Count.ShouldBeInRange(4, 6);
        sandbox.Standing.ShouldBe(1);
        (await db.OldBlockersAsync(null, day))
            .First(row => row.What.Contains("sandbox", StringComparison.Ordinal))
            .Owner.ShouldBeNull();
    }

    /// <summary>24: a queue of CI that grew, and journeys that nobody believes.</summary>
    private static async Task PipelinesAsync(AppDb db, DateOnly day)
    {
        var period = DeliveryPeriod.Ending(day, null);
        var core = (await db.CiAsync("repository:payments-core", null, period))!;
        core.Now.Queue.Third!.Value.ShouldBeGreaterThan(1.3 * core.Before.Queue.Third!.Value);
        // Of a service: all runs of its repository.
        (await db.CiAsync(null, "search-api", period))!.Now.Told.ShouldBe(
            (await db.CiAsync("repository:search-engine", null, period))!.Now.Told
        );
        (await db.CiAsync("repository:commerce", null, period))!
            .Jobs.OrderByDescending(row => row.FlakyShare)
            .First()
            .Job.ShouldContain("journeys");
    }

    /// <summary>25: Search keeps what it agreed, Payments does not.</summary>
    private static async Task AgreementsAsync(AppDb db)
    {
        var all = (await db.AgreementsAsync(null))!;
        double Kept(string team, AgreementKind kind) =>
            all.Single(row => row.TeamSlug == team && row.Kind == kind) is { Judged: { Count: > 0 } judged } view
                ? (double)view.Kept / judged.Count
                : double.NaN;
        Kept("search", AgreementKind.Size).ShouldBeGreaterThan(0.5);
        Kept("payments", AgreementKind.FirstLook).ShouldBeLessThan(Kept("search", AgreementKind.Size));
        Kept("checkout", AgreementKind.Feedback).ShouldBeLessThan(1);
    }

    /// <summary>27: one action worked, one did not, of one it is too early to tell; gaps close by alerts.</summary>
    private static async Task IncidentsAsync(AppDb db)
    {
        var actions = (await db.ActionsOnPageAsync(new(), 1))!.Value.Rows;
        RecurrenceVerdict Verdict(string title) =>
            actions.Single(row => row.Title.StartsWith(title, StringComparison.Ordinal)).Recurrence!.Verdict;
        Verdict("Move the alias").ShouldBe(RecurrenceVerdict.Rarer);
        Verdict("Start the settlement batch").ShouldBe(RecurrenceVerdict.NoEvidence);
        Verdict("Try each voucher rule").ShouldBe(RecurrenceVerdict.TooEarly);
        actions.Where(row => row.DeclinedBecause is null).ShouldAllBe(row => row.ShouldChange != null);

        var gaps = (await db.GapsAsync(null))!;
        gaps.Where(row => row.ClosedAt is null).ShouldHaveSingleItem().Incidents.Count.ShouldBe(2);
        var closed = gaps.FindAll(row => row.ClosedAt is not null);
        closed.Count.ShouldBe(2);
        // What closes a gap is done when its alert fired, and not before.
        closed.ShouldAllBe(row =>
            row.Actions.All(action => action.ClosedOn >= DateOnly.FromDateTime(row.ClosedAt!.Value))
        );

        var learning = (await LearningModel.LoadAsync(db, null, null, default))!;
        learning.Conditions[0].Name.ShouldBe("A job that is not safe to run twice");
        learning
            .Conditions.Single(row => row.Name == "Timeout longer than the caller's")
            .Services.ShouldBe(learning.Conditions.Max(row => row.Services));
    }

    private static double Pickup(WaitingResult waiting) =>
        waiting.Stages.Single(stage => stage.Key == "pickup").Days.Median!.Value;

    private static Task<int> FailedAsync(AppDb db, DeliveryScope scope, DateOnly day, int from, int to) =>
        Between(db, scope, day, from, to).CountAsync(row => row.Cause != null);

    /// <summary>On how many days something was deployed.</summary>
    private static Task<int> DaysAsync(AppDb db, DeliveryScope scope, DateOnly day, int from, int to) =>
        Between(db, scope, day, from, to).Select(row => row.At.Date).Distinct().CountAsync();

    /// <param name="from">Days ago.</param>
    private static IQueryable<ProductionDeployment> Between(
        AppDb db,
        DeliveryScope scope,
        DateOnly day,
        int from,
        int to
    )
    {
        var (first, last) = (
            day.AddDays(-from).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            day.AddDays(-to).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
        );
        return db.DeploymentsOf(scope).Where(row => row.At >= first && row.At < last);
    }
}
