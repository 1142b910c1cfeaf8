using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Deliveries;

/// <summary>Letters as a real mail server takes them and another mail package reads them.</summary>
public sealed class MailTests
{
    [Theory, OnBothDatabases]
    public async Task A_letter_has_both_parts_and_ends_by_one_click(Engine engine)
    {
        await using var mail = await MailServerProcess.StartAsync();
        await using var server = await TestServer.StartAsync(engine);
        await server.AddMailServerAsync(mail);
        var reader = await server.AddReaderAsync(Role.Viewer, "ada@example.org", Topics.Reminders);
        var notice = DeliveryWorld.Reminder with
        {
            Title = "Fällig: “Zahlungen”\r\nBcc: everybody@example.org\n\nA body of their own 🚢",
            Text = ".\r\n..a line with dots\nÜber 100 €, =3D, " + new string('x', 300),
            Key = "reminder:12",
        };

        (await server.QueueAsync(notice, Recipients.Accounts(reader.Id))).ShouldBe(1);
        (await server.QueueAsync(notice, Recipients.Accounts(reader.Id))).ShouldBe(0);
        await server.SendAsync();

        var letter = (await mail.TakenAsync(1)).ShouldHaveSingleItem();
        var delivery = (await server.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.State.ShouldBe(DeliveryState.Sent, delivery.Reason);
        letter.Authenticated.ShouldBeTrue();
        letter.Defects.ShouldBeEmpty();
        letter.Longest.ShouldBeLessThanOrEqualTo(998);
        (letter.From, letter.To).ShouldBe(("binnacle@example.org", ["ada@example.org"]), new TupleComparer());
        letter.Type.ShouldBe("multipart/alternative");
        letter.Header("Subject").ShouldBe("Fällig: “Zahlungen” Bcc: everybody@example.org A body of their own 🚢");
        letter.Header("Message-ID").ShouldBe($"<{delivery.Id:N}@example.org>");
        letter.Headers.ShouldNotContain(header => header[0] == "Bcc");
        letter.Header("Date").ShouldNotBeEmpty();
        letter
            .Part("text/plain")
            .ReplaceLineEndings("\n")
            .ShouldStartWith(".\n..a line with dots\nÜber 100 €, =3D, xxx");
        letter.Part("text/html").ShouldContain("<a href=\"http://localhost/commitments/12\">next cycle</a>");
        letter.Header("List-Unsubscribe-Post").ShouldBe("List-Unsubscribe=One-Click");

        var url = new Uri(letter.Header("List-Unsubscribe").Trim('<', '>'));
        var nobody = server.Browse();
        (await nobody.ReadAsync(url.PathAndQuery)).QuerySelector("h1")!.TextContent.ShouldBe("End “Reminders”?");
        using var click = await nobody.Client.PostAsync(
            url.PathAndQuery,
            new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")])
        );
        click.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = server.Database.Open();
        (await db.Set<Subscription>().SingleAsync()).EndedHow.ShouldBe("by link");
        (await server.QueueAsync(notice with { Key = "other" }, Recipients.Accounts(reader.Id))).ShouldBe(0);
        using var forged = await nobody.Client.PostAsync("/unsubscribe/forged", new FormUrlEncodedContent([]));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_refused_for_good_fails_and_what_may_pass_waits()
    {
        await using var mail = await MailServerProcess.StartAsync("implicit");
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await server.AddMailServerAsync(mail, MailSecurity.Implicit);
        var gone = await server.AddReaderAsync(Role.Viewer, "nobody@example.org", Topics.Reminders);
        var busy = await server.AddReaderAsync(Role.Member, "later@example.org", Topics.Reminders);

        await server.QueueAsync(DeliveryWorld.Reminder, Recipients.Accounts(gone.Id, busy.Id));
        await server.SendAsync();

        var deliveries = await server.DeliveriesAsync();
        var failed = deliveries.Single(row => row.AccountId == gone.Id);
        failed.State.ShouldBe(DeliveryState.Failed);
        failed.Reason.ShouldBe("127.0.0.1 refused the recipient: 550 5.1.1 No such mailbox");
        var waiting = deliveries.Single(row => row.AccountId == busy.Id);
        (waiting.State, waiting.Tries).ShouldBe((DeliveryState.Waiting, 1));
        waiting.Reason.ShouldBe("127.0.0.1 refused the recipient: 451 4.3.0 Try again later");
        waiting.NextTryAt.ShouldBeGreaterThan(waiting.QueuedAt.AddSeconds(40));

        var leader = await server.BrowseAsAsync(Role.Leader);
        var log = await leader.ReadAsync("/settings/deliveries/log?state=failed");
        log.QuerySelector("h1")!.TextContent.ShouldBe("1 delivery failed, 1 waiting");
        log.QuerySelectorAll("table.data tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("550");
        using var again = await leader.SubmitAsync($"/settings/deliveries/log/{failed.Id}", "again");
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await server.DeliveriesAsync()).Count(row => row.State == DeliveryState.Waiting).ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_password_or_certificate_is_told_and_no_secret_is_kept_in_the_clear()
    {
        await using var mail = await MailServerProcess.StartAsync();
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var channel = await server.AddMailServerAsync(mail, password: "not the right one");
        var administrator = await server.BrowseAsAsync(Role.Administrator);

        var page = await (await SubmitTestAsync()).Content.ReadAsStringAsync();
        page.ShouldContain("127.0.0.1 refused the user name and password: 535");
        page.ShouldNotContain("not the right one");
        await using (var db = server.Database.Open())
        {
            var kept = await db.Set<Channel>().SingleAsync();
            kept.Secret!.ShouldNotContain("not the right one");
            kept.Fingerprint = null;
            Binnacle.Platform.Timeline.Recording.Record(db, "test.prepared", "mail server");
            await db.SaveChangesAsync();
        }
        (await (await SubmitTestAsync()).Content.ReadAsStringAsync()).ShouldContain(
            "The certificate of 127.0.0.1 is not trusted"
        );
        mail.Taken.ShouldBeEmpty();

        Task<HttpResponseMessage> SubmitTestAsync() =>
            administrator.SubmitAsync(channel.Url, "test", ("TestAddress", "ada@example.org"));
    }

    [Theory, OnBothDatabases]
    public async Task An_address_is_used_once_its_owner_confirmed_it(Engine engine)
    {
        await using var mail = await MailServerProcess.StartAsync();
        await using var server = await TestServer.StartAsync(engine);
        await server.AddMailServerAsync(mail);
        var member = await server.BrowseAsAsync(Role.Member);
        var account = await server.AccountAsync(Role.Member);

        using var wrong = await member.SubmitAsync("/account/notices", "address", ("Email", "a@b\r\nBcc: c@d"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var set = await member.SubmitAsync("/account/notices", "address", ("Email", "ada@example.org"));
        set.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await server.QueueAsync(DeliveryWorld.Reminder, Recipients.Accounts(account.Id))).ShouldBe(0);
        await server.SendAsync();

        var letter = (await mail.TakenAsync(1)).ShouldHaveSingleItem();
        var link = letter
            .Part("text/plain")
            .Split('\n')
            .Single(line => line.Contains("/account/address?", StringComparison.Ordinal))
            .Trim();
        var path = new Uri(link).PathAndQuery;
        var other = await server.BrowseAsAsync(Role.Viewer);
        using var stolen = await other.SubmitAsync(path, "confirm");
        stolen.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var confirmed = await member.SubmitAsync(path, "confirm");
        confirmed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await server.QueueAsync(DeliveryWorld.Reminder, Recipients.Accounts(account.Id))).ShouldBe(1);
    }

    private sealed class TupleComparer : IEqualityComparer<(string, string[])>
    {
        public bool Equals((string, string[]) x, (string, string[]) y) =>
            x.Item1 == y.Item1 && x.Item2.SequenceEqual(y.Item2);

        public int GetHashCode((string, string[]) obj) => obj.Item1.GetHashCode(StringComparison.Ordinal);
    }
}
