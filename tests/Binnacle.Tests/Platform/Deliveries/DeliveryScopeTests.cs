using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Deliveries;

/// <summary>Who may read of it, and which team it is about.</summary>
public sealed class DeliveryScopeTests
{
    [Theory, OnBothDatabases]
    public async Task The_title_of_a_notice_about_people_stays_with_those_who_may_read_it(Engine engine)
    {
        const string Title = "What the summary says of Ana";
        await using var server = await TestServer.StartAsync(engine);
        await server.AddReaderAsync(Role.Leader, "l@example.org", Topics.Reminders);
        var notice = DeliveryWorld.Reminder with { Title = Title, DataClass = DataClass.People };
        await server.QueueAsync(notice, Recipients.Everybody);
        var id = (await server.DeliveriesAsync()).ShouldHaveSingleItem().Id;
        await using (var db = server.Database.Open())
        {
            await db.Set<Delivery>().ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Failed));
            await db.SendAgainAsync(id);
        }

        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.Client.GetStringAsync("/timeline.json")).ShouldContain(Title);
        var member = await server.BrowseAsAsync(Role.Member);
        (await member.Client.GetStringAsync("/timeline.json")).ShouldNotContain(Title);
    }

    [Theory, OnBothDatabases]
    public async Task A_merged_team_takes_channels_and_subscriptions_with_it(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var account = await server.AccountAsync(Role.Member);
        var (from, into) = (NewTeam("payments"), NewTeam("platform"));
        await using (var db = server.Database.Open())
        {
            db.AddRange(
                from,
                into,
                new Channel
                {
                    Number = 1,
                    Kind = ChannelKind.Slack,
                    Name = "Room",
                    TeamId = from.Id,
                },
                Of(account, Topics.Product, from),
                Of(account, Topics.Product, into),
                Of(account, Topics.Engineers, from)
            );
            db.Record("channel.added", "Room");
            await db.SaveChangesAsync();
            await db.MergeTeamsAsync(from, "platform");
        }

        await using var check = server.Database.Open();
        (await check.Set<Channel>().SingleAsync()).TeamId.ShouldBe(into.Id);
        (await check.Set<Subscription>().OrderBy(row => row.Topic).ToListAsync())
            .Select(row => (row.Topic, row.TeamId))
            .ShouldBe([(Topics.Engineers, into.Id), (Topics.Product, into.Id)]);
    }

    [Theory, OnBothDatabases]
    public async Task Saving_the_channel_of_an_archived_team_keeps_its_team(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var receiver = await WebhookReceiver.StartAsync();
        var (channel, _) = await server.AddWebhookAsync(receiver.Address);
        var team = NewTeam("payments");
        team.ArchivedAt = team.CreatedAt;
        await using (var db = server.Database.Open())
        {
            db.Add(team);
            db.Record("team.archived", "Payments");
            await db.SaveChangesAsync();
            await db.Set<Channel>().ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, team.Id));
        }

        var administrator = await server.BrowseAsAsync(Role.Administrator);
        (await administrator.SubmitAsync(channel.Url, "channel", ("Name", "Another name"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        await using var check = server.Database.Open();
        var saved = await check.Set<Channel>().SingleAsync();
        (saved.Name, saved.TeamId).ShouldBe(("Another name", team.Id));
    }

    private static Team NewTeam(string slug) =>
        new()
        {
            Slug = slug,
            Name = slug,
            CreatedAt = new DateTime(2026, 3, 12, 9, 30, 0, DateTimeKind.Utc),
        };

    private static Subscription Of(Account account, string topic, Team team) =>
        new()
        {
            AccountId = account.Id,
            Topic = topic,
            TeamId = team.Id,
            Since = team.CreatedAt,
        };
}
