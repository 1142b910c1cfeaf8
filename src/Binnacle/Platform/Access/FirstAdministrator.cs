using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Access;

/// <summary>The account that the operator's link signs in; made when the first such link is used.</summary>
public static class FirstAdministrator
{
    public const string Name = "administrator";

    public static IQueryable<Account> Administrators(this AppDb db) =>
        db
            .Users.Where(account =>
                account.ClosedAt == null
                && db.Set<RoleGrant>()
                    .Any(grant =>
                        grant.AccountId == account.Id
                        && grant.TeamId == null
                        && grant.Role == Role.Administrator
                        && grant.RevokedAt == null
                    )
            )
            .OrderBy(account => account.CreatedAt);

    public static Task<Account?> FirstAdministratorAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Administrators().FirstOrDefaultAsync(cancellation);

    public static Account AddFirstAdministrator(this AppDb db)
    {
        db.Viewer = Viewer.System;
        var account = Account.Named(Name, Name, db.Now);
        db.Add(account);
        db.Add(
            new RoleGrant
            {
                AccountId = account.Id,
                Role = Role.Administrator,
                GrantedAt = db.Now,
            }
        );
        db.Record("account.created", account.Name, "/settings/accounts", "administrator of the organization");
        return account;
    }
}
