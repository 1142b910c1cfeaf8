using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Commitments;

public sealed class CommitmentTests
{
    private static readonly string InAMonth = TimeProvider
        .System.GetUtcNow()
        .UtcDateTime.AddDays(30)
        .ToString("yyyy-MM-dd");
    private static readonly string Yesterday = TimeProvider
        .System.GetUtcNow()
        .UtcDateTime.AddDays(-1)
        .ToString("yyyy-MM-dd");

    [Theory, OnBothDatabases]
    public async Task Checks_count_commitments_that_are_not_open_without_naming_them(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        foreach (var (number, kind) in new[] { DataClass.Open, DataClass.People }.Index())
        {
            db.Add(
                new Commitment
                {
                    Number = number + 1,
                    Title = $"About {kind}",
                    OwnerId = world.Bob.Id,
                    DueOn = db.Today,
                    MadeAt = db.Now,
                    MadeBy = "Bob",
                    DataClass = kind,
                }
            );
        }
        db.Record("test.prepared", "commitments");
        await db.SaveChangesAsync();
        var records = new CheckRecords();

        await new CommitmentLoading().LoadAsync(db, records, TestContext.Current.CancellationToken);

        records.Of<CommitmentRecord>().Select(row => row.Title).ShouldBe(["About Open", "a commitment"]);
    }

    [Theory, OnBothDatabases]
    public async Task From_a_finding_to_a_closed_commitment(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);

        var form = $"/commitments/new?{CommitmentWorld.Finding}";
        var page = await member.ReadAsync(form);
        page.QuerySelector("#title")!.GetAttribute("value").ShouldBe("Take the top two debt items into the next cycle");
        page.QuerySelector("#scope option[selected]")!.TextContent.ShouldBe("Payments");
        page.QuerySelector("#expectedCheck option[selected]")!.GetAttribute("value").ShouldBe("debt.share");
        page.QuerySelector(".notice a")!.TextContent.ShouldBe("Payments spent 6 % on debt where 20 % is set aside");

        var made = await member.SubmitAsync(
            form,
            "make",
            ("Owner", "Østerg"),
            ("AtLeast", "10"),
            ("Detail", "**Both** items")
        );
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        made.Headers.Location!.ToString().ShouldEndWith("/commitments/1");

        var one = await member.ReadAsync("/commitments/1");
        one.Body!.TextContent.ShouldContain("Was 6 %, now 6 %; expected a rise of at least 10 points by");
        one.QuerySelector(".prose strong")!.TextContent.ShouldBe("Both");
        one.QuerySelector("a[href='/checks/debt.share?in=team:payments']").ShouldNotBeNull();

