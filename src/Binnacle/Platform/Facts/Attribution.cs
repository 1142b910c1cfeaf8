using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>
/// What the catalogue makes of the names that tools tell: the same for the same fact and catalogue, so that it can be decided
/// anew at any time.
/// </summary>
public sealed class Attribution
{
    private readonly IReadOnlyDictionary<string, Guid> repositories;
    private readonly Dictionary<string, List<KnownService>> services = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Guid> onlyOnes;

    /// <param name="services">Those of the past, too: what was told of them stays theirs.</param>
    public Attribution(IReadOnlyDictionary<string, Guid> repositories, IReadOnlyList<KnownService> services)
    {
        this.repositories = repositories;
        Services = services;
        foreach (var service in services)
        foreach (var name in Names(service))
        {
            if (!this.services.TryGetValue(name, out var same))
                this.services.Add(name, same = []);
            same.Add(service);
        }
        onlyOnes = services
            .Where(row => row is { IsArchived: false, RepositoryId: not null })
            .GroupBy(row => row.RepositoryId!.Value)
            .Where(own => own.Count() == 1)
            .ToDictionary(own => own.Key, own => own.Single().Id);
    }

    /// <param name="Slug">Kept when it is renamed, so that its first name still leads to it.</param>
    public sealed record KnownService(Guid Id, string Name, string Slug, Guid? RepositoryId, bool IsArchived);

    public IReadOnlyList<KnownService> Services { get; }

    public Guid? RepositoryOf(string key) => repositories.TryGetValue(key, out var id) ? id : null;

    /// <summary>The service of this name; without one, the only service of the repository.</summary>
    /// <param name="repository">Null where nothing but the name may decide.</param>
    public Guid? ServiceOf(string? name, Guid? repository) =>
        Named(name, repository)?.Id ?? (repository is { } id && onlyOnes.TryGetValue(id, out var only) ? only : null);

    /// <summary>As the source says, else as the name of the environment does; null where neither is known.</summary>
    public static bool? InProduction(bool? told, string? environment) => told ?? Environments.IsProduction(environment);

    public void Give(IFact fact)
    {
        fact.RepositoryId ??= RepositoryOf(fact.RepositoryKey);
        if (fact is Deployment deployment)
        {
            deployment.ServiceId = ServiceOf(deployment.ServiceName, deployment.RepositoryId);
            deployment.InProduction = InProduction(deployment.IsProduction, deployment.Environment);
        }
        else if (fact is Alarm alarm)
            alarm.ServiceId = ServiceOf(alarm.ServiceName, null);
    }

    /// <summary>Of several with one name: the one in this repository, then the one that is not archived; else it says nothing.</summary>
    private KnownService? Named(string? name, Guid? repository)
    {
        if (name is null || Same(name) is not { Count: > 0 } same)
            return null;
        if (repository is not null && same.Where(row => row.RepositoryId == repository).ToList() is [var there])
            return there;
        return same is [var one] ? one
            : same.Where(row => !row.IsArchived).ToList() is [var live] ? live
            : null;
    }

    private List<KnownService>? Same(string name) =>
        services.GetValueOrDefault(name.Trim()) ?? services.GetValueOrDefault(Slugs.Of(name));

    private static IEnumerable<string> Names(KnownService service) =>
        new[] { service.Name.Trim(), service.Slug, Slugs.Of(service.Name), Slugs.Of(service.Slug) }
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it decides as the other does.</summary>
    public bool IsLike(Attribution other) =>
        Services.SequenceEqual(other.Services)
        && repositories.Count == other.repositories.Count
        && repositories.All(row => other.RepositoryOf(row.Key) == row.Value);
}

public static class AttributionLoading
{
    public static Task<Attribution> AttributionAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.RememberAsync(
            "attribution",
            async () =>
                new Attribution(
                    await db.RepositoryKeysAsync(cancellation),
                    await db.Set<Service>()
                        .OrderBy(row => row.CreatedAt)
                        .ThenBy(row => row.Id)
                        .Select(row => new Attribution.KnownService(
                            row.Id,
                            row.Name,
                            row.Slug,
                            row.RepositoryId,
                            row.ArchivedAt != null
                        ))
                        .ToListAsync(cancellation)
                ),
            cancellation
        );
}
