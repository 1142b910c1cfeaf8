using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Commitments;

/// <summary>Signal, finding, decision, commitment, verification, and back on the Review: on a real repository, with the clock moved.</summary>
public sealed class LoopTests
{
    // Years ahead: a browser drops cookies whose end has passed, whatever the server's clock says.
    private static readonly DateOnly Made = new(2033, 3, 7);
    private static readonly DateOnly Due = new(2033, 4, 18);
    private static readonly DateOnly LookOn = new(2033, 5, 30);

    [Theory, OnBothDatabases]
    public async Task From_a_finding_to_each_verdict_and_back_to_the_review(Engine engine)
    {
        await using var world = await LoopWorld.StartAsync(engine, At(Made, 9));
        var server = world.Server;
        world.Work(Made.AddDays(-60), Made.AddDays(-1), debtInTen: 1);
        await world.ScanAndEvaluateAsync();
        await PromiseAsync(world);

        // The work is done, and it changes what it was meant to change.
        world.MoveTo(At(Due, 15));
        await using (var db = world.Open())
        {
            foreach (var number in Enumerable.Range(1, 5))
                await db.CloseAsync((await db.CommitmentAsync(number))!, ClosureOutcome.Done, null, new PracticeList());
        }
        world.Work(Made, LookOn.AddDays(-1), debtInTen: 6);
        world.MoveTo(At(LookOn, 10));
        await world.ScanAndEvaluateAsync();
        (await world.VerifyAsync()).ShouldBe(0, "the day is not over");

        world.MoveTo(At(LookOn.AddDays(1), 1));
        await world.ScanAndEvaluateAsync();
        (await world.VerifyAsync()).ShouldBe(5);
        (await world.VerifyAsync()).ShouldBe(0);
        await using (var db = world.Open())
        {
            var verdicts = await db.Set<Commitment>()
                .OrderBy(row => row.Number)
                .Select(row => row.Verifications.Single().Verdict)
                .ToListAsync();
            verdicts.ShouldBe([
                Verdict.Improved,
                Verdict.Worse,
                Verdict.NoEvidence,
                Verdict.NotMeasurable,
                Verdict.Improved,
            ]);
            var failed = await db.FailedVerificationsAsync();
            failed.Select(row => row.Number).ShouldBe([2, 3, 4]);
            failed[1].InWords.ShouldContain("would probably have been seen");
            (await db.FailedVerificationsAsync(asOf: LookOn)).ShouldBeEmpty();
            var told = await db.Set<TimelineEvent>().CountAsync(row => row.Verb == "commitment.verified");
            told.ShouldBe(5);
        }

        var leader = await server.BrowseAsAsync(Role.Leader);
        var review = await leader.ReadAsync("/");
        review.QuerySelectorAll("#needs-you a[href^='/commitments/2/answer']").ShouldHaveSingleItem();
        var first = await leader.ReadAsync("/commitments/1");
        first.QuerySelector(".verdict")!.TextContent.ShouldContain("improved");
        first.QuerySelector("a[href='/practices/decisions/1']").ShouldNotBeNull();
        first.QuerySelectorAll(".trend svg").Length.ShouldBe(4);

        await AnswerAsync(world, leader);
        await using (var db = world.Open())
            (await db.FailedVerificationsAsync()).ShouldBeEmpty();
        (await leader.ReadAsync("/")).QuerySelector("a[href*='/answer']").ShouldBeNull();

        // Four weeks later nothing more is seen, and it returns.
        world.MoveTo(At(LookOn.AddDays(29), 1));
        (await world.VerifyAsync()).ShouldBe(1);
        await using (var db = world.Open())
            (await db.FailedVerificationsAsync()).Select(row => row.Number).ShouldBe([3]);
    }

    private static async Task PromiseAsync(LoopWorld world)
    {
        var noise = new Random(11);
        await world.AddMeasureAsync("Orders", "orders", _ => 100 + noise.Next(-9, 10), Made.AddDays(-80), LookOn);
        await world.AddMeasureAsync(
            "Waiting",
            "min",
            day => (day > Due ? 30 : 45) + noise.Next(-3, 4),
            Made.AddDays(-80),
            LookOn
        );
        await using var db = world.Open();
        db.Add(
            new Person
            {
                Number = 900,
                Name = "Bob Østergård",
                CreatedAt = db.Now,
            }
        );
        db.Record("test.prepared", "people");
        await db.SaveChangesAsync();
        var decision = await db.DraftDecisionAsync(
            new("Pay half of the debt", Origin: "check:debt.share@organization")
        );
        (string Title, ExpectedEffect Effect)[] promises =
        [
            ("More debt work", new("debt.share", Up: true, AtLeast: 0.2, VerifyOn: LookOn)),
            ("Less debt work", new("debt.share", Up: false, VerifyOn: LookOn)),
            ("More orders", new(Measure: "orders", Up: true, AtLeast: 5, VerifyOn: LookOn)),
            ("A shorter way", new("flow.lead-time", Up: false, VerifyOn: LookOn)),
            ("Less waiting", new(Measure: "waiting", Up: false, AtLeast: 10, VerifyOn: LookOn)),
        ];
        foreach (var (title, effect) in promises)
        {
            await db.MakeCommitmentAsync(
                new(title, OwnerNumber: 900, DueOn: Due, From: decision.Url, Expected: effect),
                world.Practices
            );
        }
        (await db.CommitmentsFromAsync($"page:{decision.Url}")).Count.ShouldBe(5);
    }

    private static async Task AnswerAsync(LoopWorld world, Browser leader)
    {
        // A new promise answers by being made.
        var form = "/commitments/new?answers=2";
        (await leader.ReadAsync(form))
            .QuerySelector("#expectedCheck option[selected]")!
            .GetAttribute("value")
            .ShouldBe("debt.share");
        var made = await leader.SubmitAsync(form, "make", ("Title", "Try otherwise"), ("Owner", "Bob"));
        made.Headers.Location!.ToString().ShouldEndWith("/commitments/6");
        (await leader.ReadAsync("/commitments/2")).QuerySelector("a[href='/commitments/6']").ShouldNotBeNull();

        var early = await leader.SubmitAsync(
            "/commitments/3/answer",
            "answer",
            ("LookOn", "2033-05-01"),
            ("Reason", "Later")
        );
        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = LookOn.AddDays(28).ToString("yyyy-MM-dd");
        var later = await leader.SubmitAsync(
            "/commitments/3/answer",
            "answer",
            ("LookOn", again),
            ("Reason", "Campaign")
        );
        later.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var program = await world.Server.CallAsAsync(Role.Member, TokenScope.Write);
        var path = "/api/v1/commitments/4/answer";
        (await program.PostAsJsonAsync(path, new { kind = "accepted" })).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var accepted = await program.PostAsJsonAsync(path, new { kind = "accepted", reason = "No releases yet" });
        accepted.StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        var look = told.GetProperty("verifications")[0];
        look.GetProperty("verdict").GetString().ShouldBe("not-measurable");
        look.GetProperty("answer").GetProperty("reason").GetString().ShouldBe("No releases yet");
        (await program.PostAsJsonAsync(path, new { kind = "accepted", reason = "Twice" })).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var reader = await world.Server.CallAsAsync(Role.Viewer, TokenScope.Write);
        (await reader.PostAsJsonAsync(path, new { kind = "accepted", reason = "No" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private static DateTime At(DateOnly day, int hour) => day.ToDateTime(new TimeOnly(hour, 0), DateTimeKind.Utc);
}
