using Microsoft.Data.Sqlite;
using Npgsql;

namespace Binnacle.Platform.Data;

/// <summary>What went wrong with database or disk, in a sentence that names the place and what to do.</summary>
public static class FailureWords
{
    private const int NoSpaceLeft = 28;

    public static string Of(Exception problem, DatabaseChoice database)
    {
        for (var inner = problem; inner is not null; inner = inner.InnerException)
            if (Known(inner, database) is { } told)
                return told;
        return problem.Message;
    }

    /// <summary>Null for what is no matter of database or disk.</summary>
    public static string? Known(Exception problem, DatabaseChoice database) =>
        problem switch
        {
            SqliteException { SqliteErrorCode: 13 } =>
                $"The disk is full: {database.SqlitePath} cannot grow. Nothing was half written; free some space in {Folder(database)} and start again.",
            SqliteException { SqliteErrorCode: 10 } error =>
                $"{database.SqlitePath} cannot be read or written ({error.Message.TrimEnd('.')}). Is the disk of {Folder(database)} full or gone?",
            SqliteException { SqliteErrorCode: 11 or 26 } =>
                $"{database.SqlitePath} is damaged. Restore a backup with binnacle restore.",
            SqliteException error => $"The database {database.SqlitePath} failed: {error.Message}",
            PostgresException { SqlState: "53100" } error =>
                $"The disk of PostgreSQL is full ({error.MessageText}). Nothing was half written; free some space there and start again.",
            PostgresException error => $"PostgreSQL refused: {error.MessageText} ({error.SqlState})",
            IOException error when (error.HResult & 0xffff) == NoSpaceLeft =>
                $"The disk is full: {error.Message} Free some space and start again.",
            _ => null,
        };

    private static string Folder(DatabaseChoice database) => Path.GetDirectoryName(database.SqlitePath) ?? ".";
}
