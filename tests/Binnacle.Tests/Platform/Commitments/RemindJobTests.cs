using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Deliveries;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Commitments;

public sealed class RemindJobTests
{
    private static readonly DateTime Monday = new(2026, 11, 16, 7, 0, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task An_owner_and_a_room_hear_once_a_week_and_of_nothing_private(Engine engine)
    {
        var clock = new SettableClock(Monday);
        await using var server = await TestServer.StartAsync(engine, clock);
        await server.AddWebhookAsync("http://127.0.0.1:9/room", ChannelKind.Slack);
        await server.AddWebhookAsync("http://127.0.0.1:9/other", ChannelKind.Slack, Topics.Executives);
        var account = await server.AddReaderAsync(Role.Member, "bob@example.org", Topics.Reminders);
        await PromiseAsync(server, clock, account);

        (await RunAsync(server)).ShouldBe("Reminded 1 owner and 1 room.");
        (await RunAsync(server)).ShouldBe("Nobody needed a reminder who asked for reminders.");
        clock.Pass(TimeSpan.FromDays(1));
        (await RunAsync(server)).ShouldBe("Nobody needed a reminder who asked for reminders.");

        var deliveries = await server.DeliveriesAsync();
        deliveries.Select(row => row.Kind).Order().ShouldBe([ChannelKind.Email, ChannelKind.Slack]);
        await using var db = server.Database.Open();
        var ids = deliveries.ConvertAll(row => row.NoticeId);
        var room = await db.Set<QueuedNotice>()
            .SingleAsync(row => ids.Contains(row.Id) && row.Text.Contains("Bob Østergård"));
        room.Title.ShouldBe("1 commitment is overdue, 1 due within two weeks");
        room.Text.ShouldContain("Mend the alert: Bob Østergård, was due 12 Nov 2026");
        room.Text.ShouldNotContain("Secret");
    }

    private static async Task<string> RunAsync(TestServer server) =>
        await server
            .Services.GetServices<IJob>()
            .Single(job => job.Name == "remind")
            .RunAsync("", new Progress<JobProgress>(), default);

    private static async Task PromiseAsync(TestServer server, SettableClock clock, Account account)
    {
        await using var db = server.Database.Open(clock: clock);
        var bob = new Person
        {
            Number = 1,
            Name = "Bob Østergård",
            CreatedAt = db.Now,
        };
        db.Add(bob);
        (await db.Users.SingleAsync(row => row.Id == account.Id)).PersonId = bob.Id;
        foreach (
            var (number, title, days, kind) in new[]
            {
                (1, "Mend the alert", -4, DataClass.Open),
                (2, "Write the runbook", 10, DataClass.Open),
                (3, "Far away", 30, DataClass.Open),
                (4, "Secret", -4, DataClass.Private),
            }
        )
            db.Add(
                new Commitment
                {
                    Number = number,
                    Title = title,
                    OwnerId = bob.Id,
                    DueOn = db.Today.AddDays(days),
                    MadeAt = db.Now,
                    MadeBy = "A leader",
                    DataClass = kind,
                    OwnerAccountId = kind is DataClass.Private ? account.Id : null,
                }
            );
        db.Record("test.prepared", "promises");
        await db.SaveChangesAsync();
    }
}
