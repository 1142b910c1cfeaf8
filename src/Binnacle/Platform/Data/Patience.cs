using System.Data.Common;
using System.Net.Sockets;

namespace Binnacle.Platform.Data;

/// <summary>Waits for a database that went away and comes back. The work must be one transaction, safe to try again.</summary>
public static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task WithDatabaseAsync(Func<Task> work, TimeProvider clock, CancellationToken cancellation)
    {
        var begun = clock.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(200);
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception problem) when (IsPassing(problem) && clock.GetElapsedTime(begun) < Longest)
            {
                await Task.Delay(pause, clock, cancellation);
                pause = TimeSpan.FromSeconds(Math.Min(5, pause.TotalSeconds * 2));
            }
        }
    }

    /// <summary>The connection broke or is refused, or the server is starting: not an error of ours.</summary>
    public static bool IsPassing(Exception problem) =>
        problem is DbException { IsTransient: true } or SocketException or TimeoutException or EndOfStreamException
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
}
