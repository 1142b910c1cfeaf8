using System.Net;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Direction.Bets;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Practices.Direction;

public sealed class BetTests
{
    private const string Url = "/practices/direction/bets";

    [Theory, OnBothDatabases]
    public async Task A_bet_is_judged_on_its_day_once_and_answered_by_a_person(Engine engine)
    {
        var clock = new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(9));
        await using var server = await TestServer.StartAsync(engine, clock);
        await PointsAsync(server, clock, ("activated", 0.40), ("silent", null));
        var member = await server.BrowseAsAsync(Role.Member);
        var day = clock.GetUtcNow().UtcDateTime.AddDays(30).ToString("yyyy-MM-dd");
        await Bet(member, "We believe that guests stay", "activated", "at-least", "44 %", day);
        await Bet(member, "fewer fields do no harm", "activated", "at-most", "0.45", day);
        await Bet(member, "it is quiet", "silent", "at-most", "3", day);
        await Bet(member, "debt is paid", "check:debt.share", "at-least", "20 %", day);
        (
            await Bet(
                member,
                "late",
                "activated",
                "at-least",
                "1",
                clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a bet is made before");
        (await Bet(member, "unknown", "nothing", "at-least", "1", day)).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await Bet(member, "no number", "activated", "at-least", "much", day)).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );

        await JudgeAsync(server);
        (await VerdictsAsync(server)).ShouldAllBe(verdict => verdict == null, "the day has not come");
        clock.Pass(TimeSpan.FromDays(31));
        await PointsAsync(server, clock, ("activated", 0.43));
        await JudgeAsync(server);
        (await VerdictsAsync(server)).ShouldBe(
            [BetVerdict.NotHeld, BetVerdict.Held, null, null],
            "points may still come"
        );
        clock.Pass(TimeSpan.FromDays(3));
        await PointsAsync(server, clock, ("activated", 0.99));
        await JudgeAsync(server);
        (await VerdictsAsync(server)).ShouldBe([
            BetVerdict.NotHeld,
            BetVerdict.Held,
            BetVerdict.NotMeasurable,
            BetVerdict.NotMeasurable,
        ]);

        member = await server.BrowseAsAsync(Role.Member);
        var page = await member.ReadAsync($"{Url}/1");
        page.QuerySelector("h1")!.TextContent.ShouldBe("We believe that guests stay");
        page.QuerySelector(".sentence")!
            .TextContent.ShouldBe("It did not hold: 43\u00a0%, expected at least 44\u00a0%.");
        (await member.SubmitAsync($"{Url}/1", "answer", ("Answer", "Change"), ("Reason", ""))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await member.SubmitAsync(
                $"{Url}/1",
                "answer",
                ("Answer", "Change"),
                ("Reason", "Fewer"),
                ("Link", "https://evil.example")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await member.SubmitAsync(
                $"{Url}/1",
                "answer",
                ("Answer", "Change"),
                ("Reason", "Fewer fields"),
                ("Link", "/commitments/7")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.ReadAsync($"{Url}?show=answered")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync($"{Url}/2")).QuerySelector("main form[method=post]").ShouldBeNull();

        await using var db = server.Database.Open(clock: clock);
        var second = (await db.BetAsync(2))!;
        (await db.JudgeAsync(second)).ShouldBeFalse("it has its verdict");
        (await Should.ThrowAsync<Refusal>(() => db.AnswerAsync(second, BetAnswer.Keep, null, null))).Field.ShouldBe(
            "reason"
        );
        (await db.Set<TimelineEvent>().CountAsync(row => row.Verb == "hypothesis.judged")).ShouldBe(4);
    }

    [Theory, OnBothDatabases]
    public async Task A_check_can_be_the_judge(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(9));
        await using (var db = database.Open(clock: clock))
            await db.AddBetAsync(
                new("debt is paid", "check:debt.share", "team:payments", "at-least", "20%", db.Today.AddDays(30)),
                World.Practices
            );
        clock.Pass(TimeSpan.FromDays(31));
        await using (var db = database.Open(clock: clock))
        {
            foreach (var (ago, number) in new[] { (2, 0.1), (3, 0.3), (4, 0.25) })
                db.Add(
                    new Snapshot
                    {
                        ScopeKey = "team:payments",
                        CheckId = "debt.share",
                        Date = db.Today.AddDays(-ago),
                        Number = number,
                        Unit = "share",
                    }
                );
            await db.SaveChangesAsync();
            (await db.JudgeAsync((await db.BetAsync(1))!)).ShouldBeTrue();
        }
        await using var fresh = database.Open(clock: clock);
        var row = (await fresh.BetsAsync(World.Practices, "all")).Single();
        (row.Verdict, row.Value, row.Points, row.Unit).ShouldBe(("held", 0.25, 3, "share"));
    }

    private static Task<HttpResponseMessage> Bet(
        Browser browser,
        string belief,
        string measure,
        string expected,
        string threshold,
        string day
    ) =>
        browser.SubmitAsync(
            $"{Url}/new",
            "bet",
            ("Belief", belief),
            ("Measure", measure),
            ("Expected", expected),
            ("Threshold", threshold),
            ("CheckOn", day),
            ("For", "organization")
        );

    private static async Task JudgeAsync(TestServer server) =>
        await server
            .Services.GetServices<IJob>()
            .Single(job => job.Name == "judge-bets")
            .RunAsync("", new Progress<JobProgress>(), default);

    private static async Task<List<BetVerdict?>> VerdictsAsync(TestServer server)
    {
        await using var db = server.Database.Open();
        return await db.Set<Hypothesis>()
            .OrderBy(row => row.Number)
            .Select(row => row.Verdict == null ? null : (BetVerdict?)row.Verdict.Verdict)
            .ToListAsync();
    }

    private static async Task PointsAsync(
        TestServer server,
        SettableClock clock,
        params (string Slug, double? Value)[] measures
    )
    {
        await using var db = server.Database.Open(clock: clock);
        foreach (var (slug, value) in measures)
        {
            var measure = await db.Set<Measure>().FirstOrDefaultAsync(row => row.Slug == slug);
            if (measure is null)
                db.Add(
                    measure = new Measure
                    {
                        Slug = slug,
                        Name = slug,
                        Unit = "share",
                        DefinedAt = db.Now,
                    }
                );
            if (value is { } number)
                db.Add(
                    new Point
                    {
                        MeasureId = measure.Id,
                        Date = db.Today.AddDays(-1),
                        Value = number,
                    }
                );
        }
        db.Record("test.prepared", "points");
        await db.SaveChangesAsync();
    }
}
