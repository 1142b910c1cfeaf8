using System.Buffers.Binary;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Npgsql;

namespace Binnacle.Sources.Git;

/// <summary>
/// One scan of a repository at a time, in whichever process: two would write the same commits. The lock ends with its
/// process. Under PostgreSQL it is the database's, for the nodes that share it; else a file beside the database.
/// </summary>
internal static class ScanLock
{
    public static async Task<IAsyncDisposable> WaitAsync(
        DatabaseChoice database,
        Guid repositoryId,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var held = database.PostgresConnection is { } connection
                ? await TryAsync(connection, repositoryId, cancellation)
                : FileLock.Try(FileOf(database.SqlitePath!, repositoryId));
            if (held is not null)
                return held;
            progress.Report(new("Waiting for another scan of this repository", 0, 0));
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
        }
    }

    private static string FileOf(string database, Guid repositoryId)
    {
        var folder = Path.Combine(Path.GetDirectoryName(database)!, "locks");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"scan-{repositoryId:N}.lock");
    }

    private static async Task<IAsyncDisposable?> TryAsync(
        string connection,
        Guid repositoryId,
        CancellationToken cancellation
    )
    {
        // A connection of its own, not pooled: the lock ends with it, even when the process is killed.
        var gate = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString
        );
        try
        {
            await gate.OpenAsync(cancellation);
            await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock(@key)", gate);
            // The last eight bytes are random; the first are the time.
            take.Parameters.AddWithValue(
                "key",
                BinaryPrimitives.ReadInt64BigEndian(repositoryId.ToByteArray(bigEndian: true).AsSpan(8))
            );
            if (await take.ExecuteScalarAsync(cancellation) is true)
                return gate;
        }
        catch
        {
            await gate.DisposeAsync();
            throw;
        }
        await gate.DisposeAsync();
        return null;
    }
}
