using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Binnacle.Platform.Data;

/// <summary>One statement for many rows, in the caller's transaction; values are written as Entity Framework writes them.</summary>
internal sealed class PreparedStatement : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly bool isPostgres;

    private PreparedStatement(DbCommand command, bool isPostgres) =>
        (this.command, this.isPostgres) = (command, isPostgres);

    /// <param name="text">A constant, or made of names of the model; never of what came from outside.</param>
    /// <param name="names">Of its parameters, in the order of the values.</param>
    public static async Task<PreparedStatement> PrepareAsync(
        AppDb db,
        string text,
        IReadOnlyList<string> names,
        CancellationToken cancellation
    )
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // See above.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        var isPostgres = db is PostgresDb;
        // PostgreSQL asks for types before it knows a value.
        if (!isPostgres)
            await command.PrepareAsync(cancellation);
        return new(command, isPostgres);
    }

    /// <returns>How many rows it changed.</returns>
    public async Task<int> RunAsync(IReadOnlyList<object?> values, CancellationToken cancellation)
    {
        for (var index = 0; index < values.Count; index++)
            command.Parameters[index].Value = isPostgres ? ForPostgres(values[index]) : ForSqlite(values[index]);
        // SQLite works in this thread whatever one calls.
        return isPostgres ? await command.ExecuteNonQueryAsync(cancellation) : command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    private static object ForPostgres(object? value) =>
        value switch
        {
            null => DBNull.Value,
            string text => StorableText.Of(text),
            _ => value,
        };

    private static object ForSqlite(object? value) =>
        value switch
        {
            null => DBNull.Value,
            string text => StorableText.Of(text),
            Guid guid => guid.ToString().ToUpperInvariant(),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value,
        };
}
