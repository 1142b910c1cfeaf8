using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Access;

public sealed class SignInTests
{
    private const string Password = "correct horse battery";

    [Theory, OnBothDatabases]
    public async Task The_first_link_makes_the_administrator_and_signs_in(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = server.Browse();

        using var response = await browser.OpenByHandAsync(server.FirstLink!);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.ReadAsync("/account")).Body!.TextContent.ShouldContain("Administrator of the organization");
        (await browser.GetAsync("/settings/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_works_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Browse().OpenByHandAsync(server.FirstLink!);
        var second = server.Browse();

        using var response = await second.OpenByHandAsync(server.FirstLink!);

        response.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await second.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_who_race_with_one_link_one_gets_in(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = server.FirstLink!.Split("token=")[1];

        var winners = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ =>
                {
                    await using var db = server.Database.Open(Viewer.Nobody);
                    return await db.UseLinkAsync(token);
                })
        );

        winners.Count(account => account is not null).ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_that_a_program_looks_at_is_not_used_up(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        (await server.Browse().GetAsync(server.FirstLink!)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var browser = server.Browse();

        using var response = await browser.SubmitAsync(server.FirstLink!, "once");

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_link_does_not_work(Engine engine)
    {
        var clock = new SettableClock(new DateTime(2026, 3, 2, 9, 0, 0));
        await using var server = await TestServer.StartAsync(engine, clock);
        clock.Pass(TimeSpan.FromHours(25));

        (await server.Browse().OpenByHandAsync(server.FirstLink!)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory, OnBothDatabases]
    public async Task A_password_signs_in_and_setting_it_ends_other_sessions(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = await server.BrowseAsAsync(Role.Member);
        var elsewhere = await server.BrowseAsAsync(Role.Member);

        (await SetPasswordAsync(browser)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var fresh = server.Browse();
        (await SignInAsync(fresh, "a-member", Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await fresh.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_removes_the_forgotten_password_and_ends_its_sessions(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var before = await server.BrowseAsAsync(Role.Member);
        await SetPasswordAsync(before);

        var returned = await server.BrowseAsAsync(Role.Member);

        (await before.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SignInAsync(server.Browse(), "a-member", Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await returned.ReadAsync("/account")).QuerySelector("#current").ShouldBeNull();
        (await SetPasswordAsync(returned)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, OnBothDatabases]
    public async Task A_newer_link_and_a_new_password_end_older_links(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var member = await server.AccountAsync(Role.Member);
        var browser = await server.BrowseAsAsync(Role.Member);
        await using var db = server.Database.Open();
        var older = await db.AddOneTimeLinkAsync(member, OneTimeLink.ForReturn);
        await db.SaveChangesAsync();
        var newer = await db.AddOneTimeLinkAsync(member, OneTimeLink.ForReturn);
        await db.SaveChangesAsync();

        (await db.NameBehindLinkAsync(older)).ShouldBeNull();
        (await db.NameBehindLinkAsync(newer)).ShouldBe(member.Name);
        await SetPasswordAsync(browser);
        (await db.NameBehindLinkAsync(newer)).ShouldBeNull();
        (await db.NameBehindLinkAsync(server.FirstLink!.Split("token=")[1])).ShouldNotBeNull();
    }

    [Theory, OnBothDatabases]
    public async Task An_administrator_who_signs_in_by_link_ends_the_link_of_the_operator(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await server.BrowseAsAsync(Role.Administrator);

        await using var db = server.Database.Open();
        (await db.NameBehindLinkAsync(server.FirstLink!.Split("token=")[1])).ShouldBeNull();
    }

    [Theory, OnBothDatabases]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await SetPasswordAsync(await server.BrowseAsAsync(Role.Member));

        using var wrong = await SignInAsync(server.Browse(), "a-member", "not the password");
        using var unknown = await SignInAsync(server.Browse(), "nobody-here", "not the password");

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AlertAsync(unknown)).ShouldBe(await AlertAsync(wrong));
    }

    [Theory, OnBothDatabases]
    public async Task After_eight_wrong_passwords_the_right_one_waits(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await SetPasswordAsync(await server.BrowseAsAsync(Role.Member));
        for (var attempt = 0; attempt < 8; attempt++)
            await SignInAsync(server.Browse(), "a-member", $"wrong {attempt}");

        using var response = await SignInAsync(server.Browse(), "a-member", Password);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await using var db = server.Database.Open();
        (await db.Set<TimelineEvent>().CountAsync(row => row.Verb == "sign-in.failed")).ShouldBe(9);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_typed_as_a_name_is_not_recorded(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await SignInAsync(server.Browse(), "my-secret-password", "x");

        await using var db = server.Database.Open();
        var failed = await db.Set<TimelineEvent>().SingleAsync(row => row.Verb == "sign-in.failed");
        $"{failed.Actor} {failed.Subject} {failed.Details}".ShouldNotContain("my-secret-password");
    }

    [Theory]
    [InlineData("/timeline?verb=role", "/timeline?verb=role")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Signing_in_leads_to_pages_of_ours_alone(string? asked, string expected) =>
        LocalUrl.Or(asked).ShouldBe(expected);

    [Theory, OnBothDatabases]
    public async Task Too_many_attempts_from_one_address_are_refused(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var statuses = new List<HttpStatusCode>();

        for (var attempt = 0; attempt < 25; attempt++)
            statuses.Add((await server.Browse().Client.PostAsync("/sign-in", content: null)).StatusCode);

        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Theory, OnBothDatabases]
    public async Task A_form_without_its_token_changes_nothing(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = await server.BrowseAsAsync(Role.Administrator);
        using var form = new FormUrlEncodedContent([new("_handler", "password"), new("New", Password)]);

        using var response = await browser.Client.PostAsync("/account", form);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = server.Database.Open();
        (await db.Users.CountAsync(account => account.PasswordHash != null)).ShouldBe(0);
    }

    private static Task<HttpResponseMessage> SetPasswordAsync(Browser browser) =>
        browser.SubmitAsync("/account", "password", ("New", Password));

    private static Task<HttpResponseMessage> SignInAsync(Browser browser, string name, string password) =>
        browser.SubmitAsync("/sign-in", "sign-in", ("Name", name), ("Password", password));

    private static async Task<string> AlertAsync(HttpResponseMessage response) =>
        (await Browser.ParseAsync(response)).QuerySelector("[role=alert]")!.TextContent;
}
