using System.Globalization;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Chat;
using Binnacle.Platform.Deliveries.Mail;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Channels;

/// <summary>What administrators do with channels; each is told to the Timeline, never with a secret.</summary>
public static class ChannelVerbs
{
    public const string Page = "/settings/deliveries";

    /// <summary>The signing key of a new generic webhook is in the answer, and never shown again.</summary>
    public static async Task<(Channel Channel, string? SigningKey)> AddChannelAsync(
        this AppDb db,
        ChannelDraft draft,
        ChannelSecrets secrets,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        if (draft.Kind is ChannelKind.Email && await db.MailServerAsync(cancellation) is not null)
            throw new Refusal("", "There is a mail server already. Change it, or close it first.");
        var key = draft.Kind is ChannelKind.Webhook ? WebhookSignature.MakeKey() : null;
        var channel = new Channel
        {
            Number = (int)await db.TakeNumbersAsync("channels", cancellation: cancellation),
            Kind = draft.Kind,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
            SigningKey = key is null ? null : secrets.Protect(key),
        };
        await SetAsync(db, channel, draft, secrets, cancellation);
        db.Add(channel);
        db.Record("channel.added", channel.Name, Page, ChannelWords.Told(channel));
        await db.SaveChangesAsync(cancellation);
        return (channel, key);
    }

    public static async Task ChangeChannelAsync(
        this AppDb db,
        Channel channel,
        ChannelDraft draft,
        ChannelSecrets secrets,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        RequireOpen(channel);
        var secret = channel.Secret;
        var before = ChannelWords.Told(channel);
        await SetAsync(db, channel, draft with { Kind = channel.Kind }, secrets, cancellation);
        (channel.PausedAt, channel.PausedBecause) = (null, null);
        var changes = new Changes()
            .Add("Settings", before, ChannelWords.Told(channel))
            .Add("Secret", "kept", channel.Secret == secret ? "kept" : "set again");
        db.Record("channel.changed", channel.Name, Page, changes.Any ? changes.Told : null);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task CloseChannelAsync(this AppDb db, Channel channel, CancellationToken cancellation = default)
    {
        db.Viewer.RequireAdministrator();
        RequireOpen(channel);
        (channel.ClosedAt, channel.ClosedBy) = (db.Now, db.Viewer.Name);
        // What nobody needs any more is not kept.
        (channel.Secret, channel.SigningKey) = (null, null);
        db.Record("channel.closed", channel.Name, Page);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The mail server in force.</summary>
    public static Task<Channel?> MailServerAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<Channel>()
            .Where(row => row.Kind == ChannelKind.Email && row.ClosedAt == null)
            .OrderBy(row => row.Number)
            .FirstOrDefaultAsync(cancellation);

    public static Task<Channel?> ChannelAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Channel>().SingleOrDefaultAsync(row => row.Number == number && row.ClosedAt == null, cancellation);

    internal static async Task PauseAsync(this AppDb db, Guid id, string because, CancellationToken cancellation)
    {
        var channel = await db.Set<Channel>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (channel is null or { PausedAt: not null } or { ClosedAt: not null })
            return;
        (channel.PausedAt, channel.PausedBecause) = (db.Now, because);
        db.Record("channel.paused", channel.Name, Page, because);
        await db.SaveChangesAsync(cancellation);
    }

    private static void RequireOpen(Channel channel)
    {
        if (channel.ClosedAt is { } at)
            throw new Refusal("", $"It was closed on {at:d MMM yyyy} by {channel.ClosedBy}.");
    }

    private static async Task SetAsync(
        AppDb db,
        Channel channel,
        ChannelDraft draft,
        ChannelSecrets secrets,
        CancellationToken cancellation
    )
    {
        if (!Enum.IsDefined(draft.Kind) || !Enum.IsDefined(draft.Security))
            throw new Refusal("", "Choose one of the kinds.");
        channel.Name = QueueNotices.OneLine(draft.Name ?? "");
        if (channel.Name.Length is 0 or > 100)
            throw new Refusal("name", "Enter a name of 1 to 100 characters, as “Payments room”.");
        if (channel.Kind is ChannelKind.Email)
            SetServer(channel, draft, secrets);
        else
            await SetWebhookAsync(db, channel, draft, secrets, cancellation);
    }

    private static void SetServer(Channel channel, ChannelDraft draft, ChannelSecrets secrets)
    {
        var host = (draft.Host ?? "").Trim();
        if (host.Length > 253 || Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
            throw new Refusal("host", "Give the name or the address of the mail server, as smtp.example.org.");
        var asked = string.IsNullOrWhiteSpace(draft.Port)
            ? draft.Security is MailSecurity.Implicit
                ? "465"
                : "587"
            : draft.Port.Trim();
        if (
            !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535
        )
            throw new Refusal("port", "Give a port from 1 to 65535; 587 is usual with STARTTLS, 465 with TLS.");
        var user = (draft.UserName ?? "").Trim();
        if (user.Length > 255 || user.Any(char.IsControl))
            throw new Refusal("userName", "Keep the user name within 255 characters.");
        if (draft.Password is { Length: > 500 })
            throw new Refusal("password", "Keep the password within 500 characters.");
        var fingerprint = new string([
            .. (draft.Fingerprint ?? "").ToLowerInvariant().Where(letter => letter is not (':' or ' ')),
        ]);
        if (fingerprint.Length > 0 && (fingerprint.Length != 64 || !fingerprint.All(char.IsAsciiHexDigit)))
            throw new Refusal("fingerprint", "Give the SHA-256 fingerprint: 64 hexadecimal digits.");
        channel.From = MailAddressText.Checked("from", draft.From);
        // A password is never sent to a server that it was not given for.
        if (channel.Host != host && string.IsNullOrEmpty(draft.Password))
            channel.Secret = null;
        (channel.Host, channel.Port, channel.Security, channel.UserName) = (host, port, draft.Security, user);
        channel.Fingerprint = fingerprint.Length == 0 ? null : fingerprint;
        if (user.Length == 0)
            channel.Secret = null;
        else if (!string.IsNullOrEmpty(draft.Password))
            channel.Secret = secrets.Protect(draft.Password);
        else if (channel.Secret is null)
            throw new Refusal("password", "Give the password of that user.");
    }

    private static async Task SetWebhookAsync(
        AppDb db,
        Channel channel,
        ChannelDraft draft,
        ChannelSecrets secrets,
        CancellationToken cancellation
    )
    {
        var topics = (draft.Topics ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (topics.Find(topic => !Topics.Knows(topic)) is { } unknown)
            throw new Refusal("topics", $"There is no topic “{unknown}”.");
        channel.Topics = string.Join(' ', topics);
        channel.TeamId = (await db.TeamOfScopeAsync(draft.Scope, "scope", channel.TeamId, cancellation))?.Id;
        if (!string.IsNullOrWhiteSpace(draft.Address))
        {
            if (
                draft.Address.Trim() is not { Length: <= 2000 } text
                || !Uri.TryCreate(text, UriKind.Absolute, out var url)
                || url.Scheme is not ("https" or "http")
                || url.Host.Length == 0
            )
                throw new Refusal("address", "Give the address of the webhook, beginning with https://.");
            if (url.UserInfo.Length > 0)
                throw new Refusal("address", "Leave out user name and password.");
            channel.Secret = secrets.Protect(url.AbsoluteUri);
            (channel.Host, channel.Port) = (url.IdnHost, url.Port);
        }
        else if (channel.Secret is null)
            throw new Refusal("address", "Give the address of the webhook.");
    }
}
