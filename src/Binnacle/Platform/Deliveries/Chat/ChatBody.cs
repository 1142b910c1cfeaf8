using System.Globalization;
using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;

namespace Binnacle.Platform.Deliveries.Chat;

/// <summary>A notice in the shape that each chat reads. What people wrote is text there, never markup, never a call to everybody.</summary>
public static class ChatBody
{
    private const int LongestText = 2800;
    private const string Open = "Open in Binnacle";

    public static string Of(ChannelKind kind, QueuedNotice notice, OwnAddress own)
    {
        var (url, text) = (own.Of(notice.Url), own.WholeText(notice.Text));
        return JsonSerializer.Serialize(
            kind switch
            {
                ChannelKind.Slack => Slack(notice, text, url),
                ChannelKind.Teams => Teams(notice, text, url),
                ChannelKind.Mattermost => Mattermost(notice, text, url),
                _ => Plain(notice, text, own.Whole(notice.Html), url),
            }
        );
    }

    private static object Slack(QueuedNotice notice, string text, string url) =>
        new
        {
            text = Escaped(notice.Title),
            blocks = new object[]
            {
                new { type = "header", text = new { type = "plain_text", text = StorableText.Cut(notice.Title, 150) } },
                new { type = "section", text = new { type = "mrkdwn", text = Escaped(Short(text)) } },
                new { type = "section", text = new { type = "mrkdwn", text = $"<{url}|{Open}>" } },
            },
        };

    /// <summary>An Adaptive Card, as a workflow of Microsoft Teams posts it.</summary>
    private static object Teams(QueuedNotice notice, string text, string url) =>
        new
        {
            type = "message",
            attachments = new object[]
            {
                new
                {
                    contentType = "application/vnd.microsoft.card.adaptive",
                    contentUrl = (string?)null,
                    content = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                        ["type"] = "AdaptiveCard",
                        ["version"] = "1.4",
                        ["body"] = new object[]
                        {
                            new
                            {
                                type = "TextBlock",
                                text = Literal(notice.Title),
                                weight = "Bolder",
                                size = "Medium",
                                wrap = true,
                            },
                            new
                            {
                                type = "TextBlock",
                                text = Literal(Short(text)),
                                wrap = true,
                            },
                        },
                        ["actions"] = new object[]
                        {
                            new
                            {
                                type = "Action.OpenUrl",
                                title = Open,
                                url,
                            },
                        },
                    },
                },
            },
        };

    private static object Mattermost(QueuedNotice notice, string text, string url) =>
        new
        {
            attachments = new object[]
            {
                new
                {
                    fallback = Quiet(notice.Title),
                    title = Quiet(notice.Title),
                    title_link = url,
                    text = Quiet(Literal(Short(text))),
                },
            },
        };

    /// <summary>The envelope of Standard Webhooks: type, timestamp, data.</summary>
    private static object Plain(QueuedNotice notice, string text, string html, string url) =>
        new
        {
            type = $"notice.{notice.Kind}",
            timestamp = notice.QueuedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            data = new
            {
                title = notice.Title,
                text,
                html,
                url,
            },
        };

    private static string Short(string text) =>
        text.Length <= LongestText ? text : StorableText.Cut(text, LongestText).TrimEnd() + " …";

    /// <summary>Slack reads these three as markup, a mention among them.</summary>
    internal static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Links and pictures of Markdown are not made where people wrote text.</summary>
    internal static string Literal(string text) =>
        text.Replace("](", "]\u200b(", StringComparison.Ordinal).Replace("![", "!\u200b[", StringComparison.Ordinal);

    /// <summary>An @ that calls nobody.</summary>
    internal static string Quiet(string text) => text.Replace("@", "@\u200b", StringComparison.Ordinal);
}
