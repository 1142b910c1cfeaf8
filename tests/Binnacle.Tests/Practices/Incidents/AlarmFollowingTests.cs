using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents;
using Binnacle.Practices.Incidents.Alarms;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Incidents;

public sealed class AlarmFollowingTests
{
    private static readonly DateTime Now = new(2026, 11, 15, 12, 0, 0, DateTimeKind.Utc);

    private readonly SettableClock clock = new(Now);

    private static Telling Alert(string id, double minute, string service = "checkout", double? ended = null) =>
        Tell(Fired(AlarmKind.Alert, id, minute, service, ended), minute);

    private static Alarm Fired(AlarmKind kind, string id, double minute, string service, double? ended)
    {
        var alarm = Alarm.Of(kind, "monitoring.example", id);
        (alarm.Title, alarm.ServiceName, alarm.Severity) = ($"Alert {id}", service, "critical");
        alarm.StartedAt = At(minute);
        alarm.ResolvedAt = ended is { } end ? At(end) : null;
        return alarm;
    }

    private static Telling Tell(Alarm alarm, double minute) => new(alarm, At(minute));

    private static DateTime At(double minute) => Now.AddDays(-2).AddMinutes(minute);

    private async Task TellAsync(TestDatabase database, params Telling[] tellings)
    {
        await using var db = database.Open(clock: clock);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.JoinFactsAsync(tellings);
            await transaction.CommitAsync();
        }
        db.ChangeTracker.Clear();
        while (await db.FollowAlarmsAsync(3) > 0)
            db.ChangeTracker.Clear();
    }

    private async Task<List<string>> FoundAsync(TestDatabase database)
    {
        await using var db = database.Open(clock: clock);
        var links = await (
            from link in db.Set<IncidentAlarm>()
            join alarm in db.Set<Alarm>() on link.AlarmId equals alarm.Id
            join incident in db.Set<Incident>() on link.IncidentId equals incident.Id
            select new
            {
                incident.Id,
                incident.DismissedAt,
                incident.DetectedAt,
                incident.ResolvedAt,
                alarm.Title,
            }
        ).ToListAsync();
        links.ShouldAllBe(row => row.DismissedAt == null);
        return
        [
            .. links
                .GroupBy(row => row.Id)
                .Select(group =>
                    $"{string.Join(',', group.Select(row => row.Title).Order())} {group.First().DetectedAt:HH:mm} {group.First().ResolvedAt:HH:mm}"
                )
                .Order(),
        ];
    }

    [Theory, OnBothDatabases]
    public async Task The_same_alerts_end_up_together_in_any_order_and_told_twice(Engine engine)
    {
        Telling[] all =
        [
            Alert("a", 0, ended: 5),
            Alert("b", 25, ended: 40),
            Alert("c", 50, ended: 55),
            Alert("d", 200, ended: 210),
            Alert("e", 10, "search", 20),
        ];
        string[] expected = ["Alert a,Alert b,Alert c 12:00 12:55", "Alert d 15:20 15:30", "Alert e 12:10 12:20"];
        foreach (var order in new[] { new[] { 0, 1, 2, 3, 4 }, [4, 3, 2, 1, 0], [0, 2, 3, 1, 4], [2, 0, 1, 4, 3] })
        {
            await using var database = await TestDatabase.CreateAsync(engine);
            // One by one, so that c opens an incident of its own until b joins it to a.
            foreach (var index in order)
                await TellAsync(database, all[index]);
            (await FoundAsync(database)).ShouldBe(expected);
            await TellAsync(database, all);
            (await FoundAsync(database)).ShouldBe(expected);
            await using var db = database.Open(clock: clock);
            (await db.Set<Incident>().CountAsync(row => row.DismissedAt == null)).ShouldBe(3);
        }
    }

    [Theory, OnBothDatabases]
    public async Task News_come_in_the_order_in_which_alarms_began(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open(clock: clock);
        await using var transaction = await db.Database.BeginTransactionAsync();
        int[] minutes = [40, 10, 30, 0, 20, 50];
        await db.JoinFactsAsync([.. minutes.Select(minute => Alert($"a{minute}", minute))]);
        var taken = new List<DateTime?>();
        while (await db.TakeAlarmNewsAsync(2) is { Count: > 0 } news)
            taken.AddRange(news.Select(alarm => alarm.StartedAt).Order());
        taken.ShouldBe([.. minutes.Order().Select(minute => (DateTime?)At(minute))]);
    }

    [Theory, OnBothDatabases]
    public async Task What_alarms_change_and_where_a_rule_stands_is_told(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 10));
        var worse = Fired(AlarmKind.Alert, "a", 10, "checkout", null);
        (worse.Title, worse.Severity) = ("Alert b", "warning");
        await TellAsync(database, Tell(worse, 20));
        await using var db = database.Open(clock: clock);
        var told = await db.Set<TimelineEvent>().SingleAsync(row => row.Verb == "incident.told");
        told.Details!.ShouldContain("Title: Alert a → Alert b");
        told.Details!.ShouldContain("What noticed: Alert a → Alert b");
        told.Details!.ShouldContain("Severity: ");
        var rule = (await db.GroupingRulesAsync()).ShouldHaveSingleItem();
        await db.ChangeRuleAsync(
            rule,
            new(rule.Name, rule.Service, rule.Title, rule.Severities, rule.GroupBy, 30, true, 3, null)
        );
        (await db.Set<TimelineEvent>().SingleAsync(row => row.Verb == "grouping-rule.changed")).Details.ShouldBe(
            "Place: 1 → 3"
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_pagers_incident_is_one_and_impact_is_never_taken_from_it(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var resolved = Alarm.Of(AlarmKind.Incident, "acme.pagerduty.com", "Q1");
        resolved.ResolvedAt = At(60);
        var acknowledged = Alarm.Of(AlarmKind.Incident, "acme.pagerduty.com", "Q1");
        acknowledged.AcknowledgedAt = At(4);
        var triggered = Fired(AlarmKind.Incident, "Q1", 0, "checkout", null);
        var first = Alarm.Of(AlarmKind.Incident, "acme.pagerduty.com", "Q1");
        (first.Title, first.StartedAt, first.Severity) = (triggered.Title, triggered.StartedAt, "high");
        await TellAsync(database, Tell(resolved, 60));
        await TellAsync(database, Tell(acknowledged, 4));
        await TellAsync(database, Tell(first, 0));
        await TellAsync(database, Tell(first, 0), Tell(resolved, 60));

        await using var db = database.Open(clock: clock);
        var incident = await db.Set<Incident>().Include(row => row.Moments).SingleAsync();
        incident.DetectedAt.ShouldBe(At(0));
        incident.AcknowledgedAt.ShouldBe(At(4));
        incident.ResolvedAt.ShouldBe(At(60));
        incident.ImpactStartAt.ShouldBeNull();
        incident.ImpactEndAt.ShouldBeNull();
        Spans.Detect(incident).ShouldBeNull();
        Spans.Recover(incident, Now).ShouldBeNull();
        // The pager does not say who made it ring.
        incident.DetectedBy.ShouldBeNull();
        incident.Severity.ShouldBe(1);
        incident.Moments.ShouldAllBe(moment => moment.Source == MomentSource.Alarm && moment.SourceWhat != null);
        var flow = (await db.IncidentsForFlowAsync(At(-60), Now)).ShouldHaveSingleItem();
        flow.StartedAt.ShouldBe(At(0));
        flow.RestoredAt.ShouldBe(At(60));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_person_said_holds_over_what_alarms_tell_later(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 30));
        await using (var db = database.Open(clock: clock))
        {
            var incident = (await db.IncidentAsync(1))!;
            await db.TellTimeAsync(incident, MomentKind.Detected, At(10), "the log", "Seen in the log before.");
            await db.TellTimeAsync(incident, MomentKind.ImpactStart, At(0), "the graph", null);
        }
        await TellAsync(database, Alert("a", 20, ended: 90), Alert("b", 40, ended: 80));
        await using var after = database.Open(clock: clock);
        var told = (await after.IncidentAsync(1))!;
        told.DetectedAt.ShouldBe(At(10));
        told.ResolvedAt.ShouldBe(At(90));
        told.Moments.Count(moment => moment.Kind is MomentKind.Detected).ShouldBe(2);
        Spans.Detect(told)!.Value.Days.ShouldBe(10.0 / 1440, 1e-9);
    }

    [Theory, OnBothDatabases]
    public async Task An_alert_that_came_back_opens_its_incident_again(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 0, ended: 10));
        var again = Fired(AlarmKind.Alert, "a", 0, "checkout", null);
        again.ReopenedAt = At(30);
        await TellAsync(database, Tell(again, 30));
        await using var db = database.Open(clock: clock);
        (await db.IncidentAsync(1))!.IsOpen.ShouldBeTrue();
    }

    [Theory, OnBothDatabases]
    public async Task Rules_decide_which_alerts_open_one_and_are_tried_before(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 0), Alert("b", 300), Alert("noise 1", 10, "search"));
        await using var db = database.Open(clock: clock);
        var rules = await db.GroupingRulesAsync();
        rules.ShouldHaveSingleItem().AddedBy.ShouldBe("Binnacle");
        clock.Pass(TimeSpan.FromMinutes(1));
        var quiet = new GroupingRuleDraft("Noise", "", "Alert noise*", "", GroupBy.Service, 30, false, 1, null);
        var trial = await db.TryRulesAsync([.. rules, quiet.Checked(db)]);
        (trial.Alerts, trial.Groups.Count, trial.Unread).ShouldBe((3, 2, 1));
        (
            await db.Set<TimelineEvent>().AnyAsync(row => row.Verb == "grouping-rule.added" && row.Subject == "Noise")
        ).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("Checkout*", "CheckoutSlow", true)]
    [InlineData("*SLOW", "CheckoutSlow", true)]
    [InlineData("*out*low", "CheckoutSlow", true)]
    [InlineData("Checkout", "CheckoutSlow", false)]
    [InlineData("*", null, true)]
    public void Patterns_are_as_people_write_them(string pattern, string? title, bool fits)
    {
        var alarm = Fired(AlarmKind.Alert, "a", 0, "checkout", null);
        alarm.Title = title;
        (new RuleOrder([new GroupingRule { Title = pattern }]).Of(alarm) is not null).ShouldBe(fits);
    }

    [Theory, OnBothDatabases]
    public async Task A_title_longer_than_ours_opens_one_all_the_same(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var alarm = Fired(AlarmKind.Alert, "a", 0, "checkout", null);
        alarm.Title = new string('x', 700);
        await TellAsync(database, Tell(alarm, 0));
        await using var db = database.Open(clock: clock);
        (await db.Set<Incident>().SingleAsync()).Title.Length.ShouldBe(200);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_pagers_near_an_alert_the_first_that_rang_has_it_in_whatever_order_they_are_told(
        Engine engine
    )
    {
        string[] expected = ["Alert a,Alert p1 12:00 ", "Alert p2 12:20 "];
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            await using var database = await TestDatabase.CreateAsync(engine);
            await using (var db = database.Open(clock: clock))
            {
                db.AddService("checkout");
                await db.SaveChangesAsync();
            }
            Telling[] all =
            [
                Tell(Fired(AlarmKind.Incident, "p1", 0, "checkout", null), 0),
                Tell(Fired(AlarmKind.Incident, "p2", 20, "checkout", null), 20),
                Alert("a", 10),
            ];
            foreach (var index in order)
                await TellAsync(database, all[index]);
            (await FoundAsync(database)).ShouldBe(expected);
            await using var after = database.Open(clock: clock);
            var there = await after.Set<Incident>().Where(row => row.DismissedAt == null).ToListAsync();
            there.Count.ShouldBe(2);
            // What the alert had opened itself points to where it is.
            foreach (var merged in await after.Set<Incident>().Where(row => row.MergedIntoId != null).ToListAsync())
                merged.MergedIntoId.ShouldBe(there.Single(row => row.Title == "Alert p1").Id);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_rule_that_is_changed_still_finds_what_it_held_together(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 0));
        await using (var db = database.Open(clock: clock))
        {
            var rule = (await db.GroupingRulesAsync()).ShouldHaveSingleItem();
            await db.ChangeRuleAsync(
                rule,
                new("Same title", "", "", "critical", GroupBy.ServiceAndTitle, 30, true, 1, null)
            );
            while (await db.FollowAlarmsAsync() > 0) { }
        }
        var again = Fired(AlarmKind.Alert, "a2", 10, "checkout", null);
        again.Title = "Alert a";
        await TellAsync(database, Tell(again, 10), Alert("b", 12));
        (await FoundAsync(database)).ShouldBe(["Alert a,Alert a 12:00 ", "Alert b 12:12 "]);
    }

    [Theory, OnBothDatabases]
    public async Task A_service_that_is_found_later_keeps_the_group_together(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 0));
        await using (var db = database.Open(clock: clock))
        {
            db.AddService("checkout");
            await db.SaveChangesAsync();
            (await db.AttributeFactsAsync()).ShouldBe(1);
            while (await db.FollowAlarmsAsync() > 0) { }
        }
        await TellAsync(database, Alert("b", 10));
        (await FoundAsync(database)).ShouldBe(["Alert a,Alert b 12:00 "]);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_person_is_just_saying_is_waited_for(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 10));
        await using var person = database.Open(clock: clock);
        Task following;
        await using (var transaction = await person.Database.BeginTransactionAsync())
        {
            await person.AddNoteAsync((await person.IncidentAsync(1))!, null, "Looking at it.");
            following = Task.Run(() => TellAsync(database, Alert("b", 5)));
            await Task.Delay(500);
            await transaction.CommitAsync();
        }
        await following;
        await using var db = database.Open(clock: clock);
        var incident = (await db.IncidentAsync(1))!;
        // Alarms do not say anew what it is called once a person said something of it.
        (incident.Title, incident.DetectedAt).ShouldBe(("Alert a", At(5)));
        (await FoundAsync(database)).ShouldBe(["Alert a,Alert b 12:05 "]);
    }

    [Theory, OnBothDatabases]
    public async Task What_alarms_changed_meanwhile_is_not_overwritten_and_no_error(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await TellAsync(database, Alert("a", 10));
        await using var slow = database.Open(clock: clock);
        var seen = (await slow.IncidentAsync(1))!;
        await TellAsync(database, Alert("b", 5));
        (await Should.ThrowAsync<Refusal>(() => slow.AddNoteAsync(seen, null, "Looking at it."))).Message.ShouldContain(
            "Look at it again"
        );
        var now = (await slow.IncidentAsync(1))!;
        now.Title.ShouldBe("Alert b");
        await slow.AddNoteAsync(now, null, "Looking at it.");
    }
}
