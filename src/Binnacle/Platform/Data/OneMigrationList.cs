using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data;

/// <summary>All migrations of the assembly, for whichever database is in use. Ids order by time: <c>202611210900_Catalogue</c>.</summary>
internal sealed class OneMigrationList : IMigrationsAssembly
{
    private static readonly SortedDictionary<string, TypeInfo> All = typeof(AppDb)
        .Assembly.DefinedTypes.Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Migration)))
        .ToSortedDictionary(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);

    public static IReadOnlyCollection<string> Ids => All.Keys;

    public IReadOnlyDictionary<string, TypeInfo> Migrations => All;

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(AppDb).Assembly;

    public string? FindMigrationId(string nameOrId) =>
        Migrations.Keys.FirstOrDefault(id => id == nameOrId || id.EndsWith("_" + nameOrId, StringComparison.Ordinal));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType())!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }
}

file static class Sorting
{
    public static SortedDictionary<string, TypeInfo> ToSortedDictionary(
        this IEnumerable<TypeInfo> types,
        Func<TypeInfo, string> key
    ) => new(types.ToDictionary(key), StringComparer.Ordinal);
}