        var moved = await member.SubmitAsync(
            "/commitments/1",
            "move",
            ("DueOn", InAMonth.Replace(InAMonth[..4], $"{int.Parse(InAMonth[..4]) + 1}")),
            ("Reason", "The freeze")
        );
        moved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.SubmitAsync("/commitments/1", "hand-over", ("Owner", "ada lund"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await member.SubmitAsync("/commitments/1", "close", ("Outcome", "Done"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        var closed = await member.ReadAsync("/commitments/1");
        closed.Body!.TextContent.ShouldContain("Ada Lund owned it");
        closed.QuerySelectorAll("form[method=post] input[value=close]").ShouldBeEmpty();
        await using var db = server.Database.Open();
        var verbs = await db.Set<TimelineEvent>()
            .Where(row => row.SubjectUrl == "/commitments/1")
            .OrderBy(row => row.Id)
            .Select(row => row.Verb)
            .ToListAsync();
        verbs.ShouldBe(["commitment.made", "commitment.moved", "commitment.handed-over", "commitment.done"]);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_promised_without_a_number_takes_one_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        using var made = await member.SubmitAsync(
            "/commitments/new",
            "make",
            ("Title", "Pay back the ledger"),
            ("Owner", "Bob"),
            ("DueOn", "2030-03-01"),
            ("ExpectedCheck", "")
        );
        var url = made.Headers.Location!.OriginalString;

        using var empty = await member.SubmitAsync(url, "effect", ("AtLeast", "10"));
        (await Browser.ParseAsync(empty)).QuerySelector("#expectedCheck-error")!.TextContent.ShouldContain("Choose");
        using var named = await member.SubmitAsync(
            url,
            "effect",
            ("ExpectedCheck", "debt.share"),
            ("Way", "up"),
            ("AtLeast", "10")
        );
        named.StatusCode.ShouldBe(HttpStatusCode.Redirect, await named.Content.ReadAsStringAsync());
        await using var db = server.Database.Open();
        var promise = await db.Set<Commitment>().SingleAsync();
        (promise.ExpectedCheckId, promise.ExpectedScope, promise.LookOn).ShouldBe(
            ("debt.share", "organization", new DateOnly(2030, 3, 29))
        );
        (await member.ReadAsync(url)).QuerySelector("form #expectedCheck").ShouldBeNull();
        await Should.ThrowAsync<Refusal>(() =>
            db.NameEffectAsync(promise, new("debt.share"), Practices.World.Practices)
        );
    }

    [Theory, OnBothDatabases]
    public async Task Wrong_input_is_told_beside_its_field_and_changes_nothing(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        (string Field, string Text, (string, string)[] Values)[] cases =
        [
            ("title", "Say what is promised", [("Title", "  ")]),
            ("owner", "Nobody in the catalogue is named “Zoe”", [("Owner", "Zoe")]),
            ("owner", "Nobody in the catalogue is named “Cleo”", [("Owner", "Cleo")]),
            ("owner", "2 people match “ada”", [("Owner", "ada")]),
            ("owner", "There is no person with the number 99", [("OwnerNumber", "99")]),
            ("dueOn", "The due date has passed", [("DueOn", Yesterday)]),
            ("dueOn", "is not a day", [("DueOn", "tomorrow")]),
            ("dueOn", "more than five years", [("DueOn", "2999-01-01")]),
            ("scope", "There is no team “moon”", [("For", "team:moon")]),
            ("expectedCheck", "There is no check “debt.moon”", [("ExpectedCheck", "debt.moon")]),
            ("atLeast", "is not a number", [("AtLeast", "a lot")]),
            ("atLeast", "above 0", [("AtLeast", "-3")]),
            ("verifyOn", "or later", [("VerifyOn", Yesterday)]),
        ];
        foreach (var (field, text, values) in cases)
        {
            var all = values.Any(value => value.Item1 == "Owner") ? values : [.. values, ("Owner", "Bob")];
            var answer = await member.SubmitAsync($"/commitments/new?{CommitmentWorld.Finding}", "make", all);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, text);
            var page = await Browser.ParseAsync(answer);
            page.QuerySelector(".error-summary")!.TextContent.ShouldContain(text);
            page.QuerySelector($"#{field}-error")!.TextContent.ShouldContain(text);
        }
        await using var db = server.Database.Open();
        (await db.Set<Commitment>().CountAsync()).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task Of_several_people_with_a_name_one_is_chosen(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        var asked = await member.SubmitAsync(
            "/commitments/new",
            "make",
            ("Title", "Write it down"),
            ("Owner", "ADA"),
            ("For", "organization")
        );
        var page = await Browser.ParseAsync(asked);
        page.QuerySelectorAll("#ownerNumber option")
            .Select(option => option.TextContent)
            .ShouldBe(["Search by the name above", "Ada Kern, Payments", "Ada Lund, Search"]);
        page.QuerySelector("#title")!.GetAttribute("value").ShouldBe("Write it down");
        var made = await member.SubmitAsync(
            "/commitments/new",
            "make",
            ("Title", "Write it down"),
            ("Owner", "ADA"),
            ("OwnerNumber", "2"),
            ("For", "organization")
        );
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await member.GetAsync("/commitments.csv")).Content.ReadAsStringAsync()).ShouldContain(
            "1,Write it down,Ada Lund,,"
        );
    }

    [Theory, OnBothDatabases]
    public async Task People_of_one_name_are_told_apart_and_typed_as_they_are_shown(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await CommitmentWorld.AddNamesakesAsync(server.Database, world);
        var member = await server.BrowseAsAsync(Role.Member);
        var empty = await Browser.ParseAsync(await member.GetAsync("/commitments/new"));
        string[] named = ["Jan Wit, Payments", "Jan Wit, Search, number 12", "Jan Wit, Search, number 13"];
        empty
            .QuerySelectorAll("#owner-names option")
            .Select(option => option.GetAttribute("value"))
            .ShouldBe(["Ada Kern", "Ada Lund", "Bob Østergård", .. named]);
        var asked = await MakeAsync(member, "jan wit");
        (await Browser.ParseAsync(asked))
            .QuerySelectorAll("#ownerNumber option")
            .Select(option => option.TextContent)
            .ShouldBe(["Search by the name above", .. named]);
        (await MakeAsync(member, named[2])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = server.Database.Open();
        var owner = await db.Set<Commitment>().Select(row => row.OwnerId).SingleAsync();
        (await db.Set<Person>().SingleAsync(row => row.Id == owner)).Number.ShouldBe(13);
        // Addresses are for leaders: they tell more.
        var leader = await Browser.ParseAsync(
            await (await server.BrowseAsAsync(Role.Leader)).GetAsync("/commitments/new")
        );
        leader
            .QuerySelectorAll("#owner-names option")
            .Select(option => option.GetAttribute("value"))
            .ShouldContain("Jan Wit, Search, number 13 (jan.wit2)");
    }

    private static Task<HttpResponseMessage> MakeAsync(Browser member, string owner) =>
        member.SubmitAsync(
            "/commitments/new",
            "make",
            ("Title", "Write it down"),
            ("Owner", owner),
            ("For", "organization")
        );

    [Theory, OnBothDatabases]
    public async Task Two_people_closing_the_same_commitment_close_it_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await MakeAsync(server, world);
        await using var first = server.Database.Open(Viewer.System with { Name = "First" });
        await using var second = server.Database.Open(Viewer.System with { Name = "Second" });
        var one = (await first.CommitmentAsync(1))!;
        var same = (await second.CommitmentAsync(1))!;
        await first.CloseAsync(one, ClosureOutcome.Done, null, new PracticeList());
        var late = await Should.ThrowAsync<Refusal>(() =>
            second.CloseAsync(same, ClosureOutcome.Dropped, "No time", new PracticeList())
        );
        late.Message.ShouldContain("by First");
        await using var db = server.Database.Open();
        var closure = await db.Set<Closure>().SingleAsync();
        closure.Outcome.ShouldBe(ClosureOutcome.Done);
        (await db.Set<TimelineEvent>().CountAsync(row => row.Verb == "commitment.dropped")).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task A_member_of_one_team_changes_nothing_of_another(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await MakeAsync(server, world);
        var outsider = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Search));
        var page = await outsider.ReadAsync("/commitments/1");
        page.QuerySelectorAll("input[value=close]").ShouldBeEmpty();
        var choices = (await outsider.ReadAsync("/commitments/new"))
            .QuerySelectorAll("#scope option")
            .Select(option => option.TextContent);
        choices.ShouldBe(["Search"]);
        var refused = await outsider.SubmitAsync(
            "/commitments/new",
            "make",
            ("Title", "Other"),
            ("Owner", "Bob"),
            ("For", "team:payments")
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnBothDatabases]
    public async Task The_api_makes_lists_changes_and_closes(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        var draft = new
        {
            title = "Halve it",
            owner = "Bob",
            dueOn = InAMonth,
            scope = "team:payments",
            check = "debt.share",
            @in = "team:payments",
            expected = new
            {
                check = "debt.share",
                @in = "team:payments",
                up = true,
                atLeast = 0.1,
            },
        };
        var made = await program.PostAsJsonAsync("/api/v1/commitments", draft);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Headers.Location!.ToString().ShouldBe("/api/v1/commitments/1");
        (await program.PostAsJsonAsync("/api/v1/commitments", draft with { title = "Halve that" })).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );

        var first = await program.GetFromJsonAsync<JsonElement>("/api/v1/commitments?size=1&scope=team:payments");
        first.GetProperty("items")[0].GetProperty("number").GetInt32().ShouldBe(1);
        var next = await program.GetFromJsonAsync<JsonElement>(
            $"/api/v1/commitments?size=1&cursor={first.GetProperty("next").GetString()}"
        );
        next.GetProperty("items")[0].GetProperty("title").GetString().ShouldBe("Halve that");
        next.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);

