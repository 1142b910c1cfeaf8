using System.Net.Http.Headers;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Platform.Timeline;

public sealed class TimelineTests
{
    [Theory, OnBothDatabases]
    public async Task Pages_follow_each_other_without_gap_or_repetition_even_at_one_moment(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new SettableClock(new DateTime(2026, 3, 2, 9, 0, 0));
        await using var db = database.Open(clock: clock);
        for (var number = 0; number < 23; number++)
        {
            if (number % 10 == 0)
                clock.Pass(TimeSpan.FromMinutes(1));
            db.Record("thing.made", $"thing {number}");
        }
        await db.SaveChangesAsync();

        var seen = new List<TimelineRow>();
        string? cursor = null;
        do
        {
            var page = await db.TimelineAsync(new TimelineFilter(), new ListPart(cursor, 4));
            page.Items.Count.ShouldBeLessThanOrEqualTo(4);
            seen.AddRange(page.Items);
            cursor = page.Next;
        } while (cursor is not null);

        seen.Select(row => row.Subject).Distinct().Count().ShouldBe(23);
        seen.Count.ShouldBe(23);
        seen.Select(row => row.At).ShouldBe(seen.Select(row => row.At).OrderDescending());
    }

    [Theory, OnBothDatabases]
    public async Task Filters_by_verb_actor_and_days(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new SettableClock(new DateTime(2026, 3, 2, 23, 59, 59));
        await using var db = database.Open(clock: clock);
        db.Record("role.granted", "late on the 2nd");
        clock.Pass(TimeSpan.FromSeconds(1));
        db.Viewer = db.Viewer with { Name = "Ada" };
        db.Record("token.created", "first of the 3rd");
        await db.SaveChangesAsync();

        (await SubjectsAsync(new TimelineFilter(Verb: "role."))).ShouldBe(["late on the 2nd"]);
        (await SubjectsAsync(new TimelineFilter(Actor: "Ada"))).ShouldBe(["first of the 3rd"]);
        (await SubjectsAsync(new TimelineFilter(To: new DateOnly(2026, 3, 2)))).ShouldBe(["late on the 2nd"]);
        (await SubjectsAsync(new TimelineFilter(From: new DateOnly(2026, 3, 3)))).ShouldBe(["first of the 3rd"]);

        async Task<string[]> SubjectsAsync(TimelineFilter filter) =>
            [.. (await db.TimelineAsync(filter, new ListPart())).Items.Select(row => row.Subject)];
    }

    [Theory, OnBothDatabases]
    public async Task The_page_is_also_json_and_csv_at_the_same_address(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = await server.BrowseAsAsync(Role.Administrator);

        (await browser.ReadAsync("/timeline?verb=account")).Body!.TextContent.ShouldContain("created the account");
        using var json = await AskAsync(browser, "application/json");
        using var csv = await AskAsync(browser, "text/csv");

        using var read = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        read.RootElement.GetProperty("items")[0].GetProperty("verb").GetString().ShouldBe("account.created");
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await csv.Content.ReadAsStringAsync()).ShouldStartWith("at,actor,verb,subject,details,url\r\n");
    }

    [Theory, OnBothDatabases]
    public async Task The_api_gives_the_next_page_as_a_link_and_refuses_a_made_up_cursor(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AccountAsync(Role.Viewer);
        var program = await server.CallAsAsync(Role.Administrator, TokenScope.Read);

        using var first = await program.GetAsync("/api/v1/timeline?size=1");
        var next = first.Headers.GetValues("Link").Single();
        next.ShouldEndWith("; rel=\"next\"");
        using var second = await program.GetAsync(next[1..next.IndexOf('>', StringComparison.Ordinal)]);
        second.IsSuccessStatusCode.ShouldBeTrue();
        (await second.Content.ReadAsStringAsync()).ShouldNotBe(await first.Content.ReadAsStringAsync());

        using var madeUp = await program.GetAsync("/api/v1/timeline?cursor=made-up");
        madeUp.StatusCode.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        using var problem = JsonDocument.Parse(await madeUp.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("errors").GetProperty("cursor")[0].GetString().ShouldNotBeNullOrEmpty();
    }

    private static Task<HttpResponseMessage> AskAsync(Browser browser, string mediaType)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/timeline?verb=account");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        return browser.Client.SendAsync(request);
    }
}
