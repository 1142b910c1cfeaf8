using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Binnacle.Platform.Data;

/// <summary>Copies all rows of the model from one database to another of the same schema, whichever the two are.</summary>
internal static class TableCopy
{
    /// <summary>The target's tables are empty, and its caller holds a transaction. Gives the number of rows.</summary>
    public static async Task<long> CopyAllAsync(AppDb source, AppDb target, CancellationToken cancellation)
    {
        var rows = 0L;
        foreach (var table in Tables(target))
        {
            var columns = Columns(source, target, table);
            await using var select = Command(source, $"SELECT {Names(columns)} FROM {Quoted(table.Name)}");
            await using var reader = await select.ExecuteReaderAsync(cancellation);
            rows +=
                target is PostgresDb
                    ? await ToPostgresAsync(target, table, columns, reader, cancellation)
                    : await ToSqliteAsync(target, table, columns, reader, cancellation);
        }
        return rows;
    }

    /// <summary>Referenced tables before those that refer to them.</summary>
    public static IReadOnlyList<ITable> Tables(AppDb db)
    {
        var ordered = new List<ITable>();
        var rest = db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        while (rest.Count > 0)
        {
            var next = rest.FindAll(table =>
                table.ForeignKeyConstraints.All(key =>
                    key.PrincipalTable == table || ordered.Contains((ITable)key.PrincipalTable)
                )
            );
            if (next.Count == 0)
                throw new InvalidOperationException($"Tables refer to each other in a circle: {rest[0].Name} …");
            ordered.AddRange(next);
            rest.RemoveAll(next.Contains);
        }
        return ordered;
    }

    public static string Quoted(string name) => $"\"{name}\"";

    private static async Task<long> ToSqliteAsync(
        AppDb target,
        ITable table,
        IReadOnlyList<CopiedColumn> columns,
        DbDataReader reader,
        CancellationToken cancellation
    )
    {
        var values = string.Join(", ", columns.Select((_, index) => $"$p{index}"));
        await using var insert = Command(
            target,
            $"INSERT INTO {Quoted(table.Name)} ({Names(columns)}) VALUES ({values})"
        );
        for (var index = 0; index < columns.Count; index++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"$p{index}";
            insert.Parameters.Add(parameter);
        }
        var rows = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            for (var index = 0; index < columns.Count; index++)
                insert.Parameters[index].Value = columns[index].Read(reader, index) ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(cancellation);
            rows++;
        }
        return rows;
    }

    private static async Task<long> ToPostgresAsync(
        AppDb target,
        ITable table,
        IReadOnlyList<CopiedColumn> columns,
        DbDataReader reader,
        CancellationToken cancellation
    )
    {
        var connection = (NpgsqlConnection)target.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {Quoted(table.Name)} ({Names(columns)}) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        var rows = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            await copy.StartRowAsync(cancellation);
            for (var index = 0; index < columns.Count; index++)
            {
                if (columns[index].Read(reader, index) is { } value)
                    await copy.WriteAsync(value, columns[index].TargetType, cancellation);
                else
                    await copy.WriteNullAsync(cancellation);
            }
            rows++;
        }
        await copy.CompleteAsync(cancellation);
        return rows;
    }

    private static List<CopiedColumn> Columns(AppDb source, AppDb target, ITable table)
    {
        var from = source.Model.GetRelationalModel().FindTable(table.Name, schema: null)!;
        return [.. table.Columns.Select(column => new CopiedColumn(from.FindColumn(column.Name)!, column))];
    }

    private static string Names(IReadOnlyList<CopiedColumn> columns) =>
        string.Join(", ", columns.Select(column => Quoted(column.Name)));

    /// <summary>Names come from our own model, never from a user.</summary>
    private static DbCommand Command(AppDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = (
            db.Database.CurrentTransaction
            as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<DbTransaction>
        )?.Instance;
        return command;
    }
}
