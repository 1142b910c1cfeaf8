using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.Services;

/// <param name="Waiting">True for proposals that nobody confirmed yet only.</param>
public sealed record ServiceFilter(string? Search = null, bool Archived = false, bool Waiting = false);

public static class ServiceQueries
{
    private const int MostDocuments = 100;

    private static readonly DocumentKind[] OfServices =
    [
        DocumentKind.AlertRules,
        DocumentKind.ServiceLevel,
        DocumentKind.Runbook,
        DocumentKind.Contract,
        DocumentKind.Postmortem,
        DocumentKind.Catalogue,
    ];

    public static async Task<Page<ServiceRow>> ServicesAsync(
        this AppDb db,
        ServiceFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var services = Find(db, filter);
        if (Cursor.Read<string>(part.Cursor) is { } last)
            services = services.Where(row => row.Slug.CompareTo(last) > 0);
        return await services
            .OrderBy(row => row.Slug)
            .PartAsync(part, rows => Rows(db, rows), row => row.Slug, cancellation);
    }

    public static Task<(List<ServiceRow> Rows, int Total)> ServicesOnPageAsync(
        this AppDb db,
        ServiceFilter filter,
        int page,
        CancellationToken cancellation = default
    ) =>
        Find(db, filter)
            .OrderBy(row => row.Name.ToLower())
            .ThenBy(row => row.Slug)
            .OnPageAsync(page, rows => Rows(db, rows), cancellation);

    /// <returns>Null when there is no such service.</returns>
    public static async Task<ServiceFacts?> ServiceFactsAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    )
    {
        var stored = await db.Set<Service>().AsNoTracking().FirstOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (stored is null)
            return null;
        var row = await Rows(db, db.Set<Service>().Where(item => item.Id == stored.Id)).SingleAsync(cancellation);
        // One that shares its repository is concerned by what stands in its folder; alone, by all of it.
        var shared = await db.Set<Service>()
            .AnyAsync(
                other => other.RepositoryId == stored.RepositoryId && other.Id != stored.Id && other.ArchivedAt == null,
                cancellation
            );
        var folder = stored.Path.Trim('/') is { Length: > 0 } path and not "." ? path + "/" : "";
        var documents = db.Set<Document>()
            .Where(document =>
                document.RepositoryId == stored.RepositoryId
                && document.RemovedAt == null
                && OfServices.Contains(document.Kind)
            );
        if (shared)
            documents = documents.Where(document => folder != "" && document.Path.StartsWith(folder));
        return new(
            row,
            await documents
                .OrderBy(document => document.Kind)
                .ThenBy(document => document.Path)
                .Take(MostDocuments)
                .Select(document => new ServiceDocument(
                    document.Number,
                    document.Kind,
                    document.Title,
                    document.Path,
                    document.Problems
                ))
                .ToListAsync(cancellation),
            await documents.CountAsync(cancellation)
        );
    }

    private static IQueryable<Service> Find(AppDb db, ServiceFilter filter)
    {
        var services = db.Set<Service>().AsNoTracking().Where(row => row.ArchivedAt != null == filter.Archived);
        if (filter.Waiting)
            services = services.Where(row => row.ConfirmedAt == null);
        if (filter.Search?.Trim().ToLowerInvariant() is { Length: > 0 } search)
            services = services.Where(row => row.Name.ToLower().Contains(search) || row.Slug.Contains(search));
        return services;
    }

    private static IQueryable<ServiceRow> Rows(AppDb db, IQueryable<Service> services) =>
        services.Select(row => new ServiceRow(
            row.Id,
            row.Slug,
            row.Name,
            row.TeamId,
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Slug).FirstOrDefault(),
            db.Set<Repository>().Where(item => item.Id == row.RepositoryId).Select(item => item.Name).FirstOrDefault(),
            db.Set<Repository>().Where(item => item.Id == row.RepositoryId).Select(item => item.Slug).FirstOrDefault(),
            row.Path,
            row.IsCritical,
            row.ProposedBy,
            row.ConfirmedAt,
            row.ConfirmedBy,
            row.ArchivedAt
        ));
}
