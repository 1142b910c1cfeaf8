using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Access;

public enum TokenScope
{
    Read,
    Write,
}

/// <summary>Lets a program act as its owner, who alone sees it. The token itself is shown once; its hash is kept.</summary>
public sealed class ApiToken : IClassified, IRecorded
{
    public const string Prefix = "bnc_";
    public static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DataClass DataClass { get; private init; } = DataClass.Private;

    public Guid? TeamId { get; private init; }

    public Guid? OwnerAccountId { get; init; }

    public string Name { get; init; } = "";

    public TokenScope Scope { get; init; }

    /// <summary>The last characters, for the owner to tell tokens apart.</summary>
    public string Ending { get; init; } = "";

    public string Hash { get; init; } = "";

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? LastUsedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public void Revoke(AppDb db)
    {
        if (RevokedAt is not null)
            return;
        RevokedAt = db.Now;
        db.Record("token.revoked", Name, "/account", classified: this);
    }
}

public static class ApiTokens
{
    /// <summary>The token of the viewer's new row. The caller saves.</summary>
    public static string AddApiToken(this AppDb db, string name, TokenScope scope, TimeSpan validFor)
    {
        var owner = db.Viewer.AccountId ?? throw new InvalidOperationException("A token needs an owner.");
        name = name.Trim();
        if (name.Length is 0 or > 100)
            throw new Refusal("name", "Enter a name of 1 to 100 characters, as “nightly export”.");
        if (validFor <= TimeSpan.Zero || validFor > ApiToken.LongestValidity)
            throw new Refusal("days", "Enter 1 to 366 days.");
        var token = ApiToken.Prefix + Secret.Make();
        var row = new ApiToken
        {
            OwnerAccountId = owner,
            Name = name,
            Scope = scope,
            Ending = token[^4..],
            Hash = Secret.Hash(token),
            CreatedAt = db.Now,
            ExpiresAt = db.Now + validFor,
        };
        db.Add(row);
        db.Record("token.created", name, "/account", $"{scope}, until {row.ExpiresAt:yyyy-MM-dd}", row);
        return token;
    }

    /// <summary>The valid row of a token. Nobody is looking yet when it is asked for, so the filter that hides private rows is off.</summary>
    public static async Task<ApiToken?> FindTokenAsync(
        this AppDb db,
        string token,
        CancellationToken cancellation = default
    )
    {
        if (!token.StartsWith(ApiToken.Prefix, StringComparison.Ordinal))
            return null;
        var hash = Secret.Hash(token);
        var now = db.Now;
        var row = await db.Set<ApiToken>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.Hash == hash && row.RevokedAt == null && row.ExpiresAt > now,
                cancellation
            );
        // One write a minute is enough to tell a token in use from a forgotten one.
        if (row is not null && (row.LastUsedAt is null || now - row.LastUsedAt > TimeSpan.FromMinutes(1)))
        {
            await db.Set<ApiToken>()
                .IgnoreQueryFilters()
                .Where(other => other.Id == row.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.LastUsedAt, now), cancellation);
        }
        return row;
    }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.Property(token => token.Name).HasMaxLength(100);
        builder.Property(token => token.Ending).HasMaxLength(4);
        builder.Property(token => token.Hash).HasMaxLength(64);
        builder.HasIndex(token => token.Hash).IsUnique();
        builder.HasIndex(token => token.OwnerAccountId);
        builder
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(token => token.OwnerAccountId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
