using System.Net;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Direction;
using Binnacle.Practices.Direction.Principles;
using Binnacle.Practices.Direction.Vision;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Direction;

public sealed class VisionTests
{
    private const string Url = "/practices/direction/vision";

    [Theory, OnBothDatabases]
    public async Task A_version_is_written_reviewed_and_compared(Engine engine)
    {
        var clock = new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(9));
        await using var server = await TestServer.StartAsync(engine, clock);
        await using (var db = server.Database.Open(clock: clock))
        {
            db.Add(
                new Measure
                {
                    Slug = "retention",
                    Name = "Retention",
                    DefinedAt = db.Now,
                }
            );
            db.Record("measure.defined", "Retention");
            await db.SaveChangesAsync();
        }
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync(Url)).QuerySelector("h1")!.TextContent.ShouldBe("No vision is written here yet");
        (await leader.ReadAsync("/practices/direction"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("No direction is written down yet");
        (await Write(leader, "We ship **on Fridays**.", ("Measures", "retention"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        var page = await leader.ReadAsync(Url);
        page.QuerySelector(".prose strong")!.TextContent.ShouldBe("on Fridays");
        page.QuerySelector("a[href='/measures/retention']").ShouldNotBeNull();

        clock.Pass(TimeSpan.FromDays(60));
        leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.SubmitAsync(Url, "keep", ("Reason", "The quarter went as thought"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await leader.SubmitAsync(Url, "keep", ("Reason", " "))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        clock.Pass(TimeSpan.FromDays(60));
        leader = await server.BrowseAsAsync(Role.Leader);
        (await Write(leader, "We ship **every day**.")).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity,
            "why is not said"
        );
        (await Write(leader, "We ship **every day**.", ("Reason", "Trains were too slow"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        page = await leader.ReadAsync(Url);
        page.QuerySelectorAll("del").Select(part => part.TextContent).ShouldBe(["Removed: on", "Removed: Fridays"]);
        page.QuerySelectorAll("ins").Select(part => part.TextContent).ShouldBe(["Added: every", "Added: day"]);
        (await leader.ReadAsync($"{Url}?from=2&to=2")).QuerySelectorAll("ins, del").ShouldBeEmpty();
        (await leader.ReadAsync($"{Url}?from=77&to=x"))
            .QuerySelectorAll("ins")
            .ShouldNotBeEmpty("what is not there is not chosen");
        await using var read = server.Database.Open(clock: clock);
        (
            await read.Set<VisionReview>()
                .OrderBy(row => row.At)
                .Select(row => new { row.Version, row.IsChange })
                .ToListAsync()
        )
            .Select(row => (row.Version, row.IsChange))
            .ShouldBe([(1, true), (1, false), (2, true)]);
        (await read.Set<TimelineEvent>().CountAsync(row => row.SubjectUrl == Url)).ShouldBe(3);
    }

    [Fact]
    public async Task Its_length_is_limited_and_only_leaders_write_it()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var leader = await server.BrowseAsAsync(Role.Leader);
        var refused = await Write(leader, string.Join(' ', Enumerable.Repeat("word", 301)));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(refused))
            .QuerySelector("#text-error")!
            .TextContent.ShouldContain("301 words; at most 300 are read to the end. Leave out 1.");
        (await Write(leader, "Short enough <script>alert(1)</script>")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var member = await server.BrowseAsAsync(Role.Member);
        var page = await member.ReadAsync(Url);
        page.QuerySelector("main script").ShouldBeNull();
        page.QuerySelector("main form[method=post]").ShouldBeNull();
        (await member.GetAsync($"{Url}/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var db = server.Database.Open(Viewer.Nobody with { Name = "A member", Role = Role.Member });
        await Should.ThrowAsync<NotAllowed>(() => db.WriteVisionAsync(new("Mine", "Because")));
        await Should.ThrowAsync<NotAllowed>(() => db.KeepVisionAsync("Because"));
        await Should.ThrowAsync<NotAllowed>(() => db.AddPrincipleAsync(new("A", "B", "C")));
    }

    [Theory, OnBothDatabases]
    public async Task Principles_are_few_and_retired_as_rows(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var db = database.Open())
        {
            for (var i = 1; i <= 7; i++)
                await db.AddPrincipleAsync(new($"Good {i}", "It is.", "another good"));
            (
                await Should.ThrowAsync<Refusal>(() => db.AddPrincipleAsync(new("Eighth", "It is.", "more")))
            ).Message.ShouldContain("Retire one first");
            var third = (await db.PrincipleAsync(3))!;
            await Should.ThrowAsync<Refusal>(() => db.RetireAsync(third, null));
            await db.RetireAsync(third, "Nobody went by it");
            await db.AddPrincipleAsync(new("Eighth", "It is.", "more"));
            await Should.ThrowAsync<Refusal>(() => db.BringBackAsync(third), "there is no room");
            await db.RetireAsync((await db.PrincipleAsync(1))!, "Done");
            await db.BringBackAsync(third);
            await db.RetireAsync(third, "Again");
        }
        await using var fresh = database.Open();
        (await fresh.PrinciplesAsync()).Select(row => row.Number).ShouldBe([2, 4, 5, 6, 7, 8]);
        (await fresh.PrincipleAsync(3))!.Retirements.Count.ShouldBe(2, "both times stay to be seen");
    }

    private static Task<HttpResponseMessage> Write(Browser browser, string text, params (string, string)[] more) =>
        browser.SubmitAsync($"{Url}/new", "vision", [("Text", text), .. more]);
}
