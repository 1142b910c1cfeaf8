using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Services;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

/// <summary>How the catalogue stands: what it holds, and what was proposed and waits for a person.</summary>
public sealed record CatalogueCounts(
    int Repositories,
    int Teams,
    int TeamsWaiting,
    int Services,
    int ServicesWaiting,
    int ServicesWithoutTeam,
    int People,
    int PeopleWithoutTeam
);

public static class Confirming
{
    public static async Task<CatalogueCounts> CatalogueCountsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var teams = db.Set<Team>().Where(row => row.ArchivedAt == null);
        var services = db.Set<Service>().Where(row => row.ArchivedAt == null);
        var people = db.Set<Person>();
        return new(
            await db.Set<Repository>().CountAsync(row => row.ArchivedAt == null, cancellation),
            await teams.CountAsync(cancellation),
            await teams.CountAsync(row => row.ConfirmedAt == null, cancellation),
            await services.CountAsync(cancellation),
            await services.CountAsync(row => row.ConfirmedAt == null, cancellation),
            await services.CountAsync(row => row.TeamId == null, cancellation),
            await people.CountAsync(cancellation),
            await people.CountAsync(row => row.TeamId == null && row.LeftOn == null, cancellation)
        );
    }

    /// <summary>Confirms one proposal, <c>team:payments</c> or <c>service:ledger</c>, or <c>all</c> that wait. Leaves saving to the caller.</summary>
    public static async Task ConfirmAsync(this AppDb db, string? what, CancellationToken cancellation = default)
    {
        if (what is "all")
        {
            db.Viewer.RequireLeader(null);
            foreach (var team in await Waiting<Team>(db, row => row.ConfirmedAt == null && row.ArchivedAt == null))
                db.Confirm(team);
            foreach (
                var service in await Waiting<Service>(db, row => row.ConfirmedAt == null && row.ArchivedAt == null)
            )
                db.Confirm(service);
            return;
        }
        var (kind, slug) = what?.Split(':', 2) is [var first, var second] ? (first, second) : ("", "");
        if (
            kind is "team"
            && await db.Set<Team>().FirstOrDefaultAsync(row => row.Slug == slug, cancellation) is { } named
        )
            db.Confirm(named);
        else if (
            kind is "service"
            && await db.Set<Service>().FirstOrDefaultAsync(row => row.Slug == slug, cancellation) is { } found
        )
            db.Confirm(found);
        else
            throw new Refusal("", "What was to be confirmed is no longer there. Reload the page.");
    }

    private static Task<List<T>> Waiting<T>(AppDb db, System.Linq.Expressions.Expression<Func<T, bool>> waits)
        where T : class => db.Set<T>().Where(waits).ToListAsync();
}
