using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Outcomes;
using Binnacle.Practices.Outcomes.Objectives;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Outcomes;

public sealed class ObjectiveTests
{
    private readonly SettableClock clock = new(new DateTime(2026, 11, 15, 9, 0, 0));

    internal static ObjectiveDraft Draft(params KeyResultDraft[] results) =>
        new(
            "New shops sell within their first week",
            "They leave when they do not.",
            "2026-Q4",
            Scope: "team:payments",
            ProductOwner: "Ada Kern",
            EngineeringOwner: "Bob",
            KeyResults: results.Length > 0 ? results : [new("Support requests", 3, 1), new("Shops live", 10, 50)]
        );

    [Theory, OnBothDatabases]
    public async Task From_a_draft_to_a_score(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        await CommitmentWorld.AddAsync(server.Database);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var written = await leader.SubmitAsync(
            "/practices/outcomes/objectives/new",
            "objective",
            ("Title", "New shops sell within their first week"),
            ("Quarter", "2026-Q4"),
            ("For", "team:payments"),
            ("ProductOwner", "Ada Kern"),
            ("EngineeringOwner", "Bob"),
            ("Result0.Title", "Support requests"),
            ("Result0.Start", "3"),
            ("Result0.Target", "1"),
            ("Result1.Title", "Shops live"),
            ("Result1.Start", "10"),
            ("Result1.Target", "50"),
            ("Result1.Weight", "3")
        );
        written.StatusCode.ShouldBe(HttpStatusCode.Redirect, await written.Content.ReadAsStringAsync());
        const string page = "/practices/outcomes/objectives/1";
        (await leader.SubmitAsync(page, "activate")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await leader.ReadAsync(page)).QuerySelector("h1")!.TextContent.ShouldBe("No key result has a value yet");

        var checkedIn = await leader.SubmitAsync(
            $"{page}/check-in",
            "check-in",
            ("Confidence", "8"),
            ("Value1", "2"),
            ("Value2", "10"),
            ("Note", "Slow start")
        );
        checkedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect, await checkedIn.Content.ReadAsStringAsync());
        clock.Pass(TimeSpan.FromMinutes(1));
        await leader.SubmitAsync($"{page}/check-in", "check-in", ("Confidence", "5"), ("Value1", "1,5"));

        // (0.75 × 1 + 0 × 3) ÷ 4 = 0.1875; 45 of 91 days are over, so the pace is 0.38.
        var read = await leader.ReadAsync(page);
        read.QuerySelector("h1")!.TextContent.ShouldBe("On pace for 0.4; confidence fell from 8 to 5");
        read.QuerySelectorAll(".check-ins li").Length.ShouldBe(2);
        read.Body!.TextContent.ShouldContain("not a performance evaluation");
        read.QuerySelectorAll("figure.trend svg path.line").ShouldNotBeEmpty();

