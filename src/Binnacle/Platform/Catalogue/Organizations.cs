using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue;

public static class Organizations
{
    /// <summary>The organization of this database, made on first use.</summary>
    /// <param name="name">For a new one; somebody changes it in the settings.</param>
    public static async Task<Organization> OrganizationAsync(
        this AppDb db,
        bool isDemo,
        CancellationToken cancellation = default,
        string? name = null
    )
    {
        if (await db.Set<Organization>().FirstOrDefaultAsync(cancellation) is { } known)
            return known;
        var organization = new Organization
        {
            Name = isDemo ? "Northwind Engineering" : name ?? "Your organization",
            IsDemo = isDemo,
            CreatedAt = db.Now,
        };
        db.Add(organization);
        db.Record("organization.made", organization.Name);
        await db.SaveChangesAsync(cancellation);
        return organization;
    }
}
