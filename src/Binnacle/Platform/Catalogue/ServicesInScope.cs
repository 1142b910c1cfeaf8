using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Catalogue;

/// <summary>A service, and which documents speak of it.</summary>
/// <param name="IsAlone">No other service shares its repository, so all of the repository is its own.</param>
public sealed record ServiceInScope(ServiceRecord Record, bool IsAlone)
{
    /// <summary>Its place holds the document: its folder, or, when it has the repository for itself, any folder.</summary>
    public bool Holds(DocumentInForce document) =>
        Record.RepositoryId is { } repository
        && document.Record.RepositoryId == repository
        && (
            IsAlone
            || (Folder is { Length: > 0 } folder && document.Record.Path.StartsWith(folder, StringComparison.Ordinal))
        );

    /// <summary>Whether words call the service by its name or slug, as a whole word.</summary>
    public bool IsNamedIn(string? words) => words is not null && (Says(words, Record.Slug) || Says(words, Record.Name));

    private string? Folder =>
        Record.Path is { Length: > 0 } path && path.Trim('/') is { Length: > 0 } trimmed and not "."
            ? trimmed + "/"
            : null;

    private static bool Says(string words, string name)
    {
        if (name.Length < 3)
            return false;
        for (var at = words.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; )
        {
            var end = at + name.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(words[at - 1]))
                && (end == words.Length || !char.IsLetterOrDigit(words[end]))
            )
                return true;
            at = words.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase);
        }
        return false;
    }
}

public static class ServicesInScope
{
    /// <summary>Services whose repository existed on that day; a service without a repository always counts.</summary>
    public static IReadOnlyList<ServiceInScope> Of(CheckRecords records, Scope scope, DateOnly date) =>
        records.Derived(
            ("services", scope.Key, scope.Id, date),
            records =>
            {
                var born = records
                    .Of<RepositoryRecord>()
                    .Where(repository => repository.FirstCommitAt is { } first && States.IsBy(first, date))
                    .Select(repository => repository.Id)
                    .ToHashSet();
                var services = records
                    .Of<ServiceRecord>()
                    .Where(service => service.RepositoryId is not { } repository || born.Contains(repository))
                    .ToList();
                var shared = services
                    .Where(service => service.RepositoryId is not null)
                    .ToLookup(service => service.RepositoryId);
                return (IReadOnlyList<ServiceInScope>)
                    [
                        .. services
                            .Where(service => scope.Holds(service.TeamId, service.RepositoryId))
                            .OrderBy(service => service.Name, StringComparer.Ordinal)
                            .ThenBy(service => service.Id)
                            .Select(service => new ServiceInScope(service, shared[service.RepositoryId].Count() == 1)),
                    ];
            }
        );
}
