using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Binnacle.Platform.Data;

/// <summary>Columns, keys and indexes are named as SQL writes them, so that a query by hand needs no quotes.</summary>
internal static partial class SnakeCase
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Of(property.GetColumnName()));
            foreach (var key in entity.GetKeys())
                key.SetName(Of(key.GetName()!));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(Of(index.GetDatabaseName()!));
            foreach (var foreign in entity.GetForeignKeys())
                foreign.SetConstraintName(Of(foreign.GetConstraintName()!));
        }
    }

    /// <summary><c>RepositoryId</c> → <c>repository_id</c>.</summary>
    public static string Of(string name) =>
        Boundary().Replace(name, "$1_$2").ToLowerInvariant().Replace("__", "_", StringComparison.Ordinal);

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Boundary();
}
