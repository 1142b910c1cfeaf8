using System.Security.Claims;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Access;

/// <summary>Who a signed-in account is today: one query a request, so that a revoked role or session ends at once.</summary>
public static class ViewerLoading
{
    /// <summary>The security stamp that a session was made with; a session whose stamp is not the account's own is over.</summary>
    internal const string StampClaim = "AspNet.Identity.SecurityStamp";

    public static async Task<Viewer?> LoadViewerAsync(
        this AppDb db,
        Guid accountId,
        string? securityStamp,
        CancellationToken cancellation = default
    )
    {
        var found = await db
            .Users.AsNoTracking()
            .Where(account => account.Id == accountId && account.ClosedAt == null)
            .Select(account => new
            {
                account.Name,
                account.SecurityStamp,
                Grants = db.Set<RoleGrant>()
                    .Where(grant => grant.AccountId == account.Id && grant.RevokedAt == null)
                    .Select(grant => new { grant.TeamId, grant.Role })
                    .ToList(),
            })
            .SingleOrDefaultAsync(cancellation);
        if (found is null || (securityStamp is not null && securityStamp != found.SecurityStamp))
            return null;
        var organization = found.Grants.Where(grant => grant.TeamId is null).Select(grant => grant.Role);
        var teams = found.Grants.Where(grant => grant.TeamId is not null).GroupBy(grant => grant.TeamId!.Value);
        return new Viewer(
            accountId,
            found.Name,
            organization.DefaultIfEmpty(Role.None).Max(),
            teams.ToDictionary(team => team.Key, team => team.Max(grant => grant.Role))
        );
    }

    internal static Guid? AccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>Gives the request's <see cref="AppDb"/> its viewer before anything asks it.</summary>
    internal static async Task SetViewerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.AccountId() is { } accountId)
        {
            var db = context.RequestServices.GetRequiredService<AppDb>();
            var stamp = context.User.TokenScope() is null ? context.User.FindFirstValue(StampClaim) ?? "" : null;
            if (await db.LoadViewerAsync(accountId, stamp, context.RequestAborted) is { } viewer)
            {
                db.Viewer = viewer;
            }
            else
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                if (stamp is not null)
                    await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            }
        }
        await next(context);
    }
}
