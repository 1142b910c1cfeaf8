using System.Runtime.CompilerServices;

namespace Binnacle.History;

/// <summary>Walks the entries of a tree object: <c>MODE SPACE NAME NUL OBJECT</c>, one after the other.</summary>
internal ref struct TreeCursor(ReadOnlySpan<byte> content, int nameSize)
{
    public const int Folder = 0x4000;
    public const int Submodule = 0xe000;

    private const int TypeBits = 0xf000;
    private const int Regular = 0x8000;
    private const int Link = 0xa000;
    private const int OwnerMayRun = 0x40;

    private readonly ReadOnlySpan<byte> content = content;
    private int start;
    private int end;

    /// <summary>As git reads it: of permissions only whether the owner may run it.</summary>
    public int Mode { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Id { get; private set; }

    public bool HasEntry { get; private set; }

    public readonly bool IsFolder => Mode == Folder;

    /// <summary>True for none as well.</summary>
    public static bool IsRegular(int mode) => mode == 0 || TypeOf(mode) == Regular;

    public static int TypeOf(int mode) => mode & TypeBits;

    /// <summary>Goes to the next entry; <see cref="HasEntry"/> is false behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move()
    {
        start = end;
        HasEntry = start < content.Length;
        if (!HasEntry)
            return;
        var mode = 0;
        var at = start;
        for (; at < content.Length && content[at] != ' '; at++)
        {
            if (content[at] is < (byte)'0' or > (byte)'7' || at - start > 6)
                throw new UnreadableObjectException();
            mode = mode << 3 | (content[at] - '0');
        }
        var length = at < content.Length ? content[(at + 1)..].IndexOf((byte)0) : -1;
        if (length <= 0 || at + 2 + length + nameSize > content.Length)
            throw new UnreadableObjectException();
        Name = content.Slice(at + 1, length);
        Id = content.Slice(at + 2 + length, nameSize);
        end = at + 2 + length + nameSize;
        Mode = (mode & TypeBits) switch
        {
            Regular => Regular | ((mode & OwnerMayRun) != 0 ? 0x1ed : 0x1a4),
            Link => Link,
            Folder => Folder,
            _ => Submodule,
        };
    }

    /// <summary>Passes over entries that both trees begin with, from here on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SkipCommon(ref TreeCursor one, ref TreeCursor other)
    {
        var left = one.content[one.end..];
        var same = left.CommonPrefixLength(other.content[other.end..]);
        var at = 0;
        while (at < same)
        {
            var length = left[at..].IndexOf((byte)0);
            if (length < 0 || at + length + 1 + one.NameSize > same)
                break;
            at += length + 1 + one.NameSize;
        }
        one.end += at;
        other.end += at;
    }

    /// <summary>git's order of entries: folders as if their names ended with a slash.</summary>
    public static int Order(scoped ref TreeCursor one, scoped ref TreeCursor other)
    {
        var length = Math.Min(one.Name.Length, other.Name.Length);
        var order = one.Name[..length].SequenceCompareTo(other.Name[..length]);
        return order != 0 ? order : one.Behind(length) - other.Behind(length);
    }

    private readonly int NameSize => nameSize;

    private readonly int Behind(int length) =>
        length < Name.Length ? Name[length]
        : IsFolder ? '/'
        : 0;
}
