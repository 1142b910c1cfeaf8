using Microsoft.Win32.SafeHandles;

namespace Binnacle.History;

/// <summary>
/// The object files of a repository, found by looking and opened for reading: packs, loose objects, and what alternates name. Shared by
/// all readers. Nothing of the repository is run or believed: what does not fit is left to git.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private const int DeepestAlternate = 5;
    private const int MostPacks = 1000;

    private readonly List<(PackIndex Index, SafeFileHandle File)> packs = [];
    private readonly List<string> folders = [];

    private ObjectStore(int nameSize) => NameSize = nameSize;

    /// <summary>Bytes of an object name: 20, or 32 for SHA-256.</summary>
    public int NameSize { get; }

    /// <summary>Null when the files are of a kind that only git reads.</summary>
    public static ObjectStore? Open(RepositoryLocation location)
    {
        var isLong = string.Equals(
            location.Configuration["extensions.objectformat"],
            "sha256",
            StringComparison.OrdinalIgnoreCase
        );
        var store = new ObjectStore(isLong ? 32 : 20);
        try
        {
            if (store.Add(Path.Combine(location.CommonDirectory, "objects"), 0))
                return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // git will say it better.
        }
        store.Dispose();
        return null;
    }

    /// <summary>The pack and the place in it; null when no pack has the object.</summary>
    public (int Pack, long Offset)? Find(ReadOnlySpan<byte> name)
    {
        for (var pack = 0; pack < packs.Count; pack++)
            if (packs[pack].Index.Find(name) is >= 0 and var offset)
                return (pack, offset);
        return null;
    }

    /// <summary>Bytes of a pack from a place on; fewer at its end.</summary>
    public int Read(int pack, long offset, Span<byte> into)
    {
        var total = 0;
        while (total < into.Length)
        {
            var read = RandomAccess.Read(packs[pack].File, into[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }
        return total;
    }

    /// <summary>The file of an object that stands alone; null when there is none.</summary>
    public string? Loose(ReadOnlySpan<byte> name)
    {
        var text = Convert.ToHexStringLower(name);
        foreach (var folder in folders)
            if (Path.Combine(folder, text[..2], text[2..]) is var path && File.Exists(path))
                return path;
        return null;
    }

    public void Dispose()
    {
        foreach (var (_, file) in packs)
            file.Dispose();
    }

    private bool Add(string folder, int depth)
    {
        if (!Directory.Exists(folder))
            return depth > 0;
        folders.Add(folder);
        var packFolder = Path.Combine(folder, "pack");
        if (Directory.Exists(packFolder))
            // The newest first, as git does: what is asked for is most often there.
            foreach (
                var index in new DirectoryInfo(packFolder)
                    .GetFiles("pack-*.idx")
                    .OrderByDescending(f => f.LastWriteTimeUtc)
            )
                if (!AddPack(index.FullName))
                    return false;
        var alternates = Path.Combine(folder, "info", "alternates");
        if (!File.Exists(alternates))
            return true;
        return depth < DeepestAlternate
            && File.ReadLines(alternates)
                .Where(line => line.Length > 0 && line[0] != '#')
                .All(line => line[0] != '"' && Add(Path.GetFullPath(line, folder), depth + 1));
    }

    private bool AddPack(string indexPath)
    {
        var packPath = Path.ChangeExtension(indexPath, ".pack");
        if (!File.Exists(packPath))
            return true;
        if (packs.Count == MostPacks || PackIndex.Read(indexPath, NameSize) is not { } index)
            return false;
        packs.Add((index, File.OpenHandle(packPath, options: FileOptions.RandomAccess)));
        return true;
    }
}
