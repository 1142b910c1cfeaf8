using System.Data.Common;
using System.Net.Sockets;

namespace Binnacle.Platform.Data;

/// <summary>Waits for a database that went away and comes back. The work must be one transaction, safe to try again.</summary>
public static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="CommandFailure">The database did not come back within five minutes.</exception>
    public static Task WithDatabaseAsync(Func<Task> work, TimeProvider clock, CancellationToken cancellation) =>
        WithDatabaseAsync<object?>(
            async () =>
            {
                await work();
                return null;
            },
            clock,
            cancellation
        );

    /// <inheritdoc cref="WithDatabaseAsync(Func{Task}, TimeProvider, CancellationToken)"/>
    public static async Task<T> WithDatabaseAsync<T>(
        Func<Task<T>> work,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var away = TimeSpan.Zero;
        var pause = TimeSpan.FromMilliseconds(200);
        while (true)
        {
            var begun = clock.GetTimestamp();
            try
            {
                return await work();
            }
            catch (Exception problem) when (IsPassing(problem))
            {
                var tried = clock.GetElapsedTime(begun);
                // Work that went on for a while had its database; it lost it anew.
                if (tried > TimeSpan.FromMinutes(1))
                    (away, pause) = (TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
                away += tried + pause;
                if (away > Longest)
                    throw new CommandFailure(
                        ExitCode.DatabaseUnreachable,
                        $"The database did not answer for {Longest.TotalMinutes:0} minutes: {problem.GetBaseException().Message}",
                        problem
                    );
                await Task.Delay(pause, clock, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>The connection broke or is refused, or the server is starting: not an error of ours.</summary>
    public static bool IsPassing(Exception problem) =>
        problem is DbException { IsTransient: true } or SocketException or TimeoutException or EndOfStreamException
        || IsBusy(problem)
        || problem is Npgsql.PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" }
        || (
            problem
                is Npgsql.NpgsqlException
                    or Microsoft.EntityFrameworkCore.DbUpdateException
                    or InvalidOperationException
            && problem.InnerException is { } inner
            && IsPassing(inner)
        )
        || problem is IOException { InnerException: SocketException };

    /// <summary>SQLite has one writer at a time, and another wrote for longer than we waited.</summary>
    public static bool IsBusy(Exception problem) =>
        problem is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 }
        || (problem.InnerException is { } inner && IsBusy(inner));
}
