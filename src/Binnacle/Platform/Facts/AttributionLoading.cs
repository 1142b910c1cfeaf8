using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

public static class AttributionLoading
{
    public static Task<Attribution> AttributionAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.RememberAsync("attribution", () => ReadAsync(db, cancellation), cancellation);

    private static async Task<Attribution> ReadAsync(AppDb db, CancellationToken cancellation)
    {
        var services = await db.Set<Service>()
            .OrderBy(row => row.CreatedAt)
            .ThenBy(row => row.Id)
            .Select(row => new KnownService(row.Id, row.Name, row.Slug, row.RepositoryId, row.ArchivedAt != null))
            .ToListAsync(cancellation);
        var rules = await db.MappingRules().AsNoTracking().ToListAsync(cancellation);
        return new(
            await db.RepositoryKeysAsync(cancellation),
            services,
            rules,
            rules.Exists(rule => rule.Kind is MappingKind.Account)
                ? await PersonMarks.ReadAsync(db, cancellation)
                : null
        );
    }

    /// <summary>In the order in which they are asked.</summary>
    public static IQueryable<MappingRule> MappingRules(this AppDb db) =>
        db.Set<MappingRule>().OrderBy(row => row.Kind).ThenBy(row => row.Position).ThenBy(row => row.Number);
}
