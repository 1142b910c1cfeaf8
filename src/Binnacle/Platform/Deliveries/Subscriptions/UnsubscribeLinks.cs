using System.Security.Cryptography;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Subscriptions;

/// <summary>What a signed link ends.</summary>
public sealed record Unsubscribing(Guid AccountId, string Topic, Guid? TeamId);

/// <summary>Links that end a subscription without signing in: signed, so that nobody ends another's.</summary>
public sealed class UnsubscribeLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Binnacle.Deliveries.Unsubscribe");

    public string Make(Guid accountId, string topic, Guid? teamId) =>
        protector.Protect($"{accountId:N}|{topic}|{teamId:N}");

    public Unsubscribing? Read(string token)
    {
        try
        {
            var parts = protector.Unprotect(token).Split('|');
            return new(Guid.Parse(parts[0]), parts[1], parts[2].Length == 0 ? null : Guid.Parse(parts[2]));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

public static class UnsubscribingByLink
{
    /// <summary>Ends what the link says; reminders for every team. Once more is no mistake.</summary>
    public static async Task UnsubscribeAsync(
        this AppDb db,
        Unsubscribing ends,
        CancellationToken cancellation = default
    )
    {
        var rows = await db.Set<Subscription>()
            .Where(row => row.AccountId == ends.AccountId && row.Topic == ends.Topic && row.EndedAt == null)
            .ToListAsync(cancellation);
        if (ends.Topic != Topics.Reminders)
            rows.RemoveAll(row => row.TeamId != ends.TeamId);
        if (rows.Count == 0)
            return;
        var name = await db
            .Users.Where(row => row.Id == ends.AccountId)
            .Select(row => row.Name)
            .SingleAsync(cancellation);
        foreach (var row in rows)
            (row.EndedAt, row.EndedHow) = (db.Now, "by link");
        var before = db.Viewer;
        db.Viewer = Viewer.Nobody with { AccountId = ends.AccountId, Name = name };
        db.Record(
            "subscription.ended",
            Topics.Words(ends.Topic),
            "/account/notices",
            "By the link in an e-mail.",
            AccessEvent.Own(ends.AccountId)
        );
        await db.SaveChangesAsync(cancellation);
        db.Viewer = before;
    }
}
