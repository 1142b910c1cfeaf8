using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Access;

public sealed record AccountRow(
    Guid Id,
    string Name,
    string? UserName,
    string Roles,
    bool HasPassword,
    DateTime? LastSignInAt,
    DateTime? ClosedAt
);

/// <param name="TeamId">Null for the organization.</param>
public sealed record AccountRole(Guid? TeamId, string Where, Role Role);

public static class AccountQueries
{
    public static async Task<IReadOnlyList<AccountRow>> AccountsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var accounts = await db
            .Users.AsNoTracking()
            .OrderBy(account => account.ClosedAt != null)
            .ThenBy(account => account.Name)
            .ToListAsync(cancellation);
        var roles = (await db.Roles().ToListAsync(cancellation)).ToLookup(row => row.AccountId, row => row.Role);
        return
        [
            .. accounts.Select(account => new AccountRow(
                account.Id,
                account.Name,
                account.UserName,
                Words(roles[account.Id]),
                account.PasswordHash is not null,
                account.LastSignInAt,
                account.ClosedAt
            )),
        ];
    }

    public static async Task<IReadOnlyList<AccountRole>> RolesOfAsync(
        this AppDb db,
        Guid accountId,
        CancellationToken cancellation = default
    ) =>
        [
            .. (await db.Roles().Where(row => row.AccountId == accountId).ToListAsync(cancellation)).Select(row =>
                row.Role
            ),
        ];

    private static IQueryable<RoleRow> Roles(this AppDb db) =>
        from grant in db.Set<RoleGrant>()
        where grant.RevokedAt == null
        join team in db.Set<Team>() on grant.TeamId equals team.Id into teams
        from team in teams.DefaultIfEmpty()
        orderby grant.TeamId != null, team.Name
        select new RoleRow
        {
            AccountId = grant.AccountId,
            Role = new AccountRole(
                grant.TeamId,
                grant.TeamId == null ? "the organization" : team.Name ?? "a team",
                grant.Role
            ),
        };

    private static string Words(IEnumerable<AccountRole> roles) =>
        string.Join(", ", roles.Select(role => $"{role.Role.ToString().ToLowerInvariant()} of {role.Where}"))
            is { Length: > 0 } words
            ? words
            : "none";

    private sealed class RoleRow
    {
        public Guid AccountId { get; init; }

        public required AccountRole Role { get; init; }
    }
}
