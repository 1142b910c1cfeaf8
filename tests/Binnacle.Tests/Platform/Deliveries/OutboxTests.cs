using System.Net;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Chat;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Deliveries;

public sealed class OutboxTests
{
    [Theory, OnBothDatabases]
    public async Task A_webhook_gets_the_notice_signed(Engine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine);
        var (channel, key) = await server.AddWebhookAsync(receiver.Address);

        await server.QueueAsync(DeliveryWorld.Reminder, Recipients.Everybody);
        await server.SendAsync();

        var delivery = (await server.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.Sent, delivery.Reason);
        var post = receiver.Received.ShouldHaveSingleItem();
        post.Headers["webhook-id"].ShouldBe(delivery.Id.ToString());
        post.Headers["webhook-signature"]
            .ShouldBe(
                WebhookSignature.Of(post.Headers["webhook-id"], post.Headers["webhook-timestamp"], post.Body, key!)
            );
        using var body = JsonDocument.Parse(post.Body);
        body.RootElement.GetProperty("type").GetString().ShouldBe("notice.reminders");
        body.RootElement.GetProperty("data").GetProperty("url").GetString().ShouldBe("http://localhost/commitments/12");
        body.RootElement.GetProperty("data")
            .GetProperty("html")
            .GetString()!
            .ShouldContain("href=\"http://localhost/commitments/12\"");
        await using var db = server.Database.Open();
        (await db.Set<Channel>().SingleAsync()).Secret!.ShouldNotContain("a-secret-path");
        var administrator = await server.BrowseAsAsync(Role.Administrator);
        (await administrator.ReadAsync(channel.Url)).DocumentElement.InnerHtml.ShouldNotContain("a-secret-path");
    }

    [Fact]
    public void The_signature_is_that_of_the_standard()
    {
        // The example of the Standard Webhooks specification's libraries.
        WebhookSignature
            .Of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            )
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Theory]
    [InlineData(500, DeliveryState.Waiting, "Answered 500")]
    [InlineData(429, DeliveryState.Waiting, "Answered 429")]
    [InlineData(302, DeliveryState.Failed, "Answered 302, a redirect. Give the address that it leads to.")]
    [InlineData(404, DeliveryState.Failed, "Answered 404: ")]
    [InlineData(410, DeliveryState.Failed, "Answered 410: the webhook is gone")]
    public async Task Each_answer_is_judged(int status, DeliveryState expected, string reason)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        (receiver.Status, receiver.RetryAfter) = (status, status == 429 ? "7200" : null);
        var clock = new SettableClock(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var server = await TestServer.StartAsync(Engine.Sqlite, clock);
        await server.AddWebhookAsync(receiver.Address, ChannelKind.Slack);

        await server.QueueAsync(DeliveryWorld.Reminder, Recipients.Everybody);
        await server.SendAsync();

        var delivery = (await server.DeliveriesAsync()).ShouldHaveSingleItem();
        (delivery.State, delivery.Reason).ShouldBe((expected, reason));
        receiver.Received.Count.ShouldBe(1);
        if (status == 429)
            delivery.NextTryAt.ShouldBe(clock.GetUtcNow().UtcDateTime.AddHours(2), TimeSpan.FromSeconds(1));
        await using var db = server.Database.Open();
        (await db.Set<Channel>().SingleAsync()).PausedAt.ShouldBe(status == 410 ? delivery.EndedAt : null);
        if (status != 500)
            return;
        receiver.Status = 204;
        clock.Pass(TimeSpan.FromMinutes(2));
        await server.SendAsync();
        (await server.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Sent);
        receiver.Received.Count.ShouldBe(2);
        (await db.Set<DeliveryTry>().CountAsync()).ShouldBe(2);
    }

    /// <summary>SQLite has one node: it takes back its own claims when it starts.</summary>
    [Fact]
    public async Task Of_two_nodes_one_sends_and_a_claim_that_was_cut_off_runs_out()
    {
        const Engine engine = Engine.Postgres;
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine);
        await server.AddWebhookAsync(receiver.Address);
        for (var number = 0; number < 20; number++)
            await server.QueueAsync(DeliveryWorld.Reminder with { Key = $"{number}" }, Recipients.Everybody);
        await using (var db = server.Database.Open())
        {
            // One that a killed process had claimed.
            var until = db.Now.AddMinutes(5);
            var cut = (await db.Set<Delivery>().OrderBy(row => row.Id).FirstAsync()).Id;
            await db.Set<Delivery>()
                .Where(row => row.Id == cut)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.ClaimedUntil, until)
                        .SetProperty(row => row.ClaimedBy, Guid.CreateVersion7())
                );
        }
        await using var another = await server.StartAnotherAsync();
        var nodes = new[] { server, another }.Select(node => node.Services.GetRequiredService<DeliverySending>());

        await Task.WhenAll(nodes.Select(node => node.RunAsync(TestContext.Current.CancellationToken)));
        for (var tries = 0; receiver.Received.Count < 19 && tries < 100; tries++)
            await Task.Delay(50);

        receiver
            .Received.Select(post => post.Headers["webhook-id"])
            .Distinct()
            .Count()
            .ShouldBe(receiver.Received.Count);
        receiver.Received.Count.ShouldBeInRange(19, 20);
        await using (var db = server.Database.Open())
        {
            var past = db.Now.AddSeconds(-1);
            await db.Set<Delivery>()
                .Where(row => row.ClaimedUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, past));
        }
        await server.SendAsync();
        receiver.Received.Count.ShouldBe(20);
        (await server.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Sent);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_not_open_reaches_those_alone_who_may_see_it(Engine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine);
        await server.AddWebhookAsync(receiver.Address);
        var member = await server.AddReaderAsync(Role.Member, "m@example.org", Topics.Reminders);
        var leader = await server.AddReaderAsync(Role.Leader, "l@example.org", Topics.Reminders);
        var people = DeliveryWorld.Reminder with { DataClass = DataClass.People };

        (await server.QueueAsync(people, Recipients.Everybody)).ShouldBe(1);
        (await server.DeliveriesAsync()).ShouldHaveSingleItem().AccountId.ShouldBe(leader.Id);
        (
            await server.QueueAsync(
                DeliveryWorld.Reminder with
                {
                    DataClass = DataClass.Private,
                    OwnerAccountId = member.Id,
                },
                Recipients.Everybody
            )
        ).ShouldBe(1);
        (await server.DeliveriesAsync())[^1].AccountId.ShouldBe(member.Id);
        // Nothing that is not saved is sent.
        await using var db = server.Database.Open();
        (await db.QueueNoticeAsync(DeliveryWorld.Reminder, Recipients.Everybody)).ShouldBe(3);
        (await server.DeliveriesAsync()).Count.ShouldBe(2);

        var log = await (await server.BrowseAsAsync(Role.Leader)).ReadAsync("/settings/deliveries/log");
        log.QuerySelectorAll("table.data tbody tr").Length.ShouldBe(1);
        var all = await (await server.BrowseAsAsync(Role.Administrator)).ReadAsync("/settings/deliveries/log");
        all.QuerySelector("table.data")!.TextContent.ShouldContain("A private notice");
    }

    [Theory]
    [InlineData(ChannelKind.Slack)]
    [InlineData(ChannelKind.Teams)]
    [InlineData(ChannelKind.Mattermost)]
    [InlineData(ChannelKind.Webhook)]
    public void Links_lead_back_here_from_every_chat(ChannelKind kind)
    {
        var notice = new QueuedNotice { Text = "- One, due today: /commitments/12", Url = "/commitments" };
        ChatBody
            .Of(kind, notice, new OwnAddress(new Uri("https://b.example/")))
            .ShouldContain("due today: https://b.example/commitments/12");
    }

    [Fact]
    public void Chats_are_not_called_by_what_people_write()
    {
        var notice = new QueuedNotice
        {
            Title = "Ours & co",
            Url = "/",
            Text = "<!channel> @channel ![x](http://evil.example) [y](http://evil.example)",
        };
        var own = new OwnAddress(new Uri("https://b.example/"));
        var slack = Text(ChannelKind.Slack);
        slack.ShouldContain("&lt;!channel&gt;");
        slack.ShouldNotContain("<!channel>");
        Text(ChannelKind.Mattermost).ShouldNotContain("@channel");
        Text(ChannelKind.Teams).ShouldNotContain("](http");
        using var card = JsonDocument.Parse(ChatBody.Of(ChannelKind.Teams, notice, own));
        var content = card.RootElement.GetProperty("attachments")[0].GetProperty("content");
        content.GetProperty("type").GetString().ShouldBe("AdaptiveCard");
        content.GetProperty("actions")[0].GetProperty("url").GetString().ShouldBe("https://b.example/");

        string Text(ChannelKind kind) => System.Text.RegularExpressions.Regex.Unescape(ChatBody.Of(kind, notice, own));
    }

    [Fact]
    public void Tries_come_further_and_further_apart_and_end_after_a_day()
    {
        Prop.ForAll(
                Gen.Choose(0, 999).ToArbitrary(),
                chance =>
                {
                    var waits = Enumerable
                        .Range(1, Backoff.MostTries - 1)
                        .Select(tries => Backoff.After(tries, chance / 1000.0)!.Value)
                        .ToList();
                    var sum = TimeSpan.FromTicks(waits.Sum(wait => wait.Ticks));
                    return waits.Zip(waits.Skip(1)).All(pair => pair.First <= pair.Second)
                        && sum > TimeSpan.FromHours(19)
                        && sum < TimeSpan.FromHours(29)
                        && Backoff.After(Backoff.MostTries, 0) is null;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_private_address_is_refused_and_its_secret_path_is_not_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await using (var db = server.Database.Open())
            await db.AddChannelAsync(
                new ChannelDraft(ChannelKind.Slack, "Room", Address: receiver.Address, Topics: [Topics.Reminders]),
                server.Services.GetRequiredService<ChannelSecrets>()
            );
        await server.QueueAsync(DeliveryWorld.Reminder, Recipients.Everybody);
        await server.SendAsync();

        var delivery = (await server.DeliveriesAsync()).ShouldHaveSingleItem();
        receiver.Received.ShouldBeEmpty();
        delivery.Reason!.ShouldContain("expected a host with a public address");
        delivery.Reason!.ShouldNotContain("a-secret-path");
    }
}
