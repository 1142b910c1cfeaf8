using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Platform.Outbound;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Deliveries;

/// <summary>A server with ways out and somebody who asked to be told.</summary>
internal static class DeliveryWorld
{
    public static readonly Notice Reminder = new(
        Topics.Reminders,
        "Due tomorrow",
        "Take the top two debt items into the next cycle.",
        "<p>Take the top two debt items into the <a href=\"/commitments/12\">next cycle</a>.</p>",
        "/commitments/12",
        DataClass.Open
    );

    public static async Task<Channel> AddMailServerAsync(
        this TestServer server,
        MailServerProcess mail,
        MailSecurity security = MailSecurity.StartTls,
        string password = "a secret, kept",
        bool trusted = true
    )
    {
        await using var db = server.Database.Open(clock: server.Services.GetRequiredService<TimeProvider>());
        var draft = new ChannelDraft(
            ChannelKind.Email,
            "Mail server",
            Host: "127.0.0.1",
            Port: $"{mail.Port}",
            Security: security,
            UserName: "binnacle",
            Password: password,
            From: "binnacle@example.org",
            Fingerprint: trusted ? mail.Fingerprint : null
        );
        return (await db.AddChannelAsync(draft, server.Services.GetRequiredService<ChannelSecrets>())).Channel;
    }

    public static async Task<(Channel Channel, string? Key)> AddWebhookAsync(
        this TestServer server,
        string address,
        ChannelKind kind = ChannelKind.Webhook,
        string topic = Topics.Reminders
    )
    {
        await using var db = server.Database.Open(clock: server.Services.GetRequiredService<TimeProvider>());
        if (!await db.Set<AllowedDestination>().AnyAsync())
            await db.AllowDestinationAsync("127.0.0.1");
        return await db.AddChannelAsync(
            new ChannelDraft(kind, $"A {kind} room", Address: address, Topics: [topic]),
            server.Services.GetRequiredService<ChannelSecrets>()
        );
    }

    public static async Task<Account> AddReaderAsync(
        this TestServer server,
        Role role,
        string address,
        params string[] topics
    )
    {
        var account = await server.AccountAsync(role);
        await using var db = server.Database.Open();
        var row = await db.Users.SingleAsync(known => known.Id == account.Id);
        (row.Email, row.EmailConfirmed) = (address, true);
        foreach (var topic in topics)
            db.Add(
                new Subscription
                {
                    AccountId = account.Id,
                    Topic = topic,
                    Since = db.Now,
                }
            );
        await db.SaveChangesAsync();
        return account;
    }

    public static async Task<int> QueueAsync(this TestServer server, Notice notice, Recipients to)
    {
        await using var db = server.Database.Open(clock: server.Services.GetRequiredService<TimeProvider>());
        var count = await db.QueueNoticeAsync(notice, to);
        await db.SaveChangesAsync();
        return count;
    }

    /// <summary>Sends what is due now, whoever sends it.</summary>
    public static async Task SendAsync(this TestServer server)
    {
        var sending = server.Services.GetRequiredService<DeliverySending>();
        var clock = server.Services.GetRequiredService<TimeProvider>();
        for (var tries = 0; tries < 400; tries++)
        {
            await sending.RunAsync(TestContext.Current.CancellationToken);
            await using var db = server.Database.Open(clock: clock);
            var now = db.Now;
            if (!await db.Set<Delivery>().AnyAsync(row => row.State == DeliveryState.Waiting && row.NextTryAt <= now))
                return;
            await Task.Delay(50);
        }
    }

    public static async Task<List<Delivery>> DeliveriesAsync(this TestServer server)
    {
        await using var db = server.Database.Open();
        return await db.Set<Delivery>().AsNoTracking().OrderBy(row => row.QueuedAt).ThenBy(row => row.Id).ToListAsync();
    }
}
