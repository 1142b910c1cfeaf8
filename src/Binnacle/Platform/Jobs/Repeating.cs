using Binnacle.Platform.Data;

namespace Binnacle.Platform.Jobs;

/// <summary>
/// Work that goes on as long as the program does, beside the queue: a failure is told and the next round begins after a pause.
/// </summary>
internal static class Repeating
{
    /// <param name="gate">Waited for before the first round.</param>
    /// <param name="round">Works off what is there, and waits for more.</param>
    /// <param name="failed">What could not be done: "Events could not be read".</param>
    public static async Task UntilStoppedAsync(
        Gate gate,
        Func<CancellationToken, Task> round,
        string failed,
        TimeSpan pause,
        TimeProvider clock,
        ILogger log,
        CancellationToken stopping
    )
    {
        try
        {
            await gate.WaitAsync(stopping);
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    await round(stopping);
                }
                catch (Exception problem)
                    when (problem is not OperationCanceledException || !stopping.IsCancellationRequested)
                {
                    // Another writer that takes long is no news.
                    var level = Patience.IsBusy(problem) ? LogLevel.Debug : LogLevel.Warning;
                    log.Log(level, problem, "{Failed}; trying again in a moment.", failed);
                    await Task.Delay(pause, clock, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Also before the gate was open: a server that cannot start is stopped, not broken here.
        }
    }
}
