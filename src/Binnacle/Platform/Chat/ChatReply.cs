using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Chat;

namespace Binnacle.Platform.Chat;

/// <summary>What is answered in the chat. What people wrote is text there, never markup, never a call to everybody.</summary>
/// <param name="ForAll">False: only the one who typed sees it.</param>
public sealed record ChatReply(IReadOnlyList<ChatLine> Lines, bool ForAll = false)
{
    public static ChatReply Privately(string text) => new([new(text)]);
}

/// <param name="Url">A page of ours, as <c>/practices/flow/blockers/12</c>; the words before the text link to it.</param>
public sealed record ChatLine(string Text, string? Linked = null, string? Url = null);

/// <summary>
/// A practice's answer to a slash command, null where the command is none of its own. The viewer of the database is the
/// chat's: whoever types there may do what the chat's setting allows.
/// </summary>
/// <param name="sending">What tells this sending from all others; null where the chat gives nothing.</param>
public delegate Task<ChatReply?> AnswerChat(
    AppDb db,
    SlashCommand said,
    string? sending,
    CancellationToken cancellation
);

internal static class ChatMarkup
{
    /// <summary>Both chats read the same members, and write links in their own way.</summary>
    public static object Of(ChatReply reply, ChatTool tool, OwnAddress own) =>
        new
        {
            response_type = reply.ForAll ? "in_channel" : "ephemeral",
            text = string.Join('\n', reply.Lines.Select(line => Line(line, tool, own))),
        };

    private static string Line(ChatLine line, ChatTool tool, OwnAddress own)
    {
        var linked =
            line.Linked is null ? ""
            : line.Url is null ? Plain(line.Linked, tool)
            : tool is ChatTool.Slack ? $"<{own.Of(line.Url)}|{Plain(line.Linked, tool)}>"
            : $"[{Plain(line.Linked, tool)}]({own.Of(line.Url)})";
        return string.Join(' ', new[] { linked, Plain(line.Text, tool) }.Where(part => part.Length > 0));
    }

    private static string Plain(string text, ChatTool tool) =>
        ChatBody.Quiet(tool is ChatTool.Slack ? ChatBody.Escaped(text) : ChatBody.Literal(text));
}
