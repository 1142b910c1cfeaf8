using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Jobs;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Jobs;

public sealed class JobPagesTests
{
    [Theory, OnBothDatabases]
    public async Task Runs_are_seen_by_all_and_stopped_by_administrators(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (running, failed) = await AddAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var page = await viewer.ReadAsync("/jobs");
        page.Body!.TextContent.ShouldContain("Scan ledger: Reading commits");
        page.Body!.TextContent.ShouldContain("The clone could not be reached.");
        page.QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
        (await viewer.ReadAsync("/jobs/progress")).QuerySelector("progress")!.GetAttribute("value").ShouldBe("500");
        (await viewer.ReadAsync("/jobs?outcome=failed"))
            .QuerySelectorAll("table.data tbody tr")
            .Length.ShouldBeGreaterThan(0);

        var administrator = await server.BrowseAsAsync(Role.Administrator);
        var form = (await administrator.ReadAsync("/jobs")).QuerySelector($"form[action='/jobs/{running}/stop']")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var sent = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        (await viewer.Client.PostAsync($"/jobs/{running}/stop", sent)).StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (
            await administrator.Client.PostAsync($"/jobs/{running}/stop", new FormUrlEncodedContent([]))
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.Client.PostAsync($"/jobs/{running}/stop", sent)).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await administrator.Client.PostAsync($"/jobs/{failed}/again", sent)).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        await using var db = server.Database.Open();
        (await db.Set<JobRun>().SingleAsync(run => run.Id == running)).StopAskedAt.ShouldNotBeNull();
        (await db.Set<JobRun>().CountAsync(run => run.Title == "Scan ledger")).ShouldBe(3);
    }

    [Theory]
    [InlineData(0, 100, null)]
    [InlineData(4, 100, null)]
    [InlineData(50, 100, 60)]
    [InlineData(100, 100, 0)]
    [InlineData(5, 0, null)]
    [InlineData(120, 100, null)]
    public void The_rest_is_estimated_once_there_is_a_pace(long done, long total, int? seconds)
    {
        var now = new DateTime(2026, 3, 1, 12, 1, 0, DateTimeKind.Utc);
        var row = new JobRow(
            Guid.Empty,
            "scan",
            "Scan",
            now,
            now.AddMinutes(-1),
            null,
            null,
            null,
            null,
            done,
            total,
            false
        );
        row.Left(now)?.TotalSeconds.ShouldBe(seconds!.Value);
        (row.Left(now) is null).ShouldBe(seconds is null);
    }

    private static async Task<(Guid Running, Guid Failed)> AddAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var running = new JobRun
        {
            Job = "scan",
            Key = "1",
            Title = "Scan ledger",
            QueuedAt = db.Now.AddMinutes(-3),
            StartedAt = db.Now.AddMinutes(-2),
            AliveAt = db.Now,
            Step = "Reading commits",
            Done = 500,
            Total = 2000,
        };
        var failed = new JobRun
        {
            Job = "scan",
            Key = "1",
            Title = "Scan ledger",
            QueuedAt = db.Now.AddDays(-1),
            StartedAt = db.Now.AddDays(-1),
            EndedAt = db.Now.AddDays(-1).AddSeconds(8),
            Outcome = JobOutcome.Failed,
            Message = "The clone could not be reached.",
        };
        db.AddRange(running, failed);
        await db.SaveChangesAsync();
        return (running.Id, failed.Id);
    }
}
