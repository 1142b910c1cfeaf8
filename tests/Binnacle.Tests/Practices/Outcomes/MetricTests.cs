using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Outcomes.Metrics;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Outcomes;

public sealed class MetricTests
{
    [Theory, OnBothDatabases]
    public async Task A_sixth_metric_takes_the_place_of_another_and_says_why(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
        {
            for (var i = 1; i <= 5; i++)
                await db.DefineMeasureAsync(new($"Metric {i}", IsOutcome: true));
            await db.DefineMeasureAsync(new("Sixth", "%"));
        }
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        async Task<string> FieldAsync(object draft)
        {
            var answer = await program.PostAsJsonAsync("/api/v1/outcomes", draft);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return problem.GetProperty("errors").EnumerateObject().Single().Name;
        }
        (await FieldAsync(new { measure = "sixth" })).ShouldBe("replaces");
        (await FieldAsync(new { measure = "sixth", replaces = "metric-2" })).ShouldBe("reason");
        (await FieldAsync(new { measure = "metric-1" })).ShouldBe("measure");

        var leader = await server.BrowseAsAsync(Role.Leader);
        var taken = await leader.SubmitAsync(
            "/practices/outcomes",
            "take",
            ("Measure", "sixth"),
            ("Target", "42"),
            ("Replaces", "metric-2"),
            ("Reason", "Customers feel it first")
        );
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect, await taken.Content.ReadAsStringAsync());

