using System.Security.Cryptography;
using System.Text;
using Binnacle.Platform.Access;
using Binnacle.Platform.Intake;
using Microsoft.AspNetCore.WebUtilities;

namespace Binnacle.Platform.Chat;

/// <summary>What somebody typed in a chat, as Slack and Mattermost both send it: a form.</summary>
/// <param name="Command">With its slash, lower case: <c>/blocked</c>.</param>
/// <param name="Trigger">The chat's own name of this sending; null where it gives none.</param>
public sealed record SlashCommand(string Command, string Text, string User, string? Channel, string? Trigger)
{
    private const int LongestName = 80;

    /// <returns>Null where it is no slash command.</returns>
    public static SlashCommand? Read(ReadOnlySpan<byte> body)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        string? Of(string name) => form.TryGetValue(name, out var value) ? value[^1] : null;
        if (Of("command") is not { Length: > 1 and <= LongestName } command || command[0] != '/')
            return null;
        var user = string.Concat((Of("user_name") ?? "").Where(letter => !char.IsControl(letter))).Trim();
        return new(
            command.ToLowerInvariant(),
            (Of("text") ?? "").Trim(),
            user.Length == 0 ? "somebody"
                : user.Length > LongestName ? user[..LongestName]
                : user,
            Of("channel_name"),
            Of("trigger_id")
        );
    }

    /// <summary>What Mattermost proves itself with, where it sends no header.</summary>
    public static string? TokenOf(ReadOnlySpan<byte> body) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).TryGetValue("token", out var token) ? token[^1] : null;
}

/// <summary>How chats prove that they send. Both compare in constant time.</summary>
public static class ChatProof
{
    /// <summary>Slack's own limit: what is older may be somebody who listened.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <param name="header">A header of the request, null where it is absent.</param>
    public static bool IsGenuine(
        ChatTool tool,
        Func<string, string?> header,
        ReadOnlySpan<byte> body,
        string secret,
        DateTime now
    ) =>
        tool is ChatTool.Slack
            ? IsSigned(header("X-Slack-Signature"), header("X-Slack-Request-Timestamp"), body, secret, now)
            : Signatures.IsSame(Bearer(header("Authorization")) ?? SlashCommand.TokenOf(body), secret);

    /// <summary><c>v0=</c> and the HMAC-SHA256 of <c>v0:timestamp:body</c>.</summary>
    public static string Sign(string timestamp, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What tells one sending from all others; null where the chat says nothing of the kind.</summary>
    public static string? NameOf(ChatCommand command, SlashCommand said) =>
        said.Trigger is { Length: > 0 } trigger ? Secret.Hash($"{command.Id}:{trigger}") : null;

    private static bool IsSigned(
        string? signature,
        string? timestamp,
        ReadOnlySpan<byte> body,
        string secret,
        DateTime now
    ) =>
        signature is not null
        && timestamp is { Length: <= 12 }
        && long.TryParse(timestamp, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((now - DateTime.UnixEpoch).TotalSeconds - seconds) <= Fresh.TotalSeconds
        && Signatures.IsSame(signature, Sign(timestamp, body, secret));

    private static string? Bearer(string? authorization) =>
        authorization?.StartsWith("Token ", StringComparison.OrdinalIgnoreCase) is true
            ? authorization["Token ".Length..].Trim()
            : null;
}
