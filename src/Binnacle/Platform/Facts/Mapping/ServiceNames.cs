namespace Binnacle.Platform.Facts.Mapping;

/// <param name="Slug">Kept when it is renamed, so that its first name still leads to it.</param>
public sealed record KnownService(Guid Id, string Name, string Slug, Guid? RepositoryId, bool IsArchived);

/// <summary>The services of the catalogue by their names and as the only one of their repository.</summary>
internal sealed class ServiceNames
{
    private readonly Dictionary<string, List<KnownService>> named = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, KnownService> onlyOnes;

    /// <param name="services">Those of the past, too: what was told of them stays theirs.</param>
    public ServiceNames(IReadOnlyList<KnownService> services)
    {
        All = services;
        foreach (var service in services)
        foreach (var name in Names(service))
        {
            if (!named.TryGetValue(name, out var same))
                named.Add(name, same = []);
            same.Add(service);
        }
        onlyOnes = services
            .Where(row => row is { IsArchived: false, RepositoryId: not null })
            .GroupBy(row => row.RepositoryId!.Value)
            .Where(own => own.Count() == 1)
            .ToDictionary(own => own.Key, own => own.Single());
    }

    public IReadOnlyList<KnownService> All { get; }

    /// <summary>Of several with one name: the one in this repository, then the one that is not archived; else it says nothing.</summary>
    public KnownService? Named(string? name, Guid? repository)
    {
        if (
            name is null
            || (named.GetValueOrDefault(name.Trim()) ?? named.GetValueOrDefault(Slugs.Of(name))) is not { } same
        )
            return null;
        if (repository is not null && same.Where(row => row.RepositoryId == repository).ToList() is [var there])
            return there;
        return same is [var one] ? one
            : same.Where(row => !row.IsArchived).ToList() is [var live] ? live
            : null;
    }

    public KnownService? OnlyOne(Guid? repository) => repository is { } id ? onlyOnes.GetValueOrDefault(id) : null;

    private static IEnumerable<string> Names(KnownService service) =>
        new[] { service.Name.Trim(), service.Slug, Slugs.Of(service.Name), Slugs.Of(service.Slug) }
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
