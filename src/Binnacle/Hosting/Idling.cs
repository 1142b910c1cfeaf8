using System.Diagnostics;

namespace Binnacle.Hosting;

/// <summary>
/// Gives memory back when nobody asks for anything: the collector keeps what a busy moment took, and a server like this one
/// is idle most of the day.
/// </summary>
internal sealed class Idling : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    // Less is not worth a collection.
    private const long Worthwhile = 32 * 1024 * 1024;

    private long askedAt = Stopwatch.GetTimestamp();

    public static Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        var idling = context.RequestServices.GetRequiredService<Idling>();
        Interlocked.Exchange(ref idling.askedAt, Stopwatch.GetTimestamp());
        return next(context);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var collected = 0L;
        using var timer = new PeriodicTimer(Quiet);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - collected < Worthwhile || Stopwatch.GetElapsedTime(Interlocked.Read(ref askedAt)) < Quiet)
                continue;
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            collected = allocated;
        }
    }
}
