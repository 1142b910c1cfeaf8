using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Access;

/// <summary>What an administrator does with accounts. One administrator of the organization always remains.</summary>
public sealed class AccountAdministration(AppDb db, UserManager<Account> users)
{
    private const string Page = "/settings/accounts";

    /// <summary>Returns the token of the link that the administrator hands over.</summary>
    public async Task<(Account Account, string Token)> CreateAsync(string userName, string name, Role role)
    {
        userName = userName.Trim();
        if (userName.Length is 0 or > 100 || userName.Any(char.IsWhiteSpace))
            throw new Refusal("userName", "Enter a sign-in name of 1 to 100 characters without spaces.");
        if (name.Trim().Length is 0 or > 200)
            throw new Refusal("name", "Enter a name of 1 to 200 characters.");
        if (await users.FindByNameAsync(userName) is not null)
            throw new Refusal("userName", $"The sign-in name “{userName}” is taken.");
        var account = Account.Named(userName, name.Trim(), db.Now);
        db.Add(account);
        if (role is not Role.None)
            Grant(account, teamId: null, role);
        db.Record("account.created", account.Name, Page, $"role {Words(role)}");
        var token = await db.AddOneTimeLinkAsync(account, OneTimeLink.ForFirstSignIn);
        await db.SaveChangesAsync();
        return (account, token);
    }

    /// <summary>A link for one who forgot the password; using it removes the password.</summary>
    public async Task<string> InviteAsync(Guid accountId)
    {
        var account = await OpenAsync(accountId);
        var token = await db.AddOneTimeLinkAsync(account, OneTimeLink.ForFirstSignIn);
        db.Record("sign-in.link-made", account.Name, Page, classified: AccessEvent.Of(account));
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>Replaces the role in that scope; <see cref="Role.None"/> takes it back.</summary>
    public async Task SetRoleAsync(Guid accountId, Guid? teamId, Role role, string? teamName = null)
    {
        if (!Enum.IsDefined(role))
            throw new Refusal("role", "Choose viewer, member, leader or administrator.");
        if (teamId is not null && role is Role.Administrator)
            throw new Refusal("role", "Administrator is a role of the organization; in a team choose leader.");
        var account = await OpenAsync(accountId);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
        var current = await db.Set<RoleGrant>()
            .Where(grant => grant.AccountId == accountId && grant.TeamId == teamId && grant.RevokedAt == null)
            .ToListAsync();
        var before = current.Select(grant => grant.Role).DefaultIfEmpty(Role.None).Max();
        if (before == role)
            return;
        if (teamId is null && role is not Role.Administrator)
            await KeepAnAdministratorAsync(account);
        current.ForEach(grant => grant.Revoke(db));
        if (role is not Role.None)
            Grant(account, teamId, role);
        var where = teamId is null ? "the organization" : teamName ?? "a team";
        db.Record(
            role is Role.None ? "role.revoked" : "role.granted",
            account.Name,
            Page,
            $"{Words(before)} → {Words(role)} in {where}"
        );
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Ends sessions, links and tokens; what the account did stays on the Timeline.</summary>
    public async Task CloseAsync(Guid accountId)
    {
        var account = await OpenAsync(accountId);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
        await KeepAnAdministratorAsync(account);
        account.ClosedAt = db.Now;
        account.SecurityStamp = Secret.Make();
        var now = db.Now;
        await db.Set<ApiToken>()
            .IgnoreQueryFilters()
            .Where(token => token.OwnerAccountId == accountId && token.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now));
        db.Record("account.closed", account.Name, Page);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private void Grant(Account account, Guid? teamId, Role role) =>
        db.Add(
            new RoleGrant
            {
                AccountId = account.Id,
                TeamId = teamId,
                Role = role,
                GrantedAt = db.Now,
                GrantedById = db.Viewer.AccountId,
            }
        );

    private async Task<Account> OpenAsync(Guid accountId) =>
        await db.Users.SingleOrDefaultAsync(account => account.Id == accountId && account.ClosedAt == null)
        ?? throw new Refusal("account", "This account is closed or does not exist.");

    private async Task KeepAnAdministratorAsync(Account account)
    {
        var administrators = await db.Administrators().Select(other => other.Id).ToListAsync();
        if (administrators.Count == 1 && administrators[0] == account.Id)
            throw new Refusal("account", "This is the last administrator. Make another account administrator first.");
    }

    private static string Words(Role role) => role is Role.None ? "no role" : role.ToString().ToLowerInvariant();
}
