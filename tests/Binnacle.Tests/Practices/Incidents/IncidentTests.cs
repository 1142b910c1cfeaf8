using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Exchange;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Learning;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Incidents;

public sealed class IncidentTests
{
    private readonly SettableClock clock = new(new DateTime(2026, 11, 15, 12, 0, 0));

    [Theory, OnBothDatabases]
    public async Task From_opened_by_hand_to_a_shared_postmortem(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        var opened = await member.SubmitAsync(
            "/practices/incidents/new",
            "open",
            ("Title", "Card payments are refused"),
            ("Severity", "1"),
            ("DetectedBy", "Customer"),
            ("DetectedAt", "2026-11-15T10:30")
        );
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect, await opened.Content.ReadAsStringAsync());
        const string page = "/practices/incidents/1";
        var read = await member.ReadAsync(page);
        read.QuerySelector("h1")!.TextContent.ShouldBe("Open for 1 h 30 min; customers noticed first");
        read.Body!.TextContent.ShouldContain("unknown: nobody said when impact began");

        (
            await member.SubmitAsync(page, "update", ("Update", "We look at it."), ("NextAt", "2026-11-15T12:30"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.ReadAsync(page)).Body!.TextContent.ShouldContain("by 15 Nov 2026 12:30");
        (await member.ReadAsync("/practices/incidents")).Body!.TextContent.ShouldContain(
            "next update by 15 Nov 2026 12:30"
        );

        foreach (
            var (kind, at) in new[]
            {
                ("ImpactStart", "2026-11-15T10:00"),
                ("ImpactEnd", "2026-11-15T11:00"),
                ("Resolved", "2026-11-15T11:10"),
            }
        )
            (await member.SubmitAsync($"{page}/times", "time", ("Kind", kind), ("At", at))).StatusCode.ShouldBe(
                HttpStatusCode.Redirect
            );
        (await member.ReadAsync(page))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("Over after 1 h; customers noticed first");
        // A correction says why, and what stood there is kept.
        (
            await member.SubmitAsync($"{page}/times", "time", ("Kind", "ImpactEnd"), ("At", "2026-11-15T11:05"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await member.SubmitAsync(
                $"{page}/times",
                "time",
                ("Kind", "ImpactEnd"),
                ("At", "2026-11-15T11:05"),
                ("Why", "The last refusal was later.")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.ReadAsync($"{page}/times")).Body!.TextContent.ShouldContain("The last refusal was later.");

        var chat = await member.SubmitAsync(
            page,
            "chat",
            ("Chat", "[10:31] Ada: refusals are at 40 %\n[10:40] Bob: rolled back"),
            ("ChatDay", "2026-11-15")
        );
        chat.Headers.Location!.ToString().ShouldContain("pasted=2");
        (await member.SubmitAsync(page, "update", ("Update", "Payments work again."))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        var timeline = (await member.ReadAsync(page)).QuerySelector(".timeline")!.TextContent;
        timeline.ShouldContain("Person 1: refusals are at 40 %");
        timeline.ShouldNotContain("Ada");

        var draft = await member.ReadAsync($"{page}/postmortem/edit");
        draft.QuerySelectorAll("textarea").Length.ShouldBe(PostmortemText.Template.Count);
        draft.QuerySelector("textarea[name=Text2]")!.TextContent.ShouldContain("rolled back");
        var saved = await member.SubmitAsync(
            $"{page}/postmortem/edit",
            "write",
            ("Text0", "An engineer forgot the certificate."),
            ("Do", "save")
        );
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        var written = await member.ReadAsync($"{page}/postmortem");
        written.Body!.TextContent.ShouldContain("1 sentence puts people as the cause");
        var texts = await member.ReadAsync($"{page}/postmortem/versions");
        texts.QuerySelector("h1")!.TextContent.ShouldBe("1 version of the postmortem");
        texts.Body!.TextContent.ShouldContain("An engineer forgot the certificate.");
        (await member.SubmitAsync($"{page}/postmortem", "ask")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // Whoever wrote it last does not review it.
        (await member.SubmitAsync($"{page}/postmortem", "review", ("IsGood", "true"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var leader = await server.BrowseAsAsync(Role.Leader);
        // Nor does anybody find good what is another text meanwhile.
        var outdated = await leader.SubmitAsync($"{page}/postmortem", "review", ("IsGood", "true"), ("Seen", "0"));
        outdated.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await leader.SubmitAsync($"{page}/postmortem", "review", ("IsGood", "true"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await leader.SubmitAsync($"{page}/postmortem", "share")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await leader.ReadAsync($"{page}/postmortem")).QuerySelector("h1")!.TextContent.ShouldStartWith("Shared on");
        var markdown = await (await leader.GetAsync($"{page}/postmortem.md")).Content.ReadAsStringAsync();
        markdown.ShouldStartWith("# Card payments are refused");
        PostmortemText.Read(markdown).ShouldContain(section => section.Heading == "What surprised us");
        foreach (var path in new[] { "", "/actions", "/gaps", "/learning", "/rules", "/rules?try=true" })
            (await leader.GetAsync($"/practices/incidents{path}")).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        (await leader.ReadAsync("/search?q=refused")).Body!.TextContent.ShouldContain("Card payments are refused");
    }

    [Theory, OnBothDatabases]
    public async Task A_program_that_tells_twice_opens_one(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        await CommitmentWorld.AddAsync(server.Database);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        var body = new
        {
            title = "Search is empty",
            key = "status-17",
            scope = "team:search",
            severity = 2,
            detectedBy = "monitoring",
            detectedAt = "2026-11-15T09:00:00Z",
        };
        var first = await program.PostAsJsonAsync("/api/v1/incidents", body);
        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        (await program.PostAsJsonAsync("/api/v1/incidents", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = await program.PostAsJsonAsync(
            "/api/v1/incidents/1/times",
            new { kind = "impactStart", at = "2026-11-15T08:50:00Z" }
        );
        told.StatusCode.ShouldBe(HttpStatusCode.OK, await told.Content.ReadAsStringAsync());
        var answer = await told.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("minutesToDetect").GetDouble().ShouldBe(10);
        answer.GetProperty("minutesToRecover").ValueKind.ShouldBe(JsonValueKind.Null);
        var wrong = await program.PostAsJsonAsync(
            "/api/v1/incidents/1/times",
            new { kind = "impactEnd", at = "2026-11-15T08:00:00Z" }
        );
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var ahead = await program.PostAsJsonAsync(
            "/api/v1/incidents",
            new { title = "From tomorrow", detectedAt = "2026-11-16T09:00:00Z" }
        );
        ahead.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var list = await program.GetFromJsonAsync<JsonElement>("/api/v1/incidents?show=severe");
        list.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await program.GetStringAsync("/practices/incidents.csv")).ShouldContain("Search is empty");
    }

    [Theory, OnBothDatabases]
    public async Task A_gap_closes_only_when_an_alert_really_fired(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open(clock: clock);
        db.AddService("Ledger");
        db.AddService("Search");
        await db.SaveChangesAsync();
        var practices = new PracticeList();
        var (incident, _) = await db.OpenIncidentAsync(
            new("Queue stood", "Ledger", DetectedBy: Detector.Customer, MissedSignal: "Queue depth", Severity: 2),
            OpenedFrom.Hand
        );
        var gap = (await db.GapsAsync(null))!.ShouldHaveSingleItem();
        gap.Incidents.ShouldHaveSingleItem().Number.ShouldBe(1);
        var action = await db.PromiseActionAsync(
            incident,
            new(ActionKind.Detective, "Alert on queue depth", "Bob", Signature: "Queue stands", Gap: gap.Id),
            practices
        );
        action.GapId.ShouldBe(gap.Id);
        var commitment = await db.Set<Commitment>().SingleAsync(row => row.Id == action.CommitmentId);
        var old = Alert(AlarmKind.Alert, "old", "Ledger", db.Now.AddHours(-1));
        var fresh = Alert(AlarmKind.Alert, "fresh", "Ledger", db.Now.AddHours(1));
        var other = Alert(AlarmKind.Alert, "other", "Search", db.Now.AddHours(1));
        var rung = Alert(AlarmKind.Incident, "rung", "Ledger", db.Now.AddHours(1));
        await db.JoinFactsAsync([new(old, db.Now), new(fresh, db.Now), new(other, db.Now), new(rung, db.Now)]);
        clock.Pass(TimeSpan.FromHours(2));
        (await db.FiredSinceAsync(gap)).ShouldHaveSingleItem().Id.ShouldBe(fresh.Id);
        foreach (var wrong in new Guid?[] { null, Guid.Empty, old.Id, other.Id, rung.Id })
            (
                await Should.ThrowAsync<Refusal>(() => db.CloseGapAsync(gap.Id, FiredIn.Drill, "drill of March", wrong))
            ).Field.ShouldBe("alarm");
        // The action is not done before the alert fired, whoever says so.
        (
            await Should.ThrowAsync<Refusal>(() => db.CloseAsync(commitment, ClosureOutcome.Done, null, practices))
        ).Message.ShouldContain("“Queue depth” is still open");
        commitment.Closure.ShouldBeNull();
        await using var another = database.Open(clock: clock);
        await another.Set<DetectionGap>().LoadAsync();
        await db.CloseGapAsync(gap.Id, FiredIn.Drill, "drill of March", fresh.Id);
        // Of two who close it at once, the second is told so.
        (
            await Should.ThrowAsync<Refusal>(() =>
                another.CloseGapAsync(gap.Id, FiredIn.Drill, "drill of April", fresh.Id)
            )
        ).Message.ShouldStartWith("Somebody else closed it");
        await db.CloseAsync(commitment, ClosureOutcome.Done, null, practices);
        var closed = (await db.GapsAsync(null))!.ShouldHaveSingleItem();
        closed.Alarm.ShouldBe("QueueDeep");
        closed.Actions.ShouldHaveSingleItem().Outcome.ShouldBe(ClosureOutcome.Done);
        // The same signal is missed again: it is open again.
        clock.Pass(TimeSpan.FromDays(1));
        await db.OpenIncidentAsync(
            new("Queue stood again", "Ledger", DetectedBy: Detector.Customer, MissedSignal: "queue depth"),
            OpenedFrom.Hand
        );
        (await db.GapsAsync(null))!.Count(row => row.ClosedAt is null).ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task A_detective_action_is_dropped_while_its_gap_is_open_and_is_not_done(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open(clock: clock))
        {
            var (incident, _) = await db.OpenIncidentAsync(
                new("Queue stood", DetectedBy: Detector.Customer, MissedSignal: "Queue depth"),
                OpenedFrom.Hand
            );
            var gap = (await db.GapsAsync(null))!.ShouldHaveSingleItem();
            await db.PromiseActionAsync(
                incident,
                new(ActionKind.Detective, "Alert on queue depth", "Bob", Signature: "Queue stands", Gap: gap.Id),
                new PracticeList()
            );
        }
        await using (var db = server.Database.Open(clock: clock))
        {
            var told = await db.ExportAsync();
            var closure = new ClosureItem(ClosureOutcome.Done, null, db.Now, "Bob");
            var closed = told with { Commitments = [told.Commitments.Single() with { Closure = closure }] };
            (await Should.ThrowAsync<ImportRefused>(() => db.ImportAsync(closed, dryRun: false))).Message.ShouldContain(
                "Close the gap first"
            );
        }
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync("/commitments/1")).QuerySelector("main")!.TextContent.ShouldContain("still open");
        using var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        const string url = "/api/v1/commitments/1/closure";
        var done = await program.PostAsJsonAsync(url, new { outcome = "done" });
        done.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await done.Content.ReadAsStringAsync()).ShouldContain("Close the gap first");
        var dropped = await program.PostAsJsonAsync(url, new { outcome = "dropped", note = "Another one will." });
        dropped.StatusCode.ShouldBe(HttpStatusCode.OK, await dropped.Content.ReadAsStringAsync());
        (await leader.ReadAsync("/practices/incidents/gaps"))
            .QuerySelector("main")!
            .TextContent.ShouldContain("decide on another");
    }

    private static Alarm Alert(AlarmKind kind, string id, string service, DateTime at)
    {
        var alarm = Alarm.Of(kind, "monitoring.example", id);
        (alarm.Title, alarm.ServiceName, alarm.StartedAt) = ("QueueDeep", service, at);
        return alarm;
    }

    [Theory, OnBothDatabases]
    public async Task Actions_follow_the_policy_of_severity_or_say_why_not(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open(clock: clock);
        var practices = new PracticeList();
        var (incident, _) = await db.OpenIncidentAsync(
            new("Payments are down", Severity: 1, Scope: "team:payments"),
            OpenedFrom.Hand
        );
        var limit = await ActionPolicy.DueAsync(db, incident, default);
        limit.ShouldBe(db.Today.AddDays(30));
        foreach (var kind in Enum.GetValues<ActionKind>())
            (
                await Should.ThrowAsync<Refusal>(() =>
                    db.PromiseActionAsync(incident, new(kind, "Refuse a second start", "Bob"), practices)
                )
            ).Field.ShouldBe("signature");
        var both = new ActionDraft(ActionKind.Corrective, "Write the runbook", "Bob", Signature: "x", NoSignature: "y");
        (await Should.ThrowAsync<Refusal>(() => db.PromiseActionAsync(incident, both, practices))).Field.ShouldBe(
            "noSignature"
        );
        (
            await Should.ThrowAsync<Refusal>(() =>
                db.PromiseActionAsync(
                    incident,
                    new(ActionKind.Corrective, "Rewrite it", "Bob", DueOn: limit.AddDays(1)),
                    practices
                )
            )
        ).Field.ShouldBe("why");
        await db.PromiseActionAsync(
            incident,
            new(ActionKind.Preventive, "Refuse a second start", "Bob", Signature: "Batch starts twice"),
            practices
        );
        clock.Pass(TimeSpan.FromMinutes(1));
        await db.DeclineActionAsync(
            incident,
            ActionKind.Corrective,
            "Rewrite it",
            "It would take a year, and the rest covers it."
        );
        clock.Pass(TimeSpan.FromMinutes(1));
        await db.PromiseActionAsync(
            incident,
            new(ActionKind.Corrective, "Write the runbook", "Bob", NoSignature: "it only makes repair faster."),
            practices
        );
        var rows = await db.ActionsOfAsync(incident.Id);
        rows.Count.ShouldBe(3);
        rows[0].DueOn.ShouldBe(limit);
        rows[0].Signature.ShouldBe("Batch starts twice");
        rows[1].DeclinedBecause!.ShouldContain("a year");
        // Though the incident has a way of failing, this one should not change it.
        rows[2].Signature.ShouldBeNull();
        rows[2].ShouldChange.ShouldBe("none, because it only makes repair faster.");
        (await db.ActionCountsAsync(new()))["declined"].ShouldBe(1);
        (await db.ActionCountsAsync(new()))["open"].ShouldBe(2);
        await db.ChangeAsync(
            incident,
            new(
                "Payments are down",
                null,
                "team:payments",
                1,
                null,
                Detector.Monitoring,
                null,
                null,
                "Batch starts twice",
                "A job that runs twice\n- Nobody watches the queue",
                incident.Revision
            )
        );
        var model = (await LearningModel.LoadAsync(db, "team:payments", null, default))!;
        model.Conditions.Count.ShouldBe(2);
        model.Signatures.ShouldHaveSingleItem().Actions.ShouldBe(1);
        var (count, newest) = await LearningModel.WithConditionAsync(
            db,
            "team:payments",
            null,
            "a job that runs twice",
            default
        );
        count.ShouldBe(1);
        newest.ShouldHaveSingleItem().Number.ShouldBe(1);
    }

    [Fact]
    public void Recurrence_is_too_early_before_nothing_at_all_could_have_shown_it()
    {
        var done = new DateOnly(2026, 1, 1);
        DateTime Day(int days) => done.AddDays(days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        List<DateTime> before = [.. Enumerable.Range(1, 8).Select(index => Day(-40 * index))];
        var known = done.AddDays(-365);
        Recurrence.ByDays(before, known, done, done.AddDays(60)).Verdict.ShouldBe(RecurrenceVerdict.TooEarly);
        var rarer = Recurrence.ByDays(before, known, done, done.AddDays(300));
        rarer.Verdict.ShouldBe(RecurrenceVerdict.Rarer);
        (rarer.Before, rarer.After, rarer.ExposureBefore, rarer.ExposureAfter).ShouldBe((8, 0, 365, 300));
        rarer.InWords.ShouldStartWith("8 times in 365 days before, never in 300 days since: rarer");
        Recurrence
            .ByDays([.. before, Day(50), Day(90), Day(200), Day(250)], known, done, done.AddDays(300))
            .Verdict.ShouldBe(RecurrenceVerdict.NoEvidence);
        Recurrence
            .ByDays(
                [.. before.Take(2), .. Enumerable.Range(1, 12).Select(index => Day(index * 10))],
                known,
                done,
                done.AddDays(200)
            )
            .Verdict.ShouldBe(RecurrenceVerdict.MoreOften);
        Recurrence.ByDays([], known, done, done.AddDays(900)).Verdict.ShouldBe(RecurrenceVerdict.TooEarly);
    }

    [Fact]
    public void No_trend_below_twenty_each_and_open_ones_count_as_long_as_they_lasted()
    {
        Duration? Over(double days) => new Duration(days, true);
        var few = SpanSummary.Of("To recover", Enumerable.Repeat(Over(1), 19));
        var many = SpanSummary.Of("To recover", Enumerable.Repeat(Over(0.1), 30));
        SpanSummary.Trend(few, many).ShouldStartWith("No trend");
        SpanSummary.Trend(SpanSummary.Of("", Enumerable.Repeat(Over(1), 20)), many).ShouldStartWith("Shorter");
        var open = SpanSummary.Of("", [Over(1), Over(2), new Duration(5, false), new Duration(6, false), null]);
        (open.Open, open.Unknown, open.Median).ShouldBe((2, 1, 2));
        SpanSummary.Of("", [new Duration(5, false), Over(9)]).Ninth.ShouldBe(9);
        SpanSummary.Of("", [null]).MedianWords.ShouldBe("unknown");
        (few.NinthWithin!.Value.Low, few.NinthWithinWords).ShouldBe((1, "1 d to 1 d"));
        SpanSummary.Of("", [Over(1)]).NinthWithinWords.ShouldBe("unknown: too few");
    }

    [Theory]
    [InlineData("[14:05] Ada: rolled back", "14:05", "Ada", "rolled back")]
    [InlineData("14:05 errors are falling", "14:05", null, "errors are falling")]
    [InlineData("2:05 PM - Ada: rolled back", "14:05", "Ada", "rolled back")]
    [InlineData("Ada Kern  2:05 PM\nrolled back\nand waiting", "14:05", "Ada Kern", "rolled back\nand waiting")]
    [InlineData("Ada Kern\n  14:05\nrolled back", "14:05", "Ada Kern", "rolled back")]
    [InlineData("[2026-11-15 14:05:10] <ada> rolled back", "14:05", "ada", "rolled back")]
    [InlineData("2026-11-15T14:05:10Z ada: rolled back", "14:05", "ada", "rolled back")]
    [InlineData("Kern, Ada 15/11 14:05\nrolled back", null, null, "")]
    public void Chats_are_read_as_people_copy_them(string text, string? time, string? author, string said)
    {
        var lines = ChatText.Read(text, new DateOnly(2026, 11, 15));
        if (time is null)
        {
            // A form that is not known gives nothing rather than something wrong.
            lines.ShouldBeEmpty();
            return;
        }
        var line = lines.ShouldHaveSingleItem();
        line.At.ToString("HH:mm").ShouldBe(time);
        line.Author.ShouldBe(author);
        line.Text.ShouldBe(said);
    }

    [Fact]
    public void A_chat_over_midnight_goes_on_the_next_day_and_clocks_are_moved_to_utc()
    {
        var lines = ChatText.Read("[23:50] a: one\n[00:10] b: two", new DateOnly(2026, 11, 14), TimeSpan.FromHours(1));
        lines
            .Select(line => line.At)
            .ShouldBe([new DateTime(2026, 11, 14, 22, 50, 0), new DateTime(2026, 11, 14, 23, 10, 0)]);
    }

    [Fact]
    public void Sections_go_out_and_come_in_as_they_were()
    {
        const string text =
            "Before it all.\n\n## Summary ##\n\nShort.\n\n```\n## not a heading\n```\n\n## Our C#\n\nMore.\n";
        var read = PostmortemText.Read(text);
        read.Select(section => section.Heading).ShouldBe(["", "Summary", "Our C#"]);
        PostmortemText.Read(PostmortemText.Write(read)).ShouldBe(read);
        var filled = PostmortemText.Filled(text);
        filled.Count.ShouldBe(PostmortemText.Template.Count + 2);
        filled[0].ShouldBe(new("", "Before it all."));
        filled[1].Text.ShouldContain("## not a heading");
        var round = PostmortemText.Write(filled);
        PostmortemText.Write(PostmortemText.Filled(round)).ShouldBe(round);
        PostmortemText.Read(round)[0].Text.ShouldBe("Before it all.");
    }
}
