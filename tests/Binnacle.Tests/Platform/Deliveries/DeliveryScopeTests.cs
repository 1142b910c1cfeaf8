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
