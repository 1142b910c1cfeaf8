using System.Net;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;

namespace Binnacle.Platform.Deliveries.Mail;

/// <summary>Sends a notice to one address by the mail server.</summary>
public sealed class MailSending(ChannelSecrets secrets, UnsubscribeLinks links, OwnAddress own)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <param name="accountId">Who can end it by one click; null for a test.</param>
    public async Task<SendResult> SendAsync(
        Channel channel,
        Guid id,
        DateTime at,
        QueuedNotice notice,
        string address,
        Guid? accountId,
        CancellationToken cancellation
    )
    {
        var password = secrets.Read(channel.Secret);
        if (channel.Secret is not null && password is null)
            return new(false, "The password of the mail server cannot be read any more. Set it again.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            var letter = Write(channel, id, at, notice, address, accountId);
            var server = new MailServer(channel.Host, channel.Port, channel.Security, channel.UserName, password)
            {
                Fingerprint = channel.Fingerprint,
            };
            await using var connection = await SmtpConnection.OpenAsync(server, limit.Token);
            await connection.SendAsync(letter, limit.Token);
            return new(true, $"Taken by {channel.Host}");
        }
        catch (MailFailure failure)
        {
            return new(false, failure.Message, failure.MayPass);
        }
        catch (IOException problem)
        {
            return new(false, $"The connection to {channel.Host} broke off: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(false, $"{channel.Host} did not answer within {TimeLimit.TotalSeconds:0} seconds.");
        }
    }

    internal Letter Write(Channel channel, Guid id, DateTime at, QueuedNotice notice, string address, Guid? accountId)
    {
        var url = own.Of(notice.Url);
        var ends =
            accountId is { } account && Topics.Knows(notice.Kind)
                ? new Uri(own.Of($"/unsubscribe/{links.Make(account, notice.Kind, notice.TeamId)}"))
                : null;
        var text = $"{own.WholeText(notice.Text).Trim()}\n\n{url}\n";
        var html = own.Whole(notice.Html);
        if (html.Length > 0)
            html += $"\n<p><a href=\"{WebUtility.HtmlEncode(url)}\">Open in Binnacle</a></p>";
        if (ends is not null)
        {
            text += $"\n-- \nYou asked for “{Topics.Words(notice.Kind)}”. To end it: {ends}\n";
            if (html.Length > 0)
                html +=
                    $"\n<p><small>You asked for “{WebUtility.HtmlEncode(Topics.Words(notice.Kind))}”. <a href=\"{WebUtility.HtmlEncode(ends.AbsoluteUri)}\">End it</a></small></p>";
        }
        return new Letter(id, at, channel.From, "Binnacle", address, notice.Title)
        {
            Text = text,
            Html =
                html.Length == 0
                    ? ""
                    : $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head><body>\n{html}\n</body></html>\n",
            Unsubscribe = ends,
            ListId = Topics.Knows(notice.Kind) ? $"{notice.Kind}.binnacle.{own.Base.Host}" : null,
        };
    }
}
