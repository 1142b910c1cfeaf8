using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>The catalogue as rows may name it: by slug or by name.</summary>
internal sealed record DebtImportNames(
    IReadOnlyList<Team> Teams,
    IReadOnlyList<(string Slug, string Name)> Services,
    IReadOnlyList<(string Slug, string Name)> Repositories
)
{
    public static async Task<DebtImportNames> LoadAsync(AppDb db, CancellationToken cancellation)
    {
        var services = await db.Set<Service>().Where(row => row.ArchivedAt == null).ToListAsync(cancellation);
        var repositories = await db.Set<Repository>().Where(row => row.ArchivedAt == null).ToListAsync(cancellation);
        return new(
            await db.Set<Team>().Where(row => row.ArchivedAt == null).ToListAsync(cancellation),
            services.ConvertAll(row => (row.Slug, row.Name)),
            repositories.ConvertAll(row => (row.Slug, row.Name))
        );
    }

    public Team? Team(DebtCsvRow row) =>
        row["team"] is not { } cell
            ? null
            : Teams.FirstOrDefault(team => Is(cell, team.Slug, team.Name)) ?? throw new Refusal("team", "a team");

    public static string? Slug(DebtCsvRow row, string column, IReadOnlyList<(string Slug, string Name)> known)
    {
        if (row[column] is not { } cell)
            return null;
        var found = known.FirstOrDefault(one => Is(cell, one.Slug, one.Name)).Slug;
        return found ?? throw new Refusal(column, $"a {column} of the catalogue");
    }

    private static bool Is(string cell, string slug, string name) =>
        cell == slug || cell.Equals(name, StringComparison.OrdinalIgnoreCase);
}
