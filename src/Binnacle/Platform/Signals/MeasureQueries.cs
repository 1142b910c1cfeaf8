using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

public sealed record MeasureRow(
    string Slug,
    string Name,
    string Unit,
    MeasureDirection Better,
    bool IsOutcome,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    int Points,
    DateOnly? NewestOn,
    double? Newest
);

public static class MeasureQueries
{
    public static IQueryable<Measure> MeasuresIn(this AppDb db, string? scope)
    {
        var measures = db.Set<Measure>().AsNoTracking();
        if (scope?.StartsWith("team:", StringComparison.Ordinal) != true)
            return measures;
        var slug = scope["team:".Length..];
        return measures.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
    }

    public static IQueryable<MeasureRow> AsRows(this IQueryable<Measure> measures, AppDb db) =>
        measures.Select(row => new MeasureRow(
            row.Slug,
            row.Name,
            row.Unit,
            row.Better,
            row.IsOutcome,
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            row.ProductOwner,
            row.EngineeringOwner,
            db.Set<Point>().Count(point => point.MeasureId == row.Id),
            db.Set<Point>().Where(point => point.MeasureId == row.Id).Max(point => (DateOnly?)point.Date),
            db.Set<Point>()
                .Where(point => point.MeasureId == row.Id)
                .OrderByDescending(point => point.Date)
                .Select(point => (double?)point.Value)
                .FirstOrDefault()
        ));

    /// <summary>Where the viewer may define measures.</summary>
    public static async Task<List<ScopeChoice>> MeasureScopesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var teams = await db.Set<Team>()
            .Where(team => team.ArchivedAt == null)
            .OrderBy(team => team.Name)
            .ToListAsync(cancellation);
        var scopes = teams
            .Where(team => MeasureDefining.MayDefine(db.Viewer, team.Id))
            .Select(team => new ScopeChoice($"team:{team.Slug}", team.Name))
            .ToList();
        if (MeasureDefining.MayDefine(db.Viewer, null))
            scopes.Insert(0, new("organization", "The whole organization"));
        return scopes;
    }
}
