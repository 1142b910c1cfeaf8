using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace Binnacle.History;

public sealed partial class GitRepository
{
    private const int SizesAtOnce = 64;

    /// <summary>Below this a blob is read whole and the rest dropped; above, git is stopped once enough was read.</summary>
    private const long CheapToDrain = 4 << 20;

    /// <summary>All files of a commit's tree, in git's order; submodules are left out. The size is null where the blob is absent.</summary>
    public async IAsyncEnumerable<TreeFile> FilesAsync(
        ObjectId commit,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        await using var git = GitProcess.Read(location, "ls-tree", "-r", "-z", "-l", "--full-tree", commit.ToString());
        var files = new Queue<TreeFile>();
        // A tree is at most as large as its files are many; they are handed on in the caller's pace by way of the pipe.
        await using var tokens = NulTokens
            .BatchesAsync(git.Output, token => AddFile(files, token), cancellation)
            .GetAsyncEnumerator(cancellation);
        while (await tokens.MoveNextAsync())
        while (files.TryDequeue(out var file))
            yield return file;
        if (await git.ExitCodeAsync(cancellation) != 0)
            throw git.Failure();
    }

    /// <summary>
    /// The content of blobs, in the order asked; missing ones and objects of other types are left out. Content longer than
    /// <paramref name="maxBytes"/> is cut there (<see cref="Blob.IsCut"/>).
    /// </summary>
    public async IAsyncEnumerable<Blob> BlobsAsync(
        IEnumerable<ObjectId> ids,
        int maxBytes,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        await using var sizes = new ObjectStream(location, "--batch-check");
        await using var contents = new ObjectStream(location, "--batch");
        foreach (var some in ids.Chunk(SizesAtOnce))
        {
            var found = new List<(ObjectId Id, long Size)>(some.Length);
            await sizes.AskAsync(some, cancellation);
            foreach (var id in some)
                if (await sizes.HeaderAsync(cancellation) is { Type: "blob" } header)
                    found.Add((id, header.Size));
            var small = found.Where(f => f.Size <= Math.Max(maxBytes, CheapToDrain)).Select(f => f.Id).ToArray();
            await contents.AskAsync(small, cancellation);
            foreach (var (id, size) in found)
            {
                var content =
                    size <= Math.Max(maxBytes, CheapToDrain)
                        ? await contents.ContentAsync(maxBytes, cancellation)
                        : await StartOfAsync(id, maxBytes, cancellation);
                if (content is not null)
                    yield return new(id, content, size > content.Length);
            }
        }
    }

    private async Task<byte[]> StartOfAsync(ObjectId id, int maxBytes, CancellationToken cancellation)
    {
        await using var git = GitProcess.Read(location, "cat-file", "blob", id.ToString());
        var content = new byte[maxBytes];
        var read = await git.Output.ReadAtLeastAsync(content, maxBytes, throwOnEndOfStream: false, cancellation);
        if (read == maxBytes)
            return content;
        await git.ExitCodeAsync(cancellation);
        throw git.Failure();
    }

    /// <summary><c>MODE TYPE NAME SIZE TAB PATH</c>.</summary>
    private static void AddFile(Queue<TreeFile> files, ReadOnlySpan<byte> token)
    {
        var tab = token.IndexOf((byte)'\t');
        var words = tab < 0 ? [] : token[..tab];
        var mode = AsciiWords.Next(ref words);
        var type = AsciiWords.Next(ref words);
        if (!ObjectId.TryParse(AsciiWords.Next(ref words), out var blob))
            throw new RepositoryException(RepositoryProblem.GitFailed, "git's list of files could not be understood.");
        if (!type.SequenceEqual("blob"u8))
            return;
        var size = Utf8Parser.TryParse(AsciiWords.Next(ref words), out long bytes, out _) ? bytes : (long?)null;
        files.Enqueue(
            new(Encoding.UTF8.GetString(token[(tab + 1)..]), blob, size) { IsLink = mode.SequenceEqual("120000"u8) }
        );
    }
}
