using System.Globalization;
using System.Text;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Outbound;

namespace Binnacle.Platform.Deliveries.Chat;

/// <summary>Posts a notice to a webhook. Redirects are not followed; what waiting may mend is tried again, the rest is not.</summary>
public sealed class ChatSending(OutboundHttp outbound, ChannelSecrets secrets, OwnAddress own, TimeProvider clock)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);
    private const int MostBytes = 64 * 1024;

    public async Task<SendResult> SendAsync(
        Channel channel,
        Guid id,
        QueuedNotice notice,
        CancellationToken cancellation
    )
    {
        if (secrets.Read(channel.Secret) is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var url))
            return new(false, "The address of the webhook cannot be read any more. Set it again.");
        var body = ChatBody.Of(channel.Kind, notice, own);
        var headers =
            channel.Kind is ChannelKind.Webhook && secrets.Read(channel.SigningKey) is { } key
                ? WebhookSignature.Headers(id, clock.GetUtcNow().UtcDateTime, body, key)
                : [];
        try
        {
            var answer = await outbound.SendAsync(
                new OutboundRequest(url)
                {
                    Method = HttpMethod.Post,
                    Headers = headers,
                    Body = Encoding.UTF8.GetBytes(body),
                    ContentType = "application/json",
                    TimeLimit = TimeLimit,
                    MostBytes = MostBytes,
                    MostRedirects = 0,
                },
                cancellation
            );
            return Judge(answer);
        }
        catch (OutboundFailure failure)
        {
            // The path of a chat's webhook is its secret.
            return new(false, Hidden(failure.Message, url), failure.MayPass);
        }
    }

    internal static SendResult Judge(OutboundAnswer answer) =>
        answer.Status switch
        {
            >= 200 and < 300 => new(true, $"Answered {answer.Status}"),
            410 => new(false, "Answered 410: the webhook is gone", MayPass: false, IsGone: true),
            >= 300 and < 400 => new(
                false,
                $"Answered {answer.Status}, a redirect. Give the address that it leads to.",
                MayPass: false
            ),
            408 or 425 or 429 or >= 500 => new(false, $"Answered {answer.Status}", After: After(answer)),
            _ => new(false, $"Answered {answer.Status}: {Words(answer)}", MayPass: false),
        };

    private static TimeSpan? After(OutboundAnswer answer) =>
        answer
            .Headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))
            .Value
            is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, 6 * 3600))
            : null;

    private static string Words(OutboundAnswer answer)
    {
        var text = QueueNotices.OneLine(answer.Text);
        return text.Length <= 120 ? text : text[..120] + " …";
    }

    private static string Hidden(string message, Uri url) =>
        message.Replace(OutboundHttp.Shown(url), url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
}
