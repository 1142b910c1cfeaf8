using System.Buffers;
using System.Globalization;
using System.Text;

namespace Binnacle.History;

/// <summary>One <c>git cat-file</c> in batch mode: names in, headers and contents out, in the same order.</summary>
internal sealed class ObjectStream(RepositoryLocation location, string mode) : IAsyncDisposable
{
    private readonly GitProcess git = GitProcess.Read(location, "cat-file", mode);
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int start;
    private int end;

    /// <summary>Asks for few objects at a time: their names must fit into the pipe while answers wait in the other.</summary>
    public async Task AskAsync(IReadOnlyCollection<ObjectId> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return;
        var text = new StringBuilder();
        foreach (var id in ids)
            text.Append(id.ToString()).Append('\n');
        try
        {
            await git.Input.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()), cancellation);
            await git.Input.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            await FailAsync(cancellation);
        }
    }

    /// <summary><c>NAME TYPE SIZE</c>, or null for <c>NAME missing</c>.</summary>
    public async Task<(string Type, long Size)?> HeaderAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var length = at < 0 ? end - start : at;
            line.Append(Encoding.ASCII.GetString(buffer, start, length));
            start += at < 0 ? length : length + 1;
            if (at >= 0)
                break;
            await FillAsync(cancellation);
        }
        var parts = line.ToString().Split(' ');
        return
            parts.Length == 3 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (parts[1], size)
            : null;
    }

    /// <summary>At most <paramref name="maxBytes"/> of the next object's content; the rest is passed over.</summary>
    public async Task<byte[]?> ContentAsync(int maxBytes, CancellationToken cancellation)
    {
        if (await HeaderAsync(cancellation) is not { } header)
            return null;
        var content = new byte[Math.Min(maxBytes, header.Size)];
        // The content is followed by a line feed.
        for (long at = 0, total = header.Size + 1; at < total; )
        {
            if (start == end)
                await FillAsync(cancellation);
            var take = (int)Math.Min(end - start, total - at);
            if (at < content.Length)
                buffer.AsSpan(start, (int)Math.Min(take, content.Length - at)).CopyTo(content.AsSpan((int)at));
            at += take;
            start += take;
        }
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await git.DisposeAsync();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        start = 0;
        end = await git.Output.ReadAsync(buffer, cancellation);
        if (end == 0)
            await FailAsync(cancellation);
    }

    private async Task FailAsync(CancellationToken cancellation)
    {
        await git.ExitCodeAsync(cancellation);
        throw git.Failure();
    }
}
