using System.Threading.Channels;

namespace Binnacle.History;

/// <summary>
/// Reads contiguous slices of a list with a few workers at a time and gives their commits in order. Slices start in order, so
/// the one being consumed always runs; the others read ahead into bounded queues and then wait.
/// </summary>
internal sealed class ParallelReading : IAsyncDisposable
{
    public const int BatchSize = 64;
    public const int BatchWeight = 4096;

    /// <summary>More would not be faster than the disk and the database behind.</summary>
    public static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 2, 4);

    private const int SlicesAhead = 2;
    private const int SmallestSlice = 256;
    private const int LargestSlice = 1024;

    private readonly CancellationTokenSource stop;
    private readonly SemaphoreSlim permits = new(Workers);
    private readonly Channel<Channel<List<Commit>>> slices;
    private readonly List<Task> running = [];
    private readonly Task dispatching;

    public delegate Task SliceReader(
        ArraySegment<ObjectId> slice,
        Func<List<Commit>, ValueTask> write,
        CancellationToken cancellation
    );

    public ParallelReading(IReadOnlyList<ObjectId> ids, SliceReader read, CancellationToken cancellation)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        slices = Channel.CreateBounded<Channel<List<Commit>>>(SlicesAhead);
        dispatching = DispatchAsync([.. ids], read);
    }

    public async IAsyncEnumerable<List<Commit>> BatchesAsync()
    {
        await foreach (var slice in slices.Reader.ReadAllAsync(stop.Token))
        await foreach (var batch in slice.Reader.ReadAllAsync(stop.Token))
            yield return batch;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await dispatching;
        await Task.WhenAll(running);
        stop.Dispose();
        permits.Dispose();
    }

    private async Task DispatchAsync(ObjectId[] ids, SliceReader read)
    {
        var size = Math.Clamp(ids.Length / (Workers * 6), SmallestSlice, LargestSlice);
        try
        {
            for (var at = 0; at < ids.Length; at += size)
            {
                await permits.WaitAsync(stop.Token);
                var queue = Channel.CreateBounded<List<Commit>>(LargestSlice / BatchSize);
                var slice = new ArraySegment<ObjectId>(ids, at, Math.Min(size, ids.Length - at));
                running.Add(Task.Run(() => RunAsync(slice, read, queue.Writer)));
                await slices.Writer.WriteAsync(queue, stop.Token);
            }
            slices.Writer.Complete();
        }
        catch (OperationCanceledException e)
        {
            slices.Writer.TryComplete(e);
        }
    }

    private async Task RunAsync(ArraySegment<ObjectId> slice, SliceReader read, ChannelWriter<List<Commit>> queue)
    {
        try
        {
            await read(slice, batch => queue.WriteAsync(batch, stop.Token), stop.Token);
            queue.Complete();
        }
        catch (Exception e)
        {
            // Surfaces at the consumer, after what was read before it.
            queue.Complete(e);
        }
        finally
        {
            permits.Release();
        }
    }
}
