using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Access;

/// <summary>Signs in once, without a password. Without an account it is the operator's, and makes the first administrator.</summary>
public sealed class OneTimeLink
{
    public static readonly TimeSpan ForFirstSignIn = TimeSpan.FromHours(24);
    public static readonly TimeSpan ForReturn = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? AccountId { get; init; }

    public string TokenHash { get; init; } = "";

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; private set; }
}

public static class OneTimeLinks
{
    /// <summary>
    /// The token of a new link; it is shown here and never again. Older links of the account end at once. The caller saves.
    /// </summary>
    public static async Task<string> AddOneTimeLinkAsync(
        this AppDb db,
        Account? account,
        TimeSpan validFor,
        CancellationToken cancellation = default
    )
    {
        await db.EndLinksAsync(account, cancellation);
        var token = Secret.Make();
        db.Add(
            new OneTimeLink
            {
                AccountId = account?.Id,
                TokenHash = Secret.Hash(token),
                CreatedAt = db.Now,
                ExpiresAt = db.Now + validFor,
            }
        );
        return token;
    }

    /// <summary>The name that a link would sign in, or null when it is used, expired or unknown.</summary>
    public static async Task<string?> NameBehindLinkAsync(
        this AppDb db,
        string token,
        CancellationToken cancellation = default
    )
    {
        var link = await db.Valid(token).SingleOrDefaultAsync(cancellation);
        if (link is null)
            return null;
        if (link.AccountId is not { } id)
            return (await db.FirstAdministratorAsync(cancellation))?.Name ?? FirstAdministrator.Name;
        return await db
            .Users.Where(account => account.Id == id && account.ClosedAt == null)
            .Select(account => account.Name)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Links that nobody used open nothing any more; an administrator's are also those of the operator.</summary>
    internal static async Task EndLinksAsync(this AppDb db, Account? account, CancellationToken cancellation = default)
    {
        Guid? id = account?.Id;
        var now = db.Now;
        var unused = db.Set<OneTimeLink>().Where(link => link.UsedAt == null);
        var operators = id is null || await db.Administrators().AnyAsync(row => row.Id == id, cancellation);
        await unused
            .Where(link => link.AccountId == id || (operators && link.AccountId == null))
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellation);
    }

    /// <summary>
    /// Consumes the link and returns its account. Of two who race with one link, one gets null. A password that was set
    /// before is gone with its sessions: whoever needs the link has forgotten it, or somebody else knows it.
    /// </summary>
    public static async Task<Account?> UseLinkAsync(
        this AppDb db,
        string token,
        CancellationToken cancellation = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var hash = Secret.Hash(token);
        var now = db.Now;
        var consumed = await db.Valid(token)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellation);
        if (consumed != 1)
            return null;
        var accountId = await db.Set<OneTimeLink>()
            .Where(link => link.TokenHash == hash)
            .Select(link => link.AccountId)
            .SingleAsync(cancellation);
        var account = accountId is { } id
            ? await db.Users.SingleOrDefaultAsync(row => row.Id == id && row.ClosedAt == null, cancellation)
            : await db.FirstAdministratorAsync(cancellation) ?? db.AddFirstAdministrator();
        if (account is null)
            return null;
        if (account.PasswordHash is not null)
            (account.PasswordHash, account.SecurityStamp) = (null, Secret.Make());
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        account.LastSignInAt = now;
        db.Viewer = db.Viewer with { AccountId = account.Id, Name = account.Name };
        db.Record("sign-in.link-used", account.Name, classified: AccessEvent.Of(account));
        await db.SaveChangesAsync(cancellation);
        await db.EndLinksAsync(account, cancellation);
        await transaction.CommitAsync(cancellation);
        return account;
    }

    private static IQueryable<OneTimeLink> Valid(this AppDb db, string token)
    {
        var hash = Secret.Hash(token);
        var now = db.Now;
        return db.Set<OneTimeLink>()
            .Where(link => link.TokenHash == hash && link.UsedAt == null && link.ExpiresAt > now);
    }
}

internal sealed class OneTimeLinkConfiguration : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.ToTable("access_one_time_links");
        builder.Property(link => link.TokenHash).HasMaxLength(64);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
