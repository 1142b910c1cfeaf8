using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Catalogue;

public sealed class RepositoryPageTests
{
    private static readonly DateTime At = new(2026, 3, 12, 9, 30, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task Of_several_lines_all_are_added_or_none(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var administrator = await server.BrowseAsAsync(Role.Administrator);

        using var refused = await administrator.SubmitAsync(
            "/repositories/new",
            "add",
            (
                "Locations",
                "https://8.8.8.8/team/one\nhttp://8.8.8.8/team/two\nhttps://127.0.0.1/team/three\n/nowhere/at/all"
            )
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ParseAsync(refused);
        page.QuerySelector("#line-1")!.TextContent.ShouldContain("Can be added");
        page.QuerySelector("#line-2")!.TextContent.ShouldContain("only https and ssh");
        page.QuerySelector("#line-3")!.TextContent.ShouldContain("its address is not public");
        page.QuerySelector("#line-3")!.TextContent.ShouldContain("cannot be reached from here");
        page.QuerySelector("#line-4")!.TextContent.ShouldContain("/nowhere/at/all");
        await using var db = server.Database.Open();
        (await db.Set<Repository>().CountAsync()).ShouldBe(0);
        (await db.Set<JobRun>().CountAsync(run => run.Job == "scan")).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task Only_administrators_add_folders(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.BrowseAsAsync(Role.Leader);

        using var refused = await leader.SubmitAsync("/repositories/new", "add", ("Locations", "/etc"));

        var page = await Browser.ParseAsync(refused);
        page.QuerySelector("#line-1")!.TextContent.ShouldContain("Only an administrator may add folders");
    }

    [Theory, OnBothDatabases]
    public async Task A_leader_archives_and_restores_and_the_timeline_says_so(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await AddAsync(server, "ledger");
        var leader = await server.BrowseAsAsync(Role.Leader);

        (await leader.SubmitAsync("/repositories/ledger/settings", "archive")).StatusCode.ShouldBe(
            HttpStatusCode.Found
        );
        (await leader.ReadAsync("/repositories")).QuerySelector("main table").ShouldBeNull();
        (await leader.ReadAsync("/repositories?archived=true")).Body!.TextContent.ShouldContain("ledger");
        (await leader.SubmitAsync("/repositories/ledger/settings", "restore")).StatusCode.ShouldBe(
            HttpStatusCode.Found
        );

        await using var db = server.Database.Open();
        var verbs = await db.Set<TimelineEvent>()
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Select(row => row.Verb)
            .ToListAsync();
        verbs
            .Where(verb => verb.StartsWith("repository.", StringComparison.Ordinal))
            .ShouldBe(["repository.added", "repository.archived", "repository.restored"]);
    }

    [Theory, OnBothDatabases]
    public async Task Page_list_json_and_csv_say_the_same(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await AddAsync(server, "ledger");
        await AddAsync(server, "checkout");
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var program = await server.CallAsAsync(Role.Viewer, TokenScope.Read);

        (await viewer.ReadAsync("/repositories")).QuerySelector("h1")!.TextContent.ShouldBe("2 repositories");
        (await viewer.ReadAsync("/repositories/ledger")).QuerySelector("h1")!.TextContent.ShouldBe("ledger");
        (await viewer.ReadAsync("/repositories/ledger/commits"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("0 commits of ledger");
        (await viewer.Client.GetStringAsync("/repositories.csv")).ShouldContain("\r\ncheckout,checkout,");
        var first = await program.GetFromJsonAsync<JsonElement>("/api/v1/repositories?size=1");
        first.GetProperty("items")[0].GetProperty("slug").GetString().ShouldBe("checkout");
        var second = await program.GetFromJsonAsync<JsonElement>(
            $"/api/v1/repositories?size=1&cursor={first.GetProperty("next").GetString()}"
        );
        second.GetProperty("items")[0].GetProperty("slug").GetString().ShouldBe("ledger");
    }

    [Theory, OnBothDatabases]
    public async Task A_repository_is_deleted_only_by_its_name(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await AddAsync(server, "ledger");
        var administrator = await server.BrowseAsAsync(Role.Administrator);

        (
            await administrator.SubmitAsync("/repositories/ledger/delete", "delete", ("Confirmation", "legder"))
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await administrator.SubmitAsync("/repositories/ledger/delete", "delete", ("Confirmation", "ledger"))
        ).StatusCode.ShouldBe(HttpStatusCode.Found);

        for (var tries = 0; tries < 100; tries++)
        {
            await using var db = server.Database.Open();
            if (!await db.Set<Repository>().AnyAsync())
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail("It was not deleted within ten seconds.");
    }

    private static async Task AddAsync(TestServer server, string slug)
    {
        await using var db = server.Database.Open();
        db.Add(
            new Repository
            {
                Slug = slug,
                Name = slug,
                Location = $"https://forge.example/{slug}",
                IsClone = true,
                AddedAt = At,
            }
        );
        db.Record("repository.added", slug);
        await db.SaveChangesAsync();
    }
}
