using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Chat;
using Binnacle.Platform.Deliveries.Mail;
using Binnacle.Platform.Deliveries.Outbox;

namespace Binnacle.Platform.Deliveries.Channels;

/// <summary>Sends a test message at once and says how it went; it stands in the log like any other.</summary>
public sealed class ChannelTest(AppDb db, MailSending mail, ChatSending chat)
{
    public const string Kind = "test";

    public async Task<SendResult> RunAsync(Channel channel, string? address, CancellationToken cancellation)
    {
        db.Viewer.RequireAdministrator();
        var to = channel.Kind is ChannelKind.Email ? MailAddressText.Checked("address", address) : "";
        var notice = new QueuedNotice
        {
            Kind = Kind,
            Title = "A test message from Binnacle",
            Text = $"{db.Viewer.Name} asked for it, to see whether “{channel.Name}” works. It does.",
            Html =
                $"<p>{System.Net.WebUtility.HtmlEncode($"{db.Viewer.Name} asked for it, to see whether “{channel.Name}” works. It does.")}</p>",
            Url = "/",
            QueuedAt = db.Now,
            QueuedBy = db.Viewer.Name,
        };
        var id = Guid.CreateVersion7();
        var result =
            channel.Kind is ChannelKind.Email
                ? await mail.SendAsync(channel, id, db.Now, notice, to, accountId: null, cancellation)
                : await chat.SendAsync(channel, id, notice, cancellation);
        db.Add(notice);
        db.Add(
            new Delivery
            {
                Id = id,
                NoticeId = notice.Id,
                Kind = channel.Kind,
                ChannelId = channel.Id,
                Recipient = channel.Name,
                QueuedAt = db.Now,
                NextTryAt = db.Now,
                EndedAt = db.Now,
                Tries = 1,
                State = result.Succeeded ? DeliveryState.Sent : DeliveryState.Failed,
                Reason = result.Succeeded ? null : StorableText.Cut(result.Answer, 500),
            }
        );
        db.Add(
            new DeliveryTry
            {
                DeliveryId = id,
                At = db.Now,
                Succeeded = result.Succeeded,
                Answer = StorableText.Cut(result.Answer, 500),
            }
        );
        await db.SaveChangesAsync(cancellation);
        return result;
    }
}
