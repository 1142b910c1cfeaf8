using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Chat;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Chat;

public sealed class ChatCommandTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    [Fact]
    public void The_example_that_Slack_publishes_is_signed_right()
    {
        const string body =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        ChatProof
            .Sign("1531420618", Encoding.UTF8.GetBytes(body), "8f742231b10e8888abcd99yyyzzz85a5")
            .ShouldBe("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    [Theory, OnBothDatabases]
    public async Task From_Slack_a_blocker_is_raised_listed_and_ended(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await CommitmentWorld.AddAsync(server.Database);
        await ConnectAsync(server, ChatTool.Slack);

        var raised = await TypeAsync(server, "/blocked", "No <test> account", trigger: "1.1");
        raised.Type.ShouldBe("in_channel");
        raised.Text.ShouldContain("|Blocker 1> for Payments: No &lt;test&gt; account");
        // Slack sends it again: nothing more is raised.
        (await TypeAsync(server, "/blocked", "No <test> account", trigger: "1.1")).Text.ShouldContain("Blocker 1");

        var listed = await TypeAsync(server, "/blocked", "list");
        listed.Type.ShouldBe("ephemeral");
        listed.Text.ShouldStartWith("1 blocker of Payments stands:");
        (await TypeAsync(server, "/unblocked", "1 they sent it")).Text.ShouldContain("is unblocked");
        (await TypeAsync(server, "/unblocked", "1")).Text.ShouldStartWith("Blocker 1 was unblocked on");
        (await TypeAsync(server, "/unblocked", "7")).Text.ShouldBe("There is no blocker 7.");
        (await TypeAsync(server, "/unblocked", "it works")).Text.ShouldStartWith("Say which");
        (await TypeAsync(server, "/lunch", "now")).Text.ShouldBe("Nothing here answers to /lunch.");

        await using var db = server.Database.Open();
        var blocker = (await db.BlockerAsync(1))!;
        (blocker.RaisedBy, blocker.Steps[^1].Note).ShouldBe(("ada in Our chat", "they sent it"));
        (await db.Set<Blocker>().CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, false, HttpStatusCode.OK)]
    [InlineData(200, false, HttpStatusCode.OK)]
    [InlineData(302, false, HttpStatusCode.Unauthorized)]
    [InlineData(-302, false, HttpStatusCode.Unauthorized)]
    [InlineData(0, true, HttpStatusCode.Unauthorized)]
    public async Task An_old_time_or_one_wrong_bit_is_refused(int secondsAgo, bool isWrong, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await ConnectAsync(server, ChatTool.Slack);
        var body = Form("/blocked", "list", "general", null);
        var time = TimeProvider
            .System.GetUtcNow()
            .AddSeconds(-secondsAgo)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        var signature = ChatProof.Sign(time, body, Secret);
        if (isWrong)
            signature = signature[..^1] + (signature[^1] == '0' ? '1' : '0');

        using var request = Request(body);
        request.Headers.Add("X-Slack-Request-Timestamp", time);
        request.Headers.Add("X-Slack-Signature", signature);
        (await server.Browse().Client.SendAsync(request)).StatusCode.ShouldBe(expected);

        await using var db = server.Database.Open();
        (await db.Set<ChatCommand>().SingleAsync()).RefusedAt.HasValue.ShouldBe(
            expected is HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Mattermost_is_known_by_its_token_and_speaks_for_its_team_alone()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await ConnectAsync(server, ChatTool.Mattermost, "search");
        await using (var db = server.Database.Open())
            await db.RaiseAsync(new("Theirs", "team:payments"));

        using var unknown = Request(Form("/blocked", "list", "town-square", null, "not-the-token-of-it"));
        (await server.Browse().Client.SendAsync(unknown)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var known = Request(Form("/blocked", "@all [x](y) is down", "payments", null, Secret));
        var answer = await AnswerAsync(await server.Browse().Client.SendAsync(known));
        answer.Text.ShouldContain("(http://localhost/practices/flow/blockers/2) for Search: @\u200ball");
        answer.Text.ShouldNotContain("[x](y)");
        using var foreign = Request(Form("/unblocked", "1", "payments", null, Secret));
        (await AnswerAsync(await server.Browse().Client.SendAsync(foreign))).Text.ShouldStartWith("Only members");
        world.Search.Name.ShouldBe("Search");
    }

    [Fact]
    public async Task What_is_no_command_or_too_long_or_closed_is_refused()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await ConnectAsync(server, ChatTool.Mattermost);
        var client = server.Browse().Client;
        using var large = Request(Form("/blocked", new string('x', 40_000), "general", null, Secret));
        (await client.SendAsync(large)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var none = Request(Encoding.UTF8.GetBytes($"token={Secret}&text=hello"));
        (await client.SendAsync(none)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var binary = Request([0xFF, 0xFE, 0x00, 0x80]);
        (await client.SendAsync(binary)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var administrator = await server.BrowseAsAsync(Role.Administrator);
        await using (var db = server.Database.Open())
        {
            var id = (await db.Set<ChatCommand>().SingleAsync()).Id;
            (await administrator.SubmitAsync("/settings/chat", $"close-{id}")).StatusCode.ShouldBe(
                HttpStatusCode.Redirect
            );
        }
        using var closed = Request(Form("/blocked", "list", "general", null, Secret));
        (await client.SendAsync(closed)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_connects_a_chat_and_sees_the_secret_once()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var administrator = await server.BrowseAsAsync(Role.Administrator);
        var answer = await administrator.SubmitAsync("/settings/chat", "add", ("Name", "Our Slack"), ("Tool", "Slack"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var shown = (await Browser.ParseAsync(answer)).QuerySelectorAll("dd").Select(row => row.TextContent).ToList();
        shown[0].ShouldBe("http://localhost/hooks/chat/our-slack");
        (await administrator.ReadAsync("/settings/chat")).Body!.TextContent.ShouldNotContain(shown[1]);
        await using var db = server.Database.Open();
        (await db.Set<ChatCommand>().SingleAsync()).Secret!.ShouldNotContain(shown[1]);
    }

    private static async Task ConnectAsync(TestServer server, ChatTool tool, string? team = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Binnacle.Platform.Data.AppDb>().Viewer = Viewer.System;
        await scope
            .ServiceProvider.GetRequiredService<ChatCommandVerbs>()
            .AddAsync(new("Our chat", tool, Secret, team));
    }

    private static async Task<(string Type, string Text)> TypeAsync(
        TestServer server,
        string command,
        string text,
        string? trigger = null
    )
    {
        var body = Form(command, text, "team-payments", trigger);
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = Request(body);
        request.Headers.Add("X-Slack-Request-Timestamp", time);
        request.Headers.Add("X-Slack-Signature", ChatProof.Sign(time, body, Secret));
        return await AnswerAsync(await server.Browse().Client.SendAsync(request));
    }

    private static async Task<(string Type, string Text)> AnswerAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        var answer = JsonDocument.Parse(text).RootElement;
        return (answer.GetProperty("response_type").GetString()!, answer.GetProperty("text").GetString()!);
    }

    private static byte[] Form(string command, string text, string channel, string? trigger, string? token = null) =>
        Encoding.UTF8.GetBytes(
            $"command={Uri.EscapeDataString(command)}&text={Uri.EscapeDataString(text)}&user_name=ada&channel_name={channel}"
                + (trigger is null ? "" : $"&trigger_id={trigger}")
                + (token is null ? "" : $"&token={token}")
        );

    private static HttpRequestMessage Request(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return new(HttpMethod.Post, "/hooks/chat/our-chat") { Content = content };
    }
}
