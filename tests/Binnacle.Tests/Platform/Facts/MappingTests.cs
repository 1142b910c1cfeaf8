using System.Net;
using System.Net.Http.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Facts.Mapping;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Facts;

/// <summary>What an administrator does with names that tools tell in their own way.</summary>
public sealed class MappingTests
{
    private static readonly DateTime Recently = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3);

    [Theory, OnBothDatabases]
    public async Task A_renamed_service_is_found_mapped_and_given_back(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var checkout = db.AddService("checkout");
        await db.SaveChangesAsync();
        await server.Database.JoinAsync(
            FactScene.Deployed("1", "tools", "checkout", "production", Recently),
            FactScene.Deployed("2", "tools", "cash-desk-v2", "production", Recently),
            FactScene.Deployed("3", "tools", "Cash-Desk-v3", "production", Recently),
            FactScene.Deployed("4", "tools", null, "production", Recently),
            FactScene.Alarmed("5", "cash-desk-v2", Recently)
        );
        var admin = await server.BrowseAsAsync(Role.Administrator);

        var open = await admin.ReadAsync("/settings/sources/rules");
        open.QuerySelector("h1")!.TextContent.ShouldBe("3 names belong to no service");
        open.Body!.TextContent.ShouldContain("1 of 5 facts of 90 days are decided");
        open.Body!.TextContent.ShouldContain("forge.example/tools");
        var make = open.QuerySelectorAll("a.button")
            .Single(link => link.GetAttribute("aria-label") == "Make a rule for cash-desk-v2")
            .GetAttribute("href")!;

        (string, string)[] rule = [("Pattern", "cash-desk-*"), ("Service", "checkout")];
        var tried = await Browser.ParseAsync(await admin.SubmitAsync(make, "rule", [.. rule, ("Do", "try")]));
        tried.QuerySelector("#trial-title")!.TextContent.ShouldBe("3 facts would change");
        tried.QuerySelector("section[role=status] tbody")!.TextContent.ShouldContain("unknown");
        (await db.Set<MappingRule>().AnyAsync()).ShouldBeFalse();

        (await admin.SubmitAsync(make, "rule", [.. rule, ("Do", "save")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await DoneAsync(server);
        (await ServicesAsync(server)).ShouldBe([("1", checkout), ("2", checkout), ("3", checkout), ("4", null)]);
        (await db.Set<Alarm>().AsNoTracking().SingleAsync()).ServiceId.ShouldBe(checkout);
        var list = await admin.ReadAsync("/settings/sources/rules");
        list.QuerySelectorAll("tbody tr")[0].TextContent.ShouldContain("cash-desk-*");
        list.QuerySelectorAll("tbody tr")[0].QuerySelector(".number")!.TextContent.Trim().ShouldBe("3");
        list.Body!.TextContent.ShouldContain("3 facts belong elsewhere now.");
        (await db.Set<TimelineEvent>().SingleAsync(row => row.Verb == "mapping-rule.added")).Details.ShouldBe(
            "“cash-desk-*” is checkout"
        );

        // What comes after the rule follows it at once.
        await server.Database.JoinAsync(FactScene.Deployed("6", "tools", "cash-desk-v4", "production", Recently));
        (await ServicesAsync(server)).ShouldContain(("6", checkout));

        await admin.SubmitAsync("/settings/sources/rules/1", "rule", ("Do", "remove"));
        await DoneAsync(server, runs: 2);
        (await ServicesAsync(server)).ShouldBe([("1", checkout), ("2", null), ("3", null), ("4", null), ("6", null)]);
    }

    [Theory, OnBothDatabases]
    public async Task The_first_rule_that_matches_holds_and_source_and_defaults_come_behind(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var source = new IntakeSource
        {
            Slug = "deploys",
            Name = "Deploys",
            Kind = "generic",
            AddedAt = Recently,
        };
        db.Add(source);
        db.Record("source.added", "Deploys");
        await db.SaveChangesAsync();
        await server.Database.JoinAsync(
            FactScene.Deployed("1", "shop", "a", "eu-west-1", Recently, source: source.Id),
            FactScene.Deployed("2", "shop", "a", "eu-west-1", Recently),
            FactScene.Deployed("3", "shop", "a", "production", Recently, source: source.Id),
            FactScene.Deployed("4", "shop", "a", "eu-west-2", Recently, isProduction: true, source: source.Id)
        );
        var api = await server.CallAsAsync(Role.Administrator, TokenScope.Write);
        (await ProductionAsync(server)).ShouldBe([null, null, true, true]);

        await AddAsync(api, new("environment", "eu-*", "deploys", IsProduction: true));
        await DoneAsync(server);
        (await ProductionAsync(server)).ShouldBe([true, null, true, true]);

        await AddAsync(api, new("environment", "*", "deploys", IsProduction: false, Position: 1));
        await DoneAsync(server, runs: 2);
        (await ProductionAsync(server)).ShouldBe([false, null, false, false]);

        var rows = await api.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/sources/rules?kind=environment");
        rows.GetProperty("items")
            .EnumerateArray()
            .Select(row => row.GetProperty("decides").GetInt32())
            .ShouldBe([3, 0, 0, 0], "all, eu-, what the source says, what the name says");
        (await api.DeleteAsync("/api/v1/sources/rules/2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await DoneAsync(server, runs: 3);
        (await ProductionAsync(server)).ShouldBe([true, null, true, true]);
        (await api.DeleteAsync("/api/v1/sources/rules/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (
            await api.PostAsJsonAsync(
                "/api/v1/sources/rules",
                new RuleDraft("environment", "EU-*", "deploys", IsProduction: false)
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnBothDatabases]
    public async Task Two_accounts_are_one_person_and_no_name_leaves_the_rule(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var marks = await PersonMarks.ReadAsync(db, default);
        string Mark(string login) => marks.Of("github.com", login)!;
        var change = Change.Of("github.com/octo/shop", 1);
        (change.Author, change.IsByBot, change.MergedAt) = (Mark("anna"), false, Recently);
        var own = ChangeReview.Of(change, "1");
        (own.Reviewer, own.At, own.IsByBot) = (Mark("anna-at-work"), Recently, false);
        var machine = ChangeReview.Of(change, "2");
        (machine.Reviewer, machine.At, machine.IsByBot) = (Mark("checker"), Recently, false);
        await server.Database.JoinAsync(new(change, Recently), new(own, Recently), new(machine, Recently));
        var admin = await server.BrowseAsAsync(Role.Administrator);
        const string New = "/settings/sources/rules/new?kind=account";

        var seen = await Browser.ParseAsync(
            await admin.SubmitAsync(New, "rule", ("Pattern", "github.com/checker"), ("AccountIs", "bot"), ("Do", "try"))
        );
        seen.QuerySelector("#trial-title")!.TextContent.ShouldBe("This account was told of");
        var unseen = await Browser.ParseAsync(
            await admin.SubmitAsync(New, "rule", ("Pattern", "github.com/Checker"), ("AccountIs", "bot"), ("Do", "try"))
        );
        unseen.QuerySelector("#trial-title")!.TextContent.ShouldBe("This account was never told of");
        (
            await admin.SubmitAsync(New, "rule", ("Pattern", "github.com/check*"), ("AccountIs", "bot"), ("Do", "save"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await admin.SubmitAsync(New, "rule", ("Pattern", "github.com/checker"), ("AccountIs", "bot"), ("Do", "save"));
        await admin.SubmitAsync(
            New,
            "rule",
            ("Pattern", "github.com/anna-at-work"),
            ("AccountIs", "same-person"),
            ("OtherAccount", "github.com/anna"),
            ("Do", "save")
        );
        await DoneAsync(server, runs: 2);
        (await db.Set<Change>().AsNoTracking().SingleAsync()).Person.ShouldBe(Mark("anna"));
        var reviews = await db.Set<ChangeReview>().AsNoTracking().OrderBy(row => row.Key).ToListAsync();
        reviews.ConvertAll(row => (row.Person, row.ByBot)).ShouldBe([(Mark("anna"), false), (Mark("checker"), true)]);
        reviews.ShouldAllBe(row => row.IsByBot == false);

        (
            await db.Set<TimelineEvent>().Select(row => row.Subject + row.SubjectUrl + row.Details).ToListAsync()
        ).ShouldNotContain(told =>
            told.Contains("checker", StringComparison.Ordinal) || told.Contains("anna", StringComparison.Ordinal)
        );
        (await admin.ReadAsync("/settings/sources/rules?kind=account")).Body!.TextContent.ShouldContain(
            "github.com/checker"
        );
        var leader = await server.BrowseAsAsync(Role.Leader);
        foreach (
            var list in new[]
            {
                "/settings/sources/rules?kind=account",
                "/settings/sources/rules.json",
                "/settings/sources/rules.csv",
            }
        )
            (await leader.Client.GetStringAsync(list)).ShouldNotContain("checker");
        (await leader.GetAsync("/settings/sources/rules/1")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Accounts_in_a_ring_are_one_person()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        var marks = await PersonMarks.ReadAsync(db, default);
        MappingRule Same(string one, string other) =>
            new()
            {
                Kind = MappingKind.Account,
                Pattern = one,
                OtherAccount = other,
                AccountIs = AccountIs.SamePerson,
            };
        var attribution = new Attribution(
            new Dictionary<string, Guid>(),
            [],
            [Same("h/a", "h/b"), Same("h/b", "h/c"), Same("h/c", "h/a")],
            marks
        );
        string[] accounts = ["h/a", "h/b", "h/c"];
        accounts.Select(account => attribution.PersonOf(marks.OfAccount(account))).Distinct().ShouldHaveSingleItem();
        attribution.PersonOf("another").ShouldBe("another");
    }

    [Theory]
    [InlineData("payments-*", "Payments-API", true)]
    [InlineData("*", "", true)]
    [InlineData("*-eu", "shop-eu", true)]
    [InlineData("*-eu", "shop-eu-2", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("review/*", "review/a\nb", true)]
    public void A_pattern_is_the_whole_name(string pattern, string name, bool matches) =>
        new NamePattern(pattern).Matches(name).ShouldBe(matches);

    private static async Task AddAsync(HttpClient api, RuleDraft draft) =>
        (await api.PostAsJsonAsync("/api/v1/sources/rules", draft)).StatusCode.ShouldBe(HttpStatusCode.Created);

    /// <summary>Until so many runs have ended well.</summary>
    private static async Task DoneAsync(TestServer server, int runs = 1)
    {
        await using var db = server.Database.Open();
        for (var waited = 0; waited < 300; waited++)
        {
            var known = await db.Set<JobRun>().AsNoTracking().Where(run => run.Job == "attribute-facts").ToListAsync();
            // Two that are asked for at once may become one.
            if (
                known.Count > 0
                && known.TrueForAll(run => run.EndedAt is not null)
                && (known.Count >= runs || waited > 20)
            )
            {
                known.ShouldAllBe(run => run.Outcome == JobOutcome.Done);
                return;
            }
            await Task.Delay(50);
        }
        throw new TimeoutException("The job did not end.");
    }

    private static async Task<List<(string, Guid?)>> ServicesAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        var rows = await db.Set<Deployment>().AsNoTracking().OrderBy(row => row.Key).ToListAsync();
        return rows.ConvertAll(row => (row.Key[^1..], row.ServiceId));
    }

    private static async Task<List<bool?>> ProductionAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        return await db.Set<Deployment>()
            .AsNoTracking()
            .OrderBy(row => row.Key)
            .Select(row => row.InProduction)
            .ToListAsync();
    }
}
