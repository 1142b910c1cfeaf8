using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>One name for a repository on a code host, whichever address a source gives: <c>github.com/octo/hello</c>.</summary>
public static class RepositoryKeys
{
    /// <param name="address">Of its page, or to clone it.</param>
    /// <returns>Empty where the address names none.</returns>
    public static string Of(string? address) =>
        WebAddress.Of(address) is { } url
            ? url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].ToLowerInvariant()
            : "";

    /// <summary>The host alone: <c>github.com</c>.</summary>
    public static string HostOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.Authority.ToLowerInvariant()
            : "";

    /// <summary>The catalogue's repositories by their key.</summary>
    public static Task<IReadOnlyDictionary<string, Guid>> RepositoryKeysAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        db.RememberAsync(
            "repository-keys",
            async () =>
            {
                var rows = await db.Set<Repository>()
                    .Where(row => row.ArchivedAt == null && row.WebUrl != null)
                    .OrderBy(row => row.AddedAt)
                    .Select(row => new { row.Id, row.WebUrl })
                    .ToListAsync(cancellation);
                return (IReadOnlyDictionary<string, Guid>)
                    rows.GroupBy(row => Of(row.WebUrl), StringComparer.Ordinal)
                        .Where(same => same.Key.Length > 0)
                        .ToDictionary(same => same.Key, same => same.First().Id, StringComparer.Ordinal);
            },
            cancellation
        );
}
