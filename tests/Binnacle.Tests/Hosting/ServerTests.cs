using System.Net;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Hosting;

public sealed class ServerTests
{
    [Theory, OnBothDatabases]
    public async Task Another_host_name_is_refused(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Browse().GetAsync("http://rebound.example/sign-in")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await server.Browse().GetAsync("http://127.0.0.1/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task Health_says_live_and_ready(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Browse().Client.GetStringAsync("/health/live")).ShouldBe("live\n");
        (await server.Browse().Client.GetStringAsync("/health/ready")).ShouldBe("ready\n");
    }

    [Theory, OnBothDatabases]
    public async Task An_address_that_does_not_exist_is_said_to_people_and_programs(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = await server.BrowseAsAsync(Role.Viewer);

        using var page = await browser.GetAsync("/nothing/here");
        using var api = await browser.GetAsync("/api/v1/nothing");

        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        api.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory, OnBothDatabases]
    public async Task A_second_start_keeps_sessions(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var browser = await server.BrowseAsAsync(Role.Member);
        await using var second = await server.StartAnotherAsync();

        (await second.Browse(browser.Cookies).GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_server_to_a_data_folder()
    {
        await using var empty = await EmptyDatabase.CreateAsync(Engine.Sqlite);
        var options = new ServerOptions(empty.Installation);
        using (RunningServer.Claim(options))
        {
            RunningServer.IsRunning(empty.Installation).ShouldBeTrue();
            Should.Throw<CommandFailure>(() => RunningServer.Claim(options)).Message.ShouldContain("already serves");
        }
        RunningServer.IsRunning(empty.Installation).ShouldBeFalse();
    }
}
