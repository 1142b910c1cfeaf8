using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries;

public static class QueueNotices
{
    private const int LongestText = 200_000;

    /// <summary>
    /// Adds one delivery a recipient to the unit of work. The caller saves: the notice is sent if, and only if, what it
    /// tells of is kept.
    /// </summary>
    /// <returns>How many deliveries were added.</returns>
    public static async Task<int> QueueNoticeAsync(
        this AppDb db,
        Notice notice,
        Recipients to,
        CancellationToken cancellation = default
    )
    {
        var accounts = await AccountsAsync(db, notice, to, cancellation);
        // In a chat everybody in the room reads: what is not open stays out of it.
        var channels = notice.DataClass is DataClass.Open ? await ChannelsAsync(db, notice, to, cancellation) : [];
        var known = await KnownAsync(db, notice, accounts, channels, cancellation);
        accounts.RemoveAll(account => known.Contains(OnceKey(notice, account.Id) ?? ""));
        channels.RemoveAll(channel => known.Contains(OnceKey(notice, channel.Id) ?? ""));
        if (accounts.Count + channels.Count == 0)
            return 0;
        var queued = new QueuedNotice
        {
            Kind = notice.Kind,
            Title = StorableText.Cut(OneLine(notice.Title), Notice.LongestTitle),
            Text = StorableText.Cut(notice.Text, LongestText),
            Html = notice.Html.Length > LongestText ? "" : notice.Html,
            Url = notice.Url,
            DataClass = notice.DataClass,
            TeamId = notice.TeamId,
            OwnerAccountId = notice.OwnerAccountId,
            QueuedAt = db.Now,
            QueuedBy = db.Viewer.Name,
        };
        db.Add(queued);
        foreach (var account in accounts)
            db.Add(New(db, queued, ChannelKind.Email, account.Name, OnceKey(notice, account.Id), account.Id, null));
        foreach (var channel in channels)
            db.Add(New(db, queued, channel.Kind, channel.Name, OnceKey(notice, channel.Id), null, channel.Id));
        return accounts.Count + channels.Count;
    }

    /// <summary>A title is one line wherever it goes: into a header, a subject, a list.</summary>
    internal static string OneLine(string text) =>
        string.Join(
            ' ',
            new string([
                .. text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter),
            ]).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

    private static string? OnceKey(Notice notice, Guid recipient) =>
        notice.Key is null ? null : $"{StorableText.Cut(notice.Key, 260)}|{recipient:N}";

    private static Delivery New(
        AppDb db,
        QueuedNotice notice,
        ChannelKind kind,
        string recipient,
        string? once,
        Guid? accountId,
        Guid? channelId
    ) =>
        new()
        {
            NoticeId = notice.Id,
            Notice = notice,
            Kind = kind,
            Recipient = StorableText.Cut(recipient, 200),
            OnceKey = once,
            AccountId = accountId,
            ChannelId = channelId,
            QueuedAt = db.Now,
            NextTryAt = db.Now,
        };

    /// <summary>Open accounts with a confirmed address, that were named or subscribed, chose the topic, and may see it.</summary>
    private static async Task<List<Account>> AccountsAsync(
        AppDb db,
        Notice notice,
        Recipients to,
        CancellationToken cancellation
    )
    {
        if (to.AccountIds.Count == 0 && to.PersonIds.Count == 0 && !to.Subscribers)
            return [];
        var subscriptions = db.Set<Subscription>().Where(row => row.Topic == notice.Kind && row.EndedAt == null);
        var chose = notice.TeamId is { } team
            ? subscriptions.Where(row => row.TeamId == team)
            : subscriptions.Where(row => row.TeamId == null);
        // Who is named is named for a reason: that they chose the topic is enough, whatever the team.
        var named = db.Users.Where(row =>
            (to.AccountIds.Contains(row.Id) || (row.PersonId != null && to.PersonIds.Contains(row.PersonId.Value)))
            && subscriptions.Any(subscription => subscription.AccountId == row.Id)
        );
        var asked = to.Subscribers
            ? db.Users.Where(row =>
                chose.Any(subscription => subscription.AccountId == row.Id)
                || (
                    (
                        to.AccountIds.Contains(row.Id)
                        || (row.PersonId != null && to.PersonIds.Contains(row.PersonId.Value))
                    ) && subscriptions.Any(subscription => subscription.AccountId == row.Id)
                )
            )
            : named;
        var found = await asked
            .AsNoTracking()
            .Where(row => row.ClosedAt == null && row.EmailConfirmed && row.Email != null)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);
        var allowed = new List<Account>();
        foreach (var account in found)
        {
            if (await db.MaySeeAsync(account.Id, notice.DataClass, notice.TeamId, notice.OwnerAccountId, cancellation))
                allowed.Add(account);
        }
        return allowed;
    }

    /// <summary>Asked when it is queued, and again when it is sent: a role may be taken back in between.</summary>
    internal static async Task<bool> MaySeeAsync(
        this AppDb db,
        Guid accountId,
        DataClass dataClass,
        Guid? teamId,
        Guid? owner,
        CancellationToken cancellation
    )
    {
        var viewer = await db.LoadViewerAsync(accountId, securityStamp: null, cancellation);
        if (viewer is null || viewer.Highest < Role.Viewer)
            return false;
        return dataClass switch
        {
            DataClass.Open => true,
            DataClass.People => viewer.SeesPeople
                || (teamId is { } team && viewer.LedTeams.Contains(team))
                || owner == accountId,
            _ => owner == accountId,
        };
    }

    private static async Task<List<Channel>> ChannelsAsync(
        AppDb db,
        Notice notice,
        Recipients to,
        CancellationToken cancellation
    )
    {
        if (!to.Channels && to.ChannelIds.Count == 0)
            return [];
        var open = await db.Set<Channel>()
            .AsNoTracking()
            .Where(row => row.ClosedAt == null && row.PausedAt == null && row.Kind != ChannelKind.Email)
            .Where(row =>
                to.ChannelIds.Contains(row.Id) || (to.Channels && (row.TeamId == null || row.TeamId == notice.TeamId))
            )
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        open.RemoveAll(channel => !channel.Takes(notice.Kind));
        return open;
    }

    private static async Task<HashSet<string>> KnownAsync(
        AppDb db,
        Notice notice,
        List<Account> accounts,
        List<Channel> channels,
        CancellationToken cancellation
    )
    {
        if (notice.Key is null)
            return [];
        var keys = accounts
            .Select(account => OnceKey(notice, account.Id)!)
            .Concat(channels.Select(channel => OnceKey(notice, channel.Id)!))
            .ToList();
        var known = await db.Set<Delivery>()
            .Where(row => row.OnceKey != null && keys.Contains(row.OnceKey))
            .Select(row => row.OnceKey!)
            .ToListAsync(cancellation);
        return [.. known];
    }
}
