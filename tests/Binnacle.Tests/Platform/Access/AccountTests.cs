using System.Net;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Access;

public sealed class AccountTests
{
    [Theory, OnBothDatabases]
    public async Task A_role_taken_back_ends_at_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var leader = await server.AccountAsync(Role.Leader);
        var browser = await server.BrowseAsAsync(leader);
        (await browser.GetAsync("/timeline")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await AdministerAsync(server, administration => administration.SetRoleAsync(leader.Id, null, Role.None));

        (await browser.GetAsync("/timeline")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, OnBothDatabases]
    public async Task A_closed_account_is_out_with_its_tokens(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var member = await server.AccountAsync(Role.Member);
        var browser = await server.BrowseAsAsync(member);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Read);
        (await program.GetAsync("/api/v1/timeline")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await AdministerAsync(server, administration => administration.CloseAsync(member.Id));

        (await browser.GetAsync("/timeline")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.GetAsync("/api/v1/timeline")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, OnBothDatabases]
    public async Task The_last_administrator_stays(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var only = await server.AccountAsync(Role.Administrator);

        await Should.ThrowAsync<Refusal>(() => AdministerAsync(server, change => change.CloseAsync(only.Id)));
        await Should.ThrowAsync<Refusal>(() =>
            AdministerAsync(server, change => change.SetRoleAsync(only.Id, null, Role.Leader))
        );

        await using var db = server.Database.Open();
        (await db.Administrators().CountAsync()).ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task An_administrator_creates_an_account_and_hands_over_a_link(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var administrator = await server.BrowseAsAsync(Role.Administrator);

        using var response = await administrator.SubmitAsync(
            "/settings/accounts",
            "create",
            ("Name", "Ada Example"),
            ("UserName", "ada"),
            ("Role", "Leader")
        );

        var link = (await Browser.ParseAsync(response)).QuerySelector("[role=status] code")!.TextContent;
        var ada = server.Browse();
        await ada.OpenByHandAsync(link);
        (await ada.ReadAsync("/account")).Body!.TextContent.ShouldContain(
            "Signed in as Ada Example. Leader of the organization."
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_name_that_is_taken_is_said_beside_the_field(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var administrator = await server.BrowseAsAsync(Role.Administrator);

        using var response = await administrator.SubmitAsync(
            "/settings/accounts",
            "create",
            ("Name", "Another"),
            ("UserName", "A-Administrator")
        );

        (await Browser.ParseAsync(response)).QuerySelector("#userName-error")!.TextContent.ShouldContain("taken");
    }

    [Theory, OnBothDatabases]
    public async Task A_token_is_kept_as_a_hash_and_shown_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = await server.BrowseAsAsync(Role.Member);

        using var response = await browser.SubmitAsync("/account", "token", ("TokenName", "export"), ("Days", "30"));

        var token = (await Browser.ParseAsync(response)).QuerySelector("[role=status] code")!.TextContent;
        token.ShouldStartWith("bnc_");
        await using var db = server.Database.Open();
        var row = await db.Set<ApiToken>().IgnoreQueryFilters().SingleAsync();
        row.Hash.ShouldBe(Secret.Hash(token));
        (await browser.ReadAsync("/account")).Body!.TextContent.ShouldNotContain(token);
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_token_opens_nothing(Engine engine)
    {
        var clock = new SettableClock(new DateTime(2026, 3, 2, 9, 0, 0));
        await using var server = await TestServer.StartAsync(engine, clock);
        var program = await server.CallAsAsync(Role.Member, TokenScope.Read);
        (await program.GetAsync("/api/v1/timeline")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Pass(TimeSpan.FromDays(31));

        using var response = await program.GetAsync("/api/v1/timeline");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private static async Task AdministerAsync(TestServer server, Func<AccountAdministration, Task> change)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AppDb>().Viewer = Viewer.System;
        await change(scope.ServiceProvider.GetRequiredService<AccountAdministration>());
    }
}
