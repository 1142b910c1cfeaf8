using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Binnacle.Platform.Data;

/// <summary>
/// Writes many rows of one entity quickly: COPY on PostgreSQL, one prepared statement on SQLite. Runs in the caller's
/// transaction; the change tracker and the Timeline are not asked, so only facts are written this way.
/// </summary>
public static class BulkRows
{
    public static async Task InsertManyAsync<T>(
        this AppDb db,
        IReadOnlyCollection<T> rows,
        CancellationToken cancellation = default
    )
        where T : class
    {
        if (rows.Count == 0)
            return;
        var columns = Columns(db.Model.FindEntityType(typeof(T))!);
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
                await CopyAsync(postgres, columns, rows, cancellation);
            else
                await InsertAsync(db, columns, rows, cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection,
        TableColumns columns,
        IReadOnlyCollection<T> rows,
        CancellationToken cancellation
    )
        where T : class
    {
        var names = string.Join(", ", columns.Names);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {columns.Table} ({names}) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var value in columns.Values)
            {
                var item = value(row);
                if (item is null)
                    await copy.WriteNullAsync(cancellation);
                else if (item is string text)
                    await copy.WriteAsync(StorableText.Of(text), cancellation);
                else
                    await copy.WriteAsync(item, cancellation);
            }
        }
        await copy.CompleteAsync(cancellation);
    }

    private static async Task InsertAsync<T>(
        AppDb db,
        TableColumns columns,
        IReadOnlyCollection<T> rows,
        CancellationToken cancellation
    )
        where T : class
    {
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        var names = string.Join(", ", columns.Names);
        var marks = columns.Names.Select((_, index) => $"$p{index}").ToList();
        await using var statement = await PreparedStatement.PrepareAsync(
            db,
            $"INSERT INTO {columns.Table} ({names}) VALUES ({string.Join(", ", marks)})",
            marks,
            cancellation
        );
        var values = new object?[columns.Values.Count];
        foreach (var row in rows)
        {
            for (var index = 0; index < values.Length; index++)
                values[index] = columns.Values[index](row);
            await statement.RunAsync(values, cancellation);
        }
        if (own is not null)
            await own.CommitAsync(cancellation);
    }

    private static TableColumns Columns(IEntityType entity)
    {
        var properties = entity.GetProperties().Where(property => property.PropertyInfo is not null).ToList();
        return new(
            entity.GetTableName()!,
            [.. properties.Select(property => $"\"{property.GetColumnName()}\"")],
            [.. properties.Select(Reader)]
        );
    }

    private static Func<object, object?> Reader(IProperty property)
    {
        var get = property.GetGetter();
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum
                ? row =>
                    get.GetClrValue(row) is { } value
                        ? Convert.ChangeType(value, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture)
                        : null
            : type == typeof(byte) ? row => get.GetClrValue(row) is byte value ? (short)value : null
            : get.GetClrValue;
    }

    private sealed record TableColumns(
        string Table,
        IReadOnlyList<string> Names,
        IReadOnlyList<Func<object, object?>> Values
    );
}