        (string Method, string Path, object Body, HttpStatusCode Expected)[] calls =
        [
            (
                "PATCH",
                "/1",
                new { dueOn = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(60).ToString("yyyy-MM-dd") },
                HttpStatusCode.UnprocessableEntity
            ),
            (
                "PATCH",
                "/1",
                new
                {
                    dueOn = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(60).ToString("yyyy-MM-dd"),
                    reason = "Freeze",
                    owner = "ada",
                },
                HttpStatusCode.UnprocessableEntity
            ),
            ("PATCH", "/1", new { owner = "Ada Kern" }, HttpStatusCode.OK),
            ("PATCH", "/9", new { owner = "Ada Kern" }, HttpStatusCode.NotFound),
            ("POST", "/1/closure", new { outcome = "dropped" }, HttpStatusCode.UnprocessableEntity),
            ("POST", "/1/closure", new { outcome = "lost" }, HttpStatusCode.BadRequest),
            ("POST", "/1/closure", new { outcome = "dropped", note = "Bought instead" }, HttpStatusCode.OK),
            ("POST", "/1/closure", new { outcome = "done" }, HttpStatusCode.UnprocessableEntity),
        ];
        foreach (var (method, path, body, expected) in calls)
        {
            using var request = new HttpRequestMessage(new(method), "/api/v1/commitments" + path)
            {
                Content = JsonContent.Create(body),
            };
            (await program.SendAsync(request)).StatusCode.ShouldBe(expected, $"{method} {path} {body}");
        }
        var one = await program.GetFromJsonAsync<JsonElement>("/api/v1/commitments/1");
        one.GetProperty("commitment").GetProperty("owner").GetString().ShouldBe("Ada Kern");
        // The refused owner took the new date back with it.
        one.GetProperty("commitment").GetProperty("dueOn").GetString().ShouldBe(InAMonth);
        one.GetProperty("numberBefore").GetDouble().ShouldBe(0.06);
        one.GetProperty("closureNote").GetString().ShouldBe("Bought instead");
        var reader = await server.CallAsAsync(Role.Viewer, TokenScope.Write);
        (await reader.PostAsJsonAsync("/api/v1/commitments", draft)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_private_is_seen_by_its_maker_alone(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        var maker = await server.BrowseAsAsync(Role.Member);
        await maker.SubmitAsync(
            "/commitments/new",
            "make",
            ("Title", "Say sorry"),
            ("Owner", "Bob"),
            ("For", "organization"),
            ("Visible", "Private")
        );
        (await maker.ReadAsync("/commitments")).Body!.TextContent.ShouldContain("Say sorry");
        var administrator = await server.BrowseAsAsync(Role.Administrator);
        (await administrator.ReadAsync("/commitments")).Body!.TextContent.ShouldNotContain("Say sorry");
        (await administrator.GetAsync("/commitments/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task MakeAsync(TestServer server, CommitmentWorld world)
    {
        await using var db = server.Database.Open();
        await db.MakeCommitmentAsync(
            new CommitmentDraft("Keep it", "Bob", db.Today.AddDays(9), Scope: $"team:{world.Payments.Slug}"),
            new PracticeList()
        );
    }
}
