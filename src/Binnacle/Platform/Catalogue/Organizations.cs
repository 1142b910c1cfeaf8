using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

public static class Organizations
{
    /// <summary>What an organization is called inside as long as nobody said a name; nothing that goes out says it.</summary>
    public const string Unnamed = "Your organization";

    private static readonly string[] NamelessFolders =
    [
        "",
        "code",
        "git",
        "home",
        "projects",
        "repos",
        "repositories",
        "root",
        "source",
        "src",
        "tmp",
        "work",
        "workspace",
    ];

    /// <summary>The organization of this database, made on first use.</summary>
    /// <param name="name">For a new one; somebody changes it in the settings.</param>
    public static async Task<Organization> OrganizationAsync(
        this AppDb db,
        bool isDemo,
        string? name = null,
        CancellationToken cancellation = default
    )
    {
        if (await db.Set<Organization>().OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(cancellation) is { } known)
            return known;
        var organization = new Organization
        {
            Name = isDemo ? "Northwind Engineering" : name ?? Unnamed,
            IsDemo = isDemo,
            CreatedAt = db.Now,
        };
        db.Add(organization);
        db.Record("organization.made", organization.Name);
        await db.SaveChangesAsync(cancellation);
        return organization;
    }

    /// <summary>Null as long as nobody said it.</summary>
    public static Task<string?> OrganizationNameAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<Organization>()
            .Where(row => row.Name != Unnamed)
            .OrderBy(row => row.CreatedAt)
            .Select(row => (string?)row.Name)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>What a new organization is called until somebody says otherwise: the one repository, or the folder or owner of all.</summary>
    public static string? NameFor(IReadOnlyList<Repository> repositories)
    {
        if (repositories.Count == 1)
            return repositories[0].Name;
        var parents = repositories.Select(repository => ParentOf(repository.Location)).Distinct().ToList();
        return parents is [var parent] && !NamelessFolders.Contains(parent.ToLowerInvariant()) ? parent : null;
    }

    private static string ParentOf(string location)
    {
        var parts = location.TrimEnd('/', '\\').Split('/', '\\', ':');
        return parts is [.., var parent, _] ? parent : "";
    }
}