        var close = await leader.ReadAsync($"{page}/close");
        close.QuerySelector("input[name=Score]")!.GetAttribute("value").ShouldBe("0.19");
        (await leader.SubmitAsync($"{page}/close", "close", ("Score", "0.3"), ("Learned", ""))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await leader.SubmitAsync($"{page}/close", "close", ("Score", "0.3"), ("Learned", "Begin with *one* shop."))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await leader.ReadAsync(page))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("Scored 0.3; confidence fell from 8 to 5");
        await using var db = server.Database.Open();
        var states = (await db.ObjectiveAsync(1))!.States;
        states
            .Select(state => (state.Stage, state.EndedAt is null))
            .ShouldBe([(ObjectiveStage.Draft, false), (ObjectiveStage.Active, false), (ObjectiveStage.Closed, true)]);
        states[^1].Proposed.ShouldNotBeNull().ShouldBe(0.1875, 1e-9);
        (await leader.GetAsync($"{page}/check-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await leader.SubmitAsync($"{page}/check-in", "check-in", ("Confidence", "5"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var told = await db.Set<TimelineEvent>()
            .Where(row => row.SubjectUrl == page)
            .Select(row => row.Verb)
            .ToListAsync();
        told.Count(verb => verb == "objective.checked-in").ShouldBe(2);
        told.ShouldContain("objective.closed");
    }

    [Theory]
    [InlineData("keyResults", "both 5", "Same", 5.0, 5.0)]
    [InlineData("keyResults", "say what", "", 1.0, 5.0)]
    [InlineData("keyResults", "the number to reach", "Half", 1.0, null)]
    [InlineData("keyResults", "up to 10^15", "Huge", 1.0, 1e300)]
    public async Task What_cannot_be_a_key_result_is_refused(
        string field,
        string words,
        string title,
        double start,
        double? target
    )
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var refused = await Should.ThrowAsync<Refusal>(() =>
            db.AddObjectiveAsync(Draft(new KeyResultDraft(title, start, target)))
        );
        (refused.Field, refused.Message.Contains(words, StringComparison.Ordinal)).ShouldBe(
            (field, true),
            refused.Message
        );
    }

    [Fact]
    public async Task Two_people_answer_for_it_one_from_each_side()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        async Task<string> FieldAsync(ObjectiveDraft draft) =>
            (await Should.ThrowAsync<Refusal>(() => db.AddObjectiveAsync(draft))).Field;

        (await FieldAsync(Draft() with { EngineeringOwner = null })).ShouldBe("engineeringOwner");
        (await FieldAsync(Draft() with { EngineeringOwner = "Ada Kern" })).ShouldBe("engineeringOwner");
        (await FieldAsync(Draft() with { ProductOwner = "Ada" })).ShouldBe("productOwner");
        (await FieldAsync(Draft() with { Quarter = "soon" })).ShouldBe("quarter");
        (
            await FieldAsync(Draft() with { Quarter = null, StartsOn = new(2026, 10, 1), EndsOn = new(2026, 10, 1) })
        ).ShouldBe("endsOn");
        (await db.Set<Objective>().CountAsync()).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task A_correction_is_a_new_check_in_and_the_old_one_stays(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var objective = await ActiveAsync(
            db,
            new KeyResultDraft("Shops live", 10, 50),
            new KeyResultDraft("Calls", 3, 1)
        );
        var wrong = await db.CheckInAsync(objective, new(9, [new(1, 500), new(2, 2)], "Typed in a hurry"));
        (await db.StandingAsync(objective, db.Today)).Score.ShouldNotBeNull().ShouldBe(0.75, 1e-9);

        var right = await db.CheckInAsync(objective, new(6, [new(1, 30)], Corrects: wrong.Id));

        right.Day.ShouldBe(wrong.Day);
        var standing = await db.StandingAsync(objective, db.Today);
        // What the correction does not say is no longer said.
        standing.Results.Select(result => result.Current).ShouldBe([30, null]);
        var rows = await db.CheckInsAsync(objective);
        rows.Count.ShouldBe(2);
        rows.Single(row => row.Id == wrong.Id)
            .ShouldSatisfyAllConditions(
                row => row.IsCorrected.ShouldBeTrue(),
                row => row.Values[1].ShouldBe(500),
                row => row.Note.ShouldBe("Typed in a hurry")
            );
        (
            await Should.ThrowAsync<Refusal>(() => db.CheckInAsync(objective, new(6, Corrects: wrong.Id)))
        ).Message.ShouldContain("corrected already");
        var (list, _) = await db.ObjectivesOnPageAsync(new(), 1);
        (list[0].FirstConfidence, list[0].Confidence, list[0].Known).ShouldBe((6, 6, 1));
    }

