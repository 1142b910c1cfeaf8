using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Cadences;

public sealed class CadencePagesTests
{
    private static readonly DateTime Now = new(2026, 11, 18, 12, 0, 0, DateTimeKind.Utc);

    private static readonly (string, string)[] Review =
    [
        ("Name", "Leadership review"),
        ("Kind", "LeadershipReview"),
        ("For", "organization"),
        ("StartsOn", "2026-09-01"),
        ("Rhythm", "weekly"),
        ("Time", "10:00"),
        ("Minutes", "60"),
        ("Zone", "Europe/Berlin"),
        ("Agenda", "What **moved**?"),
    ];

    [Theory, OnBothDatabases]
    public async Task What_was_moved_to_an_earlier_day_and_held_was_held(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        await member.SubmitAsync(
            "/cadences/new",
            "cadence",
            [.. Review.Where(field => field.Item1 is not "StartsOn"), ("StartsOn", "2026-11-24")]
        );
        (await member.ReadAsync("/cadences/1")).Body!.TextContent.ShouldContain("Not held yet");
        foreach (var (state, to) in new[] { ("Moved", "2026-11-18"), ("Kept", "") })
            (
                await member.SubmitAsync(
                    "/cadences/1",
                    "mark",
                    ("PlannedOn", "2026-11-24"),
                    ("State", state),
                    ("MovedTo", to)
                )
            ).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await member.ReadAsync("/cadences/1")).Body!.TextContent.ShouldContain("Took place 1 of 1 time");
    }

    [Theory, OnBothDatabases]
    public async Task A_form_opened_on_a_weekend_proposes_a_working_day(Engine engine)
    {
        await using var server = await TestServer.StartAsync(
            engine,
            new SettableClock(new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc))
        );
        var member = await server.BrowseAsAsync(Role.Member);

        (await member.ReadAsync("/cadences/new"))
            .QuerySelector("#startsOn")!
            .GetAttribute("value")
            .ShouldBe("2026-11-30");
    }

    [Theory, OnBothDatabases]
    public async Task From_a_plan_to_what_happened_to_who_hosts(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        var planned = await member.SubmitAsync("/cadences/new", "cadence", Review);
        planned.StatusCode.ShouldBe(HttpStatusCode.Redirect, await planned.Content.ReadAsStringAsync());

        (
            await member.SubmitAsync(
                "/cadences/1",
                "mark",
                ("PlannedOn", "2026-11-17"),
                ("State", "Kept"),
                ("NotesUrl", "https://wiki.example/17")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await member.SubmitAsync(
                "/cadences/1",
                "mark",
                ("PlannedOn", "2026-11-10"),
                ("State", "Moved"),
                ("MovedTo", "2026-11-12")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await member.SubmitAsync("/cadences/1", "mark", ("PlannedOn", "2026-11-03"), ("State", "Cancelled"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await member.SubmitAsync("/cadences/1", "mark", ("PlannedOn", "2026-11-24"), ("State", "Kept"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await member.SubmitAsync(
                "/cadences/1",
                "mark",
                ("PlannedOn", "2026-11-17"),
                ("State", "Kept"),
                ("NotesUrl", "javascript:alert(1)")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var hosts = await member.SubmitAsync(
            "/cadences/1/hosts",
            "order",
            ("Hosts", "Ada Kern\nBob"),
            ("OrderFrom", "2026-11-18")
        );
        hosts.StatusCode.ShouldBe(HttpStatusCode.Redirect, await hosts.Content.ReadAsStringAsync());
        (
            await member.SubmitAsync("/cadences/1/hosts", "hand", ("HandOn", "2026-12-08"), ("Owner", "Ada Lund"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await member.SubmitAsync(
                "/cadences/1/hosts",
                "swap",
                ("SwapOne", "2026-11-24"),
                ("SwapOther", "2026-12-01")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await member.ReadAsync("/cadences/1");
        page.QuerySelector("#kept-title")!.TextContent.ShouldBe("Took place 2 of 2 times in 12 weeks, 10 not told");
        page.QuerySelectorAll(".strip li").Length.ShouldBe(12);
        page.QuerySelectorAll(".facts dd")
            .Take(3)
            .Select(cell => cell.TextContent)
            .ShouldBe(["10:00, Bob Østergård hosts", "10:00, Ada Kern hosts", "10:00, Ada Lund hosts"]);
        page.QuerySelector(".prose strong")!.TextContent.ShouldBe("moved");
        foreach (
            var url in new[]
            {
                "/cadences",
                "/cadences/month?month=2026-11",
                "/cadences/1/occurrences",
                "/cadences/1/edit",
                "/cadences/holidays",
                "/cadences/feeds",
                "/cadences/import",
            }
        )
            (await member.ReadAsync(url)).QuerySelector("h1").ShouldNotBeNull(url);

        // A new hour leaves what was planned before.
        (
            await member.SubmitAsync("/cadences/1/edit", "cadence", ("StartsOn", "2026-11-24"), ("Time", "11:30"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await member.SubmitAsync("/cadences/1/edit", "cadence", ("StartsOn", "2026-11-01"), ("Time", "12:30"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var program = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        var json = await program.GetFromJsonAsync<JsonElement>("/api/v1/cadences/1");
        json.GetProperty("rules").GetArrayLength().ShouldBe(2);
        json.GetProperty("past")[0].GetProperty("startsAt").GetDateTime().Hour.ShouldBe(9);
        json.GetProperty("coming")[0].GetProperty("startsAt").GetString()!.ShouldContain("T10:30");
        (await program.GetStringAsync("/cadences/1/occurrences.csv")).ShouldContain("2026-11-10,");

        await using var db = server.Database.Open();
        var told = await db.Set<TimelineEvent>()
            .Where(row => row.SubjectUrl == "/cadences/1")
            .Select(row => row.Verb)
            .ToListAsync();
        told.Order(StringComparer.Ordinal)
            .ShouldBe([
                "cadence.changed",
                "cadence.handed-over",
                "cadence.hosts-ordered",
                "cadence.hosts-swapped",
                "cadence.planned",
                "occurrence.kept",
                "occurrence.moved",
            ]);
    }

    [Theory, OnBothDatabases]
    public async Task One_on_ones_are_seen_by_nobody_else_and_hold_nothing_but_that_they_were_kept(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        var member = await server.BrowseAsAsync(Role.Member);
        (string, string)[] pair =
        [
            .. Review.Where(field => field.Item1 is not ("Kind" or "Agenda")),
            ("Kind", "OneOnOne"),
        ];
        (await member.SubmitAsync("/cadences/new", "cadence", [.. pair, ("Agenda", "His pay")])).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await member.SubmitAsync("/cadences/new", "cadence", [.. pair, ("Agenda", "")])).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (
            await member.SubmitAsync(
                "/cadences/1",
                "mark",
                ("PlannedOn", "2026-11-17"),
                ("State", "Kept"),
                ("NotesUrl", "https://x.example/")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await member.SubmitAsync("/cadences/1", "mark", ("PlannedOn", "2026-11-17"), ("State", "Kept"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var administrator = await server.BrowseAsAsync(Role.Administrator);
        (await administrator.GetAsync("/cadences/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await administrator.GetAsync("/timeline.json")).Content.ReadAsStringAsync()).ShouldNotContain(
            "Leadership review"
        );
        (await (await administrator.GetAsync("/cadences.csv")).Content.ReadAsStringAsync()).ShouldNotContain(
            "Leadership review"
        );
        (await administrator.GetAsync("/cadences/1.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await member.GetAsync("/cadences/1.ics")).Content.ReadAsStringAsync()).ShouldContain(
            "SUMMARY:Leadership review"
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_feed_opens_what_its_owner_may_see_until_it_is_revoked(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        var world = await CommitmentWorld.AddAsync(server.Database);
        var member = await server.BrowseAsAsync(Role.Member);
        await member.SubmitAsync("/cadences/new", "cadence", Review);
        await member.SubmitAsync(
            "/cadences/new",
            "cadence",
            [
                .. Review.Where(field => field.Item1 is not ("Name" or "For")),
                ("Name", "Payments demo"),
                ("For", "team:payments"),
            ]
        );
        var made = await Browser.ParseAsync(await member.SubmitAsync("/cadences/feeds", "feed", ("Team", "payments")));
        var address = new Uri(made.QuerySelector(".notice code")!.TextContent).PathAndQuery;

        var calendar = server.Browse().Client;
        var first = await calendar.GetAsync(address);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        first.Content.Headers.LastModified.ShouldNotBeNull();
        var text = await first.Content.ReadAsStringAsync();
        text.ShouldContain("SUMMARY:Payments demo");
        text.ShouldNotContain("SUMMARY:Leadership");
        CalendarReading.Read(Encoding.UTF8.GetBytes(text)).Events.ShouldHaveSingleItem();
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await calendar.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await using (var db = server.Database.Open())
            (await db.Set<CadenceFeed>().IgnoreQueryFilters().Select(row => row.Hash).SingleAsync()).ShouldNotContain(
                address[^20..^4]
            );

        var list = await member.ReadAsync("/cadences/feeds");
        var form = list.QuerySelector("td form input[name=_handler]")!.GetAttribute("value")!;
        (await member.SubmitAsync("/cadences/feeds", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await calendar.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await calendar.GetAsync("/cadences/feed/nothing.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        world.Payments.Slug.ShouldBe("payments");
    }

    [Theory, OnBothDatabases]
    public async Task A_calendar_marks_nothing_before_somebody_says_so_and_never_over_what_people_said(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        var leader = await server.BrowseAsAsync(Role.Leader);
        await leader.SubmitAsync("/cadences/new", "cadence", Review);
        await leader.SubmitAsync("/cadences/1", "mark", ("PlannedOn", "2026-11-10"), ("State", "Missed"));
        const string text =
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Leadership review\r\nDTSTART;TZID=Europe/Berlin:20261103T100000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var bad = await UploadAsync(leader, text.Replace("WEEKLY", "SECONDLY", StringComparison.Ordinal));
        bad.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(bad))
            .QuerySelector("[role=alert]")!
            .TextContent.ShouldContain("Line 6: expected a rule of days, found FREQ=SECONDLY");

        var read = await UploadAsync(leader, text);
        read.StatusCode.ShouldBe(HttpStatusCode.Redirect, await read.Content.ReadAsStringAsync());
        var preview = await leader.ReadAsync("/cadences/import/1");
        preview.QuerySelector("h1")!.TextContent.ShouldBe("This calendar would mark 2 occurrences");
        preview.Body!.TextContent.ShouldContain("title is “Leadership review”: 3 lines");
        await using (var db = server.Database.Open())
            (await db.Set<OccurrenceMark>().CountAsync()).ShouldBe(1);
        var other = await server.BrowseAsAsync(Role.Administrator);
        (await other.GetAsync("/cadences/import/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await leader.SubmitAsync("/cadences/import/1", "apply")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var fresh = server.Database.Open();
        var marks = await fresh
            .Set<OccurrenceMark>()
            .OrderBy(row => row.PlannedOn)
            .Select(row => $"{row.PlannedOn.Day} {row.State} {row.Source}")
            .ToListAsync();
        marks.ShouldBe(["3 Kept calendar", "10 Missed ", "17 Kept calendar"]);
        await UploadAsync(leader, text);
        (await leader.ReadAsync("/cadences/import/2"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("This calendar says nothing new");

        var inside = await leader.SubmitAsync(
            "/cadences/import",
            "calendar",
            ("Address", "http://127.0.0.1:9/team.ics")
        );
        inside.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnBothDatabases]
    public async Task Holidays_are_for_leaders_and_change_what_is_planned(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine, new SettableClock(Now));
        await CommitmentWorld.AddAsync(server.Database);
        var leader = await server.BrowseAsAsync(Role.Leader);
        await leader.SubmitAsync("/cadences/new", "cadence", Review);
        (
            await leader.SubmitAsync("/cadences/holidays", "holiday", ("On", "2026-11-24"), ("HolidayName", "Away day"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (
            await leader.SubmitAsync("/cadences/holidays", "holiday", ("On", "2026-11-24"), ("HolidayName", "Again"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await leader.ReadAsync("/cadences/1")).QuerySelector(".facts dt")!.TextContent.ShouldBe("Tue 1 Dec");
        await using var db = server.Database.Open();
        var file = CalendarReading.Read(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Labour Day\nDTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Break\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nEND:VEVENT\nEND:VCALENDAR\n"u8
        );
        (await db.ImportHolidaysAsync("payments", file)).Added.ShouldBe(11);
        (await db.ImportHolidaysAsync("payments", file)).ShouldBe((0, 11));
        var member = await server.BrowseAsAsync(Role.Member);
        (await member.ReadAsync("/cadences/holidays")).QuerySelector("form[method=post] [name=On]").ShouldBeNull();
    }

    [Theory]
    [InlineData("name", "{\"name\":\"\"}")]
    [InlineData("rule", "{\"name\":\"A\"}")]
    [InlineData("rule", "{\"name\":\"A\",\"rule\":\"FREQ=SECONDLY\"}")]
    [InlineData("startsOn", "{\"name\":\"A\",\"rule\":\"FREQ=WEEKLY\"}")]
    [InlineData("minutes", "{\"name\":\"A\",\"rule\":\"FREQ=WEEKLY\",\"startsOn\":\"2026-12-01\"}")]
    [InlineData(
        "time",
        "{\"name\":\"A\",\"rule\":\"FREQ=WEEKLY\",\"startsOn\":\"2026-12-01\",\"minutes\":30,\"time\":\"25:00\"}"
    )]
    [InlineData(
        "zone",
        "{\"name\":\"A\",\"rule\":\"FREQ=WEEKLY\",\"startsOn\":\"2026-12-01\",\"minutes\":30,\"time\":\"10:00\",\"zone\":\"Mars/Base\"}"
    )]
    [InlineData(
        "scope",
        "{\"name\":\"A\",\"rule\":\"FREQ=WEEKLY\",\"startsOn\":\"2026-12-01\",\"minutes\":30,\"time\":\"10:00\",\"zone\":\"UTC\",\"scope\":\"team:nobody\"}"
    )]
    public async Task What_cannot_be_is_told_with_its_field(string field, string json)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Write);
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        var answer = await program.PostAsync("/api/v1/cadences", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .EnumerateObject()
            .Single()
            .Name.ShouldBe(field);
    }

    private static async Task<HttpResponseMessage> UploadAsync(Browser browser, string text)
    {
        var page = await browser.ReadAsync("/cadences/import");
        var form = page.QuerySelector("form[enctype]")!;
        using var content = new MultipartFormDataContent();
        foreach (var field in form.QuerySelectorAll("input[type=hidden]"))
            content.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "File", "team.ics");
        return await browser.Client.PostAsync("/cadences/import", content);
    }
}
