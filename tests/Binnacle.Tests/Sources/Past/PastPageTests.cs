using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Intake.Past;
using Binnacle.Platform.Outbound;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Sources.Past;

public sealed class PastPageTests
{
    [Theory, OnBothDatabases]
    public async Task An_administrator_has_the_past_read_from_the_page(Engine engine)
    {
        await using var api = await ApiDouble.StartAsync(GitHubDouble.Answer);
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        await db.AllowDestinationAsync("127.0.0.1");
        var admin = await server.BrowseAsAsync(Role.Administrator);
        await admin.SubmitAsync("/settings/sources", "add", ("Kind", "github"), ("Name", "Shop"));
        (await admin.ReadAsync("/settings/sources/shop"))
            .QuerySelector("a[href$='/settings/sources/shop/past']")
            .ShouldNotBeNull();
        var page = "/settings/sources/shop/past";
        (string, string)[] form =
        [
            ("Address", api.Address),
            ("Token", "a-token-of-ours"),
            ("Wanted", "octo/shop\nocto/gone"),
            ("Since", "2026-03-01"),
        ];

        // Without a repository of this host in the catalogue something must be named.
        using (var refused = await admin.SubmitAsync(page, "ask", [.. form[..2], ("Wanted", ""), form[3]]))
            (await Browser.ParseAsync(refused)).Body!.TextContent.ShouldContain("The catalogue has no repository on");
        using (var asked = await admin.SubmitAsync(page, "ask", form))
            asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await UntilReadAsync(server);

        var read = await admin.ReadAsync(page);
        read.QuerySelector("h1")!.TextContent.ShouldBe("The past of Shop is read, 1 of 2 not wholly");
        read.Body!.TextContent.ShouldContain("Check the name “octo/gone”");
        read.DocumentElement.OuterHtml.ShouldNotContain("a-token-of-ours");
        (await db.Set<Change>().CountAsync()).ShouldBe(4);
        (await db.Set<IntakePast>().AsNoTracking().SingleAsync()).Token.ShouldNotContain("a-token-of-ours");
        (await (await admin.GetAsync($"{page}.csv")).Content.ReadAsStringAsync()).ShouldContain("octo/gone");

        // A token goes to no other host than the one it was given for.
        using (
            var refused = await admin.SubmitAsync(
                page,
                "ask",
                ("Address", "https://elsewhere.example.org/api/v3"),
                ("Token", ""),
                form[2],
                form[3]
            )
        )
            (await Browser.ParseAsync(refused)).Body!.TextContent.ShouldContain(
                "For another host enter the token again"
            );
        using (var again = await admin.SubmitAsync(page, "resume", ("OtherToken", "")))
            again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await UntilReadAsync(server);

        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync(page)).QuerySelector("form[method=post] input[name=Token]").ShouldBeNull();
        using (var call = await server.CallAsAsync(Role.Leader, TokenScope.Write))
        {
            (
                await call.PostAsJsonAsync(
                    "/api/v1/sources/shop/past",
                    new
                    {
                        token = "b",
                        wanted = "octo/shop",
                        since = "2026-03-01",
                    }
                )
            ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            var told = await call.GetFromJsonAsync<JsonElement>("/api/v1/sources/shop/past");
            told.GetProperty("past").GetProperty("parts").GetInt32().ShouldBe(2);
            told.ToString().ShouldNotContain("a-token-of-ours");
        }
        (await db.Set<Binnacle.Platform.Timeline.TimelineEvent>().Select(row => row.Verb).ToListAsync()).ShouldContain(
            "source.past-asked"
        );
    }

    private static async Task UntilReadAsync(TestServer server)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            await using var db = server.Database.Open();
            if (await db.Set<IntakePast>().AnyAsync(row => row.EndedAt != null))
                return;
            await Task.Delay(100);
        }
        throw new TimeoutException("The past was not read within a minute.");
    }
}