    [Theory, OnBothDatabases]
    public async Task A_measure_feeds_a_key_result_within_its_period(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var measure = await db.DefineMeasureAsync(new("Activated", "%"));
        var today = db.Today;
        var objective = await db.AddObjectiveAsync(
            Draft(new KeyResultDraft("Activated", 40, 50, Measure: "activated")) with
            {
                Quarter = null,
                StartsOn = today.AddDays(-30),
                EndsOn = today.AddDays(30),
            }
        );
        await db.ActivateAsync(objective);
        await db.AddPointsAsync(measure, [new(today.AddDays(-31), 49)]);
        (await db.StandingAsync(objective, today)).Score.ShouldBeNull("a point before the period says nothing of it");

        await db.AddPointsAsync(measure, [new(today.AddDays(-10), 42), new(today.AddDays(-2), 36)]);

        var standing = await db.StandingAsync(objective, today);
        (standing.Results[0].Current, standing.Results[0].IsBelowStart, standing.Score).ShouldBe((36, true, 0));
        (await db.StandingAsync(objective, today.AddDays(-5))).Score.ShouldNotBeNull().ShouldBe(0.2, 1e-9);
        standing.Results[0].Unit.ShouldBe("%");
        (
            await Should.ThrowAsync<Refusal>(() => db.CheckInAsync(objective, new(5, [new(1, 44)])))
        ).Message.ShouldContain("fed by a measure");
    }

