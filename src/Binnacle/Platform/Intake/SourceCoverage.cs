using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>Something of the catalogue that a source could tell of.</summary>
/// <param name="Kind">"repository" or "service".</param>
/// <param name="LastOn">Null where it was never told of.</param>
public sealed record CoveredThing(string Kind, string Name, string Url, DateOnly? LastOn, bool IsCovered);

/// <param name="Repositories">Of the catalogue, at hosts that the source tells of.</param>
/// <param name="Services">Of the catalogue; none where the source never tells of services.</param>
public sealed record SourceCoverage(IReadOnlyList<CoveredThing> Repositories, IReadOnlyList<CoveredThing> Services)
{
    /// <summary>Those that were not told of first.</summary>
    public IReadOnlyList<CoveredThing> All =>
        [
            .. Repositories
                .Concat(Services)
                .OrderBy(thing => thing.IsCovered)
                .ThenBy(thing => thing.Kind, StringComparer.Ordinal)
                .ThenBy(thing => thing.Name, StringComparer.OrdinalIgnoreCase),
        ];

    public string Words
    {
        get
        {
            string? Part(IReadOnlyList<CoveredThing> things, string many) =>
                things.Count == 0 ? null : $"{things.Count(thing => thing.IsCovered)} of {things.Count} {many}";
            var parts = new[] { Part(Repositories, "repositories"), Part(Services, "services") }.OfType<string>();
            return string.Join(" and ", parts) is { Length: > 0 } words ? words : "nothing of the catalogue";
        }
    }
}

public static class SourceCoverageQueries
{
    public static async Task<SourceCoverage> SourceCoverageAsync(
        this AppDb db,
        string slug,
        CancellationToken cancellation = default
    )
    {
        var id = await db.Set<IntakeSource>()
            .Where(row => row.Slug == slug)
            .Select(row => row.Id)
            .SingleAsync(cancellation);
        var since = db.Today.AddDays(1 - IntakeQueries.Days);
        var told = await db.Set<ToldRepository>()
            .Where(row => row.SourceId == id)
            .ToDictionaryAsync(row => row.RepositoryKey, row => row.LastOn, cancellation);
        return new(
            await RepositoriesAsync(db, told, since, cancellation),
            await ServicesAsync(db, id, since, cancellation)
        );
    }

    private static async Task<IReadOnlyList<CoveredThing>> RepositoriesAsync(
        AppDb db,
        Dictionary<string, DateOnly> told,
        DateOnly since,
        CancellationToken cancellation
    )
    {
        var hosts = told.Keys.Select(Host).ToHashSet(StringComparer.Ordinal);
        var keys = (await db.RepositoryKeysAsync(cancellation)).Where(row => hosts.Contains(Host(row.Key))).ToList();
        var names = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.Slug,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        return
        [
            .. keys.Where(row => names.ContainsKey(row.Value))
                .Select(row =>
                {
                    DateOnly? last = told.TryGetValue(row.Key, out var on) ? on : null;
                    var name = names[row.Value];
                    return new CoveredThing("repository", name.Name, $"/repositories/{name.Slug}", last, last >= since);
                }),
        ];
    }

    private static async Task<IReadOnlyList<CoveredThing>> ServicesAsync(
        AppDb db,
        Guid source,
        DateOnly since,
        CancellationToken cancellation
    )
    {
        var last = new Dictionary<Guid, DateTime>();
        var deployed = await db.Set<Deployment>()
            .Where(row => row.SourceId == source && row.ServiceId != null)
            .GroupBy(row => row.ServiceId!.Value)
            .Select(same => new { same.Key, At = same.Max(row => row.EndedAt ?? row.StartedAt ?? row.CreatedAt) })
            .ToListAsync(cancellation);
        var alarmed = await db.Set<Alarm>()
            .Where(row => row.SourceId == source && row.ServiceId != null)
            .GroupBy(row => row.ServiceId!.Value)
            .Select(same => new { same.Key, At = same.Max(row => row.StartedAt) })
            .ToListAsync(cancellation);
        foreach (var row in deployed.Concat(alarmed))
            if (row.At is { } at && (!last.TryGetValue(row.Key, out var known) || known < at))
                last[row.Key] = at;
        if (last.Count == 0)
            return [];
        var services = await db.Set<Service>()
            .Where(row => row.ArchivedAt == null)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.Slug,
            })
            .ToListAsync(cancellation);
        return services.ConvertAll(row =>
        {
            DateOnly? on = last.TryGetValue(row.Id, out var at) ? DateOnly.FromDateTime(at) : null;
            return new CoveredThing("service", row.Name, $"/catalogue/services/{row.Slug}", on, on >= since);
        });
    }

    private static string Host(string key) => key.Split('/')[0];
}
