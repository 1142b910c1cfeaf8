using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Communication.Summaries;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Deliveries;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Communication;

public sealed class SummaryTests
{
    private const string Page = "/practices/communication";

    [Theory, OnBothDatabases]
    public async Task From_a_draft_to_what_subscribers_and_channels_get(Engine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine);
        await server.AddWebhookAsync(receiver.Address, topic: Topics.Product);
        await server.AddReaderAsync(Role.Viewer, "ada@example.org", Topics.Product);
        await TellAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);

        using var drafted = await leader.SubmitAsync($"{Page}/new", "draft", ("Period", "week"));
        drafted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var url = drafted.Headers.Location!.OriginalString;
        var product = $"{url}?audience=product";
        var page = await leader.ReadAsync(product);
        page.QuerySelector("article .prose")!.TextContent.ShouldContain("Decided: Charge partners once a week.");
        page.QuerySelector("article a[href='/practices/decisions/4']").ShouldNotBeNull();

        using var preview = await leader.SubmitAsync(
            $"{url}/edit?audience=product",
            "edit",
            ("Markdown", "A <b>bold</b> text of ours"),
            ("Do", "preview")
        );
        var previewed = await Browser.ParseAsync(preview);
        previewed.QuerySelector("#preview-title")!.TextContent.ShouldBe("6 of at most 450 words");
        previewed.QuerySelector(".prose b").ShouldBeNull();
        using var huge = await leader.SubmitAsync(
            $"{url}/edit?audience=product",
            "edit",
            ("Markdown", new string('x', 3_000_000)),
            ("Do", "save")
        );
        huge.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var saved = await leader.SubmitAsync(
            $"{url}/edit?audience=product",
            "edit",
            ("Markdown", "We charge [partners](/practices/decisions/4) once a week."),
            ("Do", "save")
        );
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var early = await leader.SubmitAsync(
            $"{url}/edit?audience=executives",
            "edit",
            ("Markdown", string.Join(' ', Enumerable.Repeat("word", 151))),
            ("Do", "save")
        );
        using var tooLong = await leader.SubmitAsync($"{url}?audience=executives", "publish");
        (await tooLong.Content.ReadAsStringAsync()).ShouldContain("at most 150 words; this one has 151");

        (await leader.SubmitAsync(product, "publish")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await leader.SubmitAsync(product, "send")).Headers.Location!.OriginalString.ShouldEndWith("done=sent&count=2");
        (await leader.SubmitAsync(product, "send")).Headers.Location!.OriginalString.ShouldContain("done=nobody");
        await server.SendAsync();
        receiver.Received.ShouldHaveSingleItem().Body.ShouldContain("We charge partners once a week.");
        (await server.DeliveriesAsync()).Count.ShouldBe(2);

        // Published is published: the edit page refuses, a correction is the next version.
        using var late = await leader.SubmitAsync(
            $"{url}/edit?audience=product",
            "edit",
            ("Markdown", "Never said."),
            ("Do", "save")
        );
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await leader.SubmitAsync(product, "correct", ("Reason", "It is every two weeks."))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await leader.ReadAsync($"{product}&version=1"))
            .QuerySelector("article")!
            .TextContent.ShouldContain("once a week");
        await leader.SubmitAsync(
            $"{url}/edit?audience=product",
            "edit",
            ("Markdown", "Every two weeks."),
            ("Do", "save")
        );
        await leader.SubmitAsync(product, "publish");
        (await leader.ReadAsync($"{product}&version=1"))
            .QuerySelector("article .notice")!
            .TextContent.ShouldContain("replaced");
        (await leader.ReadAsync(product)).QuerySelector("article")!.TextContent.ShouldContain("It is every two weeks.");
        (await leader.SubmitAsync(product, "send")).Headers.Location!.OriginalString.ShouldEndWith("done=sent&count=2");
        await using var db = server.Database.Open();
        (
            await db.Set<TimelineEvent>()
                .Where(row => row.Verb.StartsWith("summary."))
                .Select(row => row.Verb)
                .Distinct()
                .OrderBy(verb => verb)
                .ToListAsync()
        ).ShouldBe([
            "summary.corrected",
            "summary.correction-begun",
            "summary.drafted",
            "summary.edited",
            "summary.published",
            "summary.sent",
        ]);
        (await leader.Client.GetStringAsync($"{url}.md?audience=product")).ShouldEndWith("Every two weeks.\n");
    }

    [Theory, OnBothDatabases]
    public async Task A_link_shows_one_text_for_a_time(Engine engine)
    {
        var clock = new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var server = await TestServer.StartAsync(engine, clock);
        await TellAsync(server);
        var leader = await server.BrowseAsAsync(Role.Leader);
        using var drafted = await leader.SubmitAsync($"{Page}/new", "draft", ("Period", "week"));
        var url = $"{drafted.Headers.Location!.OriginalString}?audience=executives";
        await leader.SubmitAsync(url, "publish");
        using var wrong = await leader.SubmitAsync(url, "share", ("Days", "91"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var first = await LinkAsync();
        var second = await LinkAsync();

        var nobody = server.Browse();
        using var response = await nobody.GetAsync(first);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("X-Robots-Tag").Single().ShouldStartWith("noindex");
        var shared = await Browser.ParseAsync(response);
        shared.QuerySelector("article")!.TextContent.ShouldContain("Charge partners once a week");
        var title = shared.QuerySelector("h1")!.TextContent;
        // Nobody said what the organization is called, and the text does not say the title again.
        title.ShouldStartWith("Summary, ");
        shared.Body!.TextContent.ShouldNotContain("Your organization");
        shared.QuerySelector("article")!.TextContent.Split(title["Summary, ".Length..]).Length.ShouldBe(2);
        shared.QuerySelectorAll("main a, nav").ShouldBeEmpty();
        shared.QuerySelector("meta[name=robots]").ShouldNotBeNull();
        using var inside = await nobody.GetAsync(Page);
        inside.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // Signed in, too, it stands alone.
        (await leader.ReadAsync(first))
            .QuerySelectorAll("nav")
            .ShouldBeEmpty();

        await using var db = server.Database.Open();
        var links = await db.Set<SharedLink>().OrderBy(row => row.MadeAt).ToListAsync();
        links.ShouldAllBe(row => row.TokenHash.Length == 64);
        links.Single(row => first.EndsWith(row.Ending, StringComparison.Ordinal)).Opened.ShouldBe(2);
        (await leader.SubmitAsync(url, $"revoke-{links.Single(row => row.Opened == 2).Id}")).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await nobody.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        // Texts that were published before began with the title.
        await db.Set<SummaryText>()
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Markdown, row => title + ".\n\n## Decisions\n"));
        (await nobody.ReadAsync(second)).QuerySelector("article .prose")!.TextContent.Trim().ShouldBe("Decisions");
        clock.Pass(TimeSpan.FromDays(31));
        (await nobody.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (
            await db.Set<TimelineEvent>()
                .Where(row => row.Verb == "summary-link.revoked")
                .Select(row => row.Details)
                .SingleAsync()
        ).ShouldBe("It was opened 2 times");
        (await db.Set<TimelineEvent>().CountAsync(row => row.Verb == "summary-link.opened")).ShouldBe(2);

        async Task<string> LinkAsync()
        {
            using var made = await leader.SubmitAsync(url, "share", ("Days", "30"));
            return new Uri((await Browser.ParseAsync(made)).QuerySelector(".notice code")!.TextContent).PathAndQuery;
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_feed_shows_what_its_owner_may_see(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await TellAsync(server);
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Write);
        foreach (var readers in new[] { "open", "people" })
        {
            var made = await leader.PostAsJsonAsync("/api/v1/summaries", new { period = "week", dataClass = readers });
            made.StatusCode.ShouldBe(HttpStatusCode.Created);
            var number = (await made.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("summary")
                .GetProperty("number")
                .GetInt32();
            (
                await leader.PostAsJsonAsync($"/api/v1/summaries/{number}/texts/product/publication", new { })
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        XNamespace atom = "http://www.w3.org/2005/Atom";
        (await EntriesAsync(Role.Viewer)).Count.ShouldBe(1);
        var entries = await EntriesAsync(Role.Leader);
        entries.Count.ShouldBe(2);
        entries[0].Element(atom + "content")!.Value.ShouldContain("<a href=\"http://localhost/practices/decisions/4\"");
        entries.Select(entry => entry.Element(atom + "id")!.Value).ShouldAllBe(id => id.StartsWith("urn:uuid:"));
        (await server.Browse().GetAsync("/feeds/guess/summaries.atom")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var member = await server.CallAsAsync(Role.Member, TokenScope.Write);
        (await member.PostAsJsonAsync("/api/v1/summaries", new { dataClass = "people" })).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await member.PostAsJsonAsync("/api/v1/summaries/1/texts/engineers/publication", new { })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );

        async Task<List<XElement>> EntriesAsync(Role role)
        {
            var browser = await server.BrowseAsAsync(role);
            using var made = await browser.SubmitAsync("/account/notices", "feed");
            var address = new Uri(
                (await Browser.ParseAsync(made)).QuerySelector(".notice code")!.TextContent
            ).PathAndQuery;
            using var answer = await server.Browse().GetAsync(address);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
            var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
            feed.Name.ShouldBe(atom + "feed");
            await browser.SubmitAsync("/account/notices", "revoke");
            (await server.Browse().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            return [.. feed.Elements(atom + "entry")];
        }
    }

    [Fact]
    public void A_summary_is_due_every_two_weeks()
    {
        var check = World.Practices.Checks.Single(row => row.Id == "communication.summary");
        var (organization, team) = (
            new Scope(ScopeKind.Organization, Guid.Empty, "organization", "Northwind"),
            new Scope(ScopeKind.Team, Guid.CreateVersion7(), "payments", "Payments")
        );
        var day = World.Today;
        var records = new CheckRecords().With<SummaryRecord>([
            Published(1, null, 20),
            Published(1, null, 2),
            Published(2, team.Id, 3),
        ]);

        check.Evaluate(new CheckRecords(), organization, day).State.ShouldBe(CheckState.Unknown);
        // A correction two days ago does not make the summary of twenty days ago newer.
        var found = check.Evaluate(records, organization, day);
        (found.State, found.Number).ShouldBe((CheckState.Warn, 20));
        check.Evaluate(records, team, day).State.ShouldBe(CheckState.Pass);
        check.Evaluate(records, organization, day.AddDays(-15)).State.ShouldBe(CheckState.Pass);
        check.Evaluate(records, organization, day.AddDays(-30)).State.ShouldBe(CheckState.Unknown);
        check.Evaluate(records, organization, day.AddDays(40)).State.ShouldBe(CheckState.Fail);

        SummaryRecord Published(int number, Guid? teamId, int ago) =>
            new(
                number,
                $"Summary {number}",
                teamId,
                "product",
                day.AddDays(-ago).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc)
            );
    }

    private static async Task TellAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        db.Record("decision.accepted", "Charge partners once a week", "/practices/decisions/4");
        await db.SaveChangesAsync();
    }
}