    [Theory, OnBothDatabases]
    public async Task Members_of_the_team_check_in_and_its_leaders_define(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, clock);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
            await ActiveAsync(db, new KeyResultDraft("Shops live", 10, 50));
        const string page = "/practices/outcomes/objectives/1";
        var stranger = await server.BrowseAsAsync(await CommitmentWorld.GrantAsync(server, world.Search, Role.Leader));
        (await stranger.SubmitAsync($"{page}/check-in", "check-in", ("Confidence", "3"))).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (
            await stranger.SubmitAsync($"{page}/close", "close", ("Score", "1"), ("Learned", "Ours now"))
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // The same account, with one grant after the other.
        var member = await server.BrowseAsAsync(await CommitmentWorld.GrantAsync(server, world.Payments, Role.Member));
        (
            await member.SubmitAsync(
                $"{page}/check-in",
                "check-in",
                ("Confidence", "3"),
                ("Value1", "12"),
                ("Note", "We lost a *partner*"),
                ("ForLeaders", "yes")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.ReadAsync(page)).QuerySelector(".check-ins")!.TextContent.ShouldContain("We lost a");
        (
            await member.SubmitAsync($"{page}/close", "close", ("Score", "1"), ("Learned", "Ours now"))
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var seen = await viewer.ReadAsync(page);
        seen.QuerySelector(".check-ins")!.TextContent.ShouldNotContain("We lost a");
        seen.QuerySelector(".check-ins")!.TextContent.ShouldContain("for leaders");
        seen.QuerySelectorAll("form[method=post] [name=Reason]").ShouldBeEmpty();
        (await viewer.GetAsync("/practices/outcomes/objectives/1.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await viewer.GetAsync("/timeline.json")).Content.ReadAsStringAsync()).ShouldNotContain("We lost a");

        var leader = await server.BrowseAsAsync(await server.AccountAsync(Role.Leader));
        (await leader.ReadAsync(page)).QuerySelector(".check-ins")!.TextContent.ShouldContain("We lost a");

        await using var after = server.Database.Open();
        (await after.Set<CheckIn>().CountAsync()).ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task Programs_check_in_list_and_close(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
        {
            await ActiveAsync(db, new KeyResultDraft("=SUM(shops)", 10, 50));
            var objective = await db.AddObjectiveAsync(Draft() with { Title = "Another", Quarter = "2025-Q1" });
            await db.DropAsync(objective, "Not now");
        }
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        var answer = await program.PostAsJsonAsync(
            "/api/v1/objectives/1/check-ins",
            new { confidence = 7, values = new[] { new { keyResult = 1, value = 30 } } }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("score").GetDouble().ShouldBe(0.5, 1e-9);
        (await program.PostAsJsonAsync("/api/v1/objectives/1/check-ins", new { confidence = 11 })).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );

        var open = await program.GetFromJsonAsync<JsonElement>("/api/v1/objectives");
        open.GetProperty("items").GetArrayLength().ShouldBe(1);
        var first = await program.GetFromJsonAsync<JsonElement>("/api/v1/objectives?show=all&size=1");
        var second = await program.GetFromJsonAsync<JsonElement>(
            $"/api/v1/objectives?show=all&size=1&cursor={first.GetProperty("next").GetString()}"
        );
        (
            first.GetProperty("items")[0].GetProperty("number").GetInt32(),
            second.GetProperty("items")[0].GetProperty("number").GetInt32()
        ).ShouldBe((1, 2));
        (await program.GetAsync("/api/v1/objectives?show=some")).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/objectives?show=all&period=2025-Q1"))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(1);
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/objectives?show=all&scope=team:search"))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(0);
        (await program.GetStringAsync("/practices/outcomes/key-results.csv")).ShouldContain(",'=SUM(shops),");

        (
            await program.PostAsJsonAsync(
                "/api/v1/objectives/1/states",
                new { stage = "closed", text = "Half is fine." }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var after = server.Database.Open();
        (await after.ObjectiveAsync(1))!.State.Score.ShouldBe(0.5);
        (await after.ObjectivesAsync()).ShouldBeEmpty();
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_was_faster_is_told(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var one = database.Open();
        await ActiveAsync(one, new KeyResultDraft("Shops live", 10, 50));
        await using var other = database.Open();
        var (first, second) = ((await one.ObjectiveAsync(1))!, (await other.ObjectiveAsync(1))!);
        await one.DropAsync(first, "Not now");
        (await Should.ThrowAsync<Refusal>(() => other.CloseAsync(second, 1, "Done"))).Message.ShouldContain(
            "meanwhile"
        );
        await using var fresh = database.Open();
        (await fresh.ObjectiveAsync(1))!.State.Stage.ShouldBe(ObjectiveStage.Dropped);
        await fresh.ReopenAsync((await fresh.ObjectiveAsync(1))!, "It matters after all");
        (await fresh.ObjectiveAsync(1))!.States.Count.ShouldBe(4);
    }

    [Theory, OnBothDatabases]
    public async Task What_changed_is_told_with_its_numbers(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var objective = await ActiveAsync(
            db,
            new KeyResultDraft("Shops live", 10, 50),
            new KeyResultDraft("Calls", 3, 1)
        );
        await db.CheckInAsync(objective, new(5, [new(2, 2)]));
        var draft = await ObjectiveChoices.DraftAsync(db, objective, default);
        await db.ChangeAsync(
            objective,
            draft with
            {
                KeyResults = [draft.KeyResults![0] with { Target = 40 }, draft.KeyResults[1], new("Refunds", 9, 4)],
            }
        );
        var told = await db.Set<TimelineEvent>()
            .Where(row => row.Verb == "objective.changed")
            .Select(row => row.Details)
            .SingleAsync();
        told!.ShouldContain("from 10 to 50");
        told!.ShouldContain("from 10 to 40");
        await using var fresh = database.Open();
        var read = (await fresh.ObjectiveAsync(1))!;
        read.KeyResults.Select(result => (result.Position, result.Target)).ShouldBe([(1, 40), (2, 1), (3, 4)]);
        (
            await Should.ThrowAsync<Refusal>(() =>
                fresh.ChangeAsync(read, draft with { KeyResults = [draft.KeyResults[0]] })
            )
        ).Message.ShouldContain("has values from check-ins");
    }

    internal static async Task<Objective> ActiveAsync(Binnacle.Platform.Data.AppDb db, params KeyResultDraft[] results)
    {
        var objective = await db.AddObjectiveAsync(Draft(results));
        await db.ActivateAsync(objective);
        return objective;
    }
}