        await using var after = server.Database.Open();
        (
            await after
                .Set<Measure>()
                .Where(row => row.IsOutcome)
                .Select(row => row.Slug)
                .OrderBy(slug => slug)
                .ToListAsync()
        ).ShouldBe(["metric-1", "metric-3", "metric-4", "metric-5", "sixth"]);
        var page = await leader.ReadAsync("/practices/outcomes");
        page.QuerySelectorAll("section[aria-labelledby^=metric-]").Length.ShouldBe(5);
        page.QuerySelector("table")!.TextContent.ShouldContain("Customers feel it first");
        page.QuerySelector("table")!.TextContent.ShouldContain("Made place for Sixth");
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/outcomes"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(row => row.GetProperty("measure").GetString() == "sixth")
            .GetProperty("target")
            .GetDouble()
            .ShouldBe(42);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync("/practices/outcomes")).QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
    }

    [Theory, OnBothDatabases]
    public async Task Owners_are_rows_and_the_text_follows_them(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
            await db.DefineMeasureAsync(
                new("Retention", IsOutcome: true, ProductOwner: "Ada Kern", EngineeringOwner: "Somebody Else")
            );
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync("/practices/outcomes/ownership"))
            .QuerySelector("h1")!
            .TextContent.ShouldContain("not recorded");
        (await leader.SubmitAsync("/practices/outcomes/ownership", "record-retention")).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        await using (var db = server.Database.Open())
        {
            var rows = await db.Set<Ownership>().OrderBy(row => row.Side).ToListAsync();
            rows.Select(row => (row.Name, row.PersonId is null))
                .ShouldBe([("Ada Kern", false), ("Somebody Else", true)]);
        }
        var both = await leader.SubmitAsync(
            "/practices/outcomes/ownership",
            "engineering-retention",
            ("Owner", "Ada Kern")
        );
        both.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await leader.SubmitAsync(
                "/practices/outcomes/ownership",
                "engineering-retention",
                ("Owner", "Bob"),
                ("Reason", "Takes it from here")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var after = server.Database.Open();
        (await after.Set<Measure>().SingleAsync()).EngineeringOwner.ShouldBe("Bob Østergård");
        var history = await after
            .Set<Ownership>()
            .Where(row => row.Side == OwnerSide.Engineering)
            .OrderBy(row => row.Since)
            .ToListAsync();
        history
            .Select(row => (row.Name, row.EndedAt is null))
            .ShouldBe([("Somebody Else", false), ("Bob Østergård", true)]);
        (await leader.GetAsync("/practices/outcomes/ownership.csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task A_proposal_to_rotate_is_accepted_changed_or_declined_with_a_reason(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var measure = await db.DefineMeasureAsync(new("Retention", IsOutcome: true));
        await db.HandOverAsync(measure, new(OwnerSide.Product, "Ada Kern", Since: db.Today.AddDays(-200)));
        await db.HandOverAsync(measure, new(OwnerSide.Engineering, "Bob", Since: db.Today.AddDays(-20)));
        var before = await db.RotationsAsync([measure]);
        before.Select(rotation => rotation.IsDue).ShouldBe([true, false]);
        before[0].Proposal.Person!.Name.ShouldBe("Ada Lund");

        (
            await Should.ThrowAsync<Refusal>(() =>
                db.AnswerRotationAsync(measure, new(OwnerSide.Product, RotationChoice.Declined))
            )
        ).Field.ShouldBe("reason");
        await db.AnswerRotationAsync(
            measure,
            new(OwnerSide.Product, RotationChoice.Declined, Reason: "In the middle of a trial")
        );
        (await db.RotationsAsync([measure]))[0].Declined!.Reason.ShouldBe("In the middle of a trial");
        await db.AnswerRotationAsync(measure, new(OwnerSide.Product, RotationChoice.Accepted));

        var after = (await db.RotationsAsync([measure]))[0];
        (after.Owner, after.IsDue, after.Declined).ShouldBe(("Ada Lund", false, null));
        var answers = await db.Set<RotationAnswer>().OrderBy(row => row.At).ToListAsync();
        answers
            .Select(row => (row.Choice, row.Proposed, row.Taken))
            .ShouldBe([(RotationChoice.Declined, "Ada Lund", null), (RotationChoice.Accepted, "Ada Lund", "Ada Lund")]);
        answers[1].Because.ShouldContain("Has not owned");
    }

    [Theory, OnBothDatabases]
    public async Task What_drove_no_decision_is_put_up_and_people_answer(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        Guid quiet;
        await using (var db = server.Database.Open())
        {
            var used = await db.DefineMeasureAsync(new("Used"));
            quiet = (await db.DefineMeasureAsync(new("Quiet", IsOutcome: true))).Id;
            db.Add(
                new OutcomeTerm
                {
                    MeasureId = quiet,
                    Since = db.Now.AddDays(-400),
                    By = "Ada",
                }
            );
            await db.DraftDecisionAsync(
                new("Sell weekly", Context: "c", Outcome: "o", Measures: [used.Slug], Decided: true)
            );
            db.Record("test.prepared", "world");
            await db.SaveChangesAsync();
            (await db.PutUpForRetirementAsync()).ShouldBeEmpty("decisions have named measures only since today");
            await db.Set<Decision>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DecidedAt, db.Now.AddDays(-190)));
            (await db.PutUpForRetirementAsync()).ShouldBe(["Quiet"]);
            (await db.PutUpForRetirementAsync()).ShouldBeEmpty();
        }
        var leader = await server.BrowseAsAsync(Role.Leader);
        const string page = "/practices/outcomes/retirement";
        string form;
        await using (var db = server.Database.Open())
            form = $"retire-{(await db.Set<Retirement>().SingleAsync()).Id}";
        (await leader.SubmitAsync(page, form, ("Choice", "Kept"), ("Reason", ""))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await leader.SubmitAsync(page, form, ("Choice", "Kept"), ("Reason", "The board asks for it"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await leader.ReadAsync(page)).QuerySelector("table")!.TextContent.ShouldContain("The board asks for it");
        await using (var db = server.Database.Open())
        {
            (await db.PutUpForRetirementAsync()).ShouldBeEmpty("it is kept for now");
            await db.Set<Retirement>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.KeptUntil, db.Today.AddDays(-1)));
            (await db.PutUpForRetirementAsync()).ShouldBe(["Quiet"]);
        }
        var program = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        var open = (await program.GetFromJsonAsync<JsonElement>("/api/v1/outcomes/retirements"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(row => row.GetProperty("choice").ValueKind is JsonValueKind.Null);
        (
            await program.PostAsJsonAsync(
                $"/api/v1/outcomes/retirements/{open.GetProperty("id").GetGuid()}",
                new { choice = "dropped", reason = "Nobody looked" }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var after = server.Database.Open();
        (await after.Set<Measure>().SingleAsync(row => row.Id == quiet)).IsOutcome.ShouldBeFalse();
        (await after.Set<OutcomeTerm>().SingleAsync()).EndReason.ShouldBe("Nobody looked");
        (await after.Set<TimelineEvent>().CountAsync(row => row.Verb == "outcome-metric.put-up")).ShouldBe(2);
        (await leader.ReadAsync("/practices/outcomes"))
            .QuerySelector("table")!
            .TextContent.ShouldContain("Nobody looked");
    }

    [Fact]
    public async Task A_leader_of_another_team_changes_nothing()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
            await db.DefineMeasureAsync(new("Retention", IsOutcome: true, Scope: "team:payments"));
        var stranger = await server.BrowseAsAsync(await CommitmentWorld.GrantAsync(server, world.Search, Role.Leader));
        (await stranger.ReadAsync("/practices/outcomes/ownership")).QuerySelectorAll("section form").ShouldBeEmpty();
        await using var other = server.Database.Open();
        other.Viewer = new(null, "Stranger", Role.None, new Dictionary<Guid, Role> { [world.Search.Id] = Role.Leader });
        var measure = await other.Set<Measure>().SingleAsync();
        await Should.ThrowAsync<NotAllowed>(() => other.AimAsync(measure, 3));
        await Should.ThrowAsync<NotAllowed>(() => other.HandOverAsync(measure, new(OwnerSide.Product, "Bob")));
    }
}
