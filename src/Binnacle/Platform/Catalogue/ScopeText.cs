using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

/// <summary>A scope of the catalogue, looked up.</summary>
/// <param name="Key">As in URLs: <c>organization</c>, <c>team:payments</c>, <c>repository:shop</c>.</param>
/// <param name="Name">Empty for the organization.</param>
public sealed record NamedScope(string Key, string Name, Guid? TeamId = null, Guid? RepositoryId = null);

/// <summary>Scopes as URLs, forms and programs write them, read in one place.</summary>
public static class ScopeText
{
    public const string Organization = "organization";

    private const string TeamPrefix = "team:";
    private const string RepositoryPrefix = "repository:";
    private const string ServicePrefix = "service:";

    /// <returns>Null where it names no team.</returns>
    public static string? TeamSlug(string? scope) => Behind(TeamPrefix, scope);

    /// <returns>Null where it names no repository.</returns>
    public static string? RepositorySlug(string? scope) => Behind(RepositoryPrefix, scope);

    public static string OfTeam(string slug) => TeamPrefix + slug;

    public static string OfRepository(string slug) => RepositoryPrefix + slug;

    public static string OfService(string slug) => ServicePrefix + slug;

    /// <param name="scope">Null or empty for the organization.</param>
    /// <returns>Null where there is no such team or repository, or where it is none of these.</returns>
    public static async Task<NamedScope?> NamedScopeAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) =>
        string.IsNullOrEmpty(scope) || scope == Organization ? new(Organization, "")
        : TeamSlug(scope) is { } team
            ? await db.Set<Team>()
                .Where(row => row.Slug == team && row.ArchivedAt == null)
                .Select(row => new NamedScope(scope, row.Name, row.Id, null))
                .FirstOrDefaultAsync(cancellation)
        : RepositorySlug(scope) is { } repository
            ? await db.Set<Repository>()
                .Where(row => row.Slug == repository && row.ArchivedAt == null)
                .Select(row => new NamedScope(scope, row.Name, null, row.Id))
                .FirstOrDefaultAsync(cancellation)
        : null;

    /// <param name="scope"><c>team:payments</c>, or the slug alone.</param>
    /// <param name="present">Stays valid once it is archived.</param>
    /// <returns>Null for the organization.</returns>
    /// <exception cref="Refusal">There is no such team; it names the field.</exception>
    public static async Task<Team?> TeamOfScopeAsync(
        this AppDb db,
        string? scope,
        string field,
        Guid? present = null,
        CancellationToken cancellation = default
    )
    {
        if (string.IsNullOrEmpty(scope) || scope == Organization)
            return null;
        var slug = TeamSlug(scope) ?? scope;
        return await db.Set<Team>()
                .FirstOrDefaultAsync(
                    team => team.Slug == slug && (team.ArchivedAt == null || team.Id == present),
                    cancellation
                )
            ?? throw new Refusal(field, $"There is no team “{slug}”.");
    }

    private static string? Behind(string kind, string? scope) =>
        scope?.StartsWith(kind, StringComparison.Ordinal) is true ? scope[kind.Length..] : null;
}
