namespace Binnacle.History;

/// <summary>A file that differs between two trees.</summary>
/// <param name="IsRegular">A file before and after, no link and no submodule, as far as it was there.</param>
/// <param name="IdsAt">Where <see cref="TreeDifference.OldId"/> and <see cref="TreeDifference.NewId"/> find its contents' names.</param>
internal readonly record struct TreeChange(
    string Path,
    ChangeKind Kind,
    bool IsSubmodule,
    bool IsNewSubmodule,
    bool IsRegular,
    int IdsAt
);

/// <summary>
/// What differs between two trees, in git's order and without renames, as <c>git diff-tree -r --raw --no-renames</c> says. For one thread.
/// </summary>
internal sealed class TreeDifference(ObjectReader objects, LogNames names, int nameSize)
{
    private const int DeepestFolder = 500;
    private const int LongestPath = 1 << 20;

    private static readonly byte[] EmptyTree = Convert.FromHexString("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

    private readonly List<TreeChange> changes = [];
    private byte[] ids = new byte[4096];
    private int idsLength;
    private bool hasAdded;
    private bool hasDeleted;
    private byte[] path = new byte[512];

    /// <summary>Of the last comparison; overwritten by the next.</summary>
    public IReadOnlyList<TreeChange> Changes => changes;

    /// <summary>Files were added and others deleted: git looks for renames among them.</summary>
    public bool MayRename => hasAdded && hasDeleted;

    public ReadOnlySpan<byte> OldId(TreeChange change) => ids.AsSpan(change.IdsAt, nameSize);

    public ReadOnlySpan<byte> NewId(TreeChange change) => ids.AsSpan(change.IdsAt + nameSize, nameSize);

    /// <summary>Fills <see cref="Changes"/>.</summary>
    /// <param name="old">The older tree's name; empty when there is none.</param>
    /// <exception cref="UnreadableObjectException">A tree is missing or of a shape that is left to git.</exception>
    public void Compare(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new)
    {
        changes.Clear();
        idsLength = 0;
        hasAdded = hasDeleted = false;
        if (!old.SequenceEqual(@new))
            Compare(old, @new, 0, 0);
    }

    private void Compare(ReadOnlySpan<byte> old, ReadOnlySpan<byte> @new, int pathLength, int depth)
    {
        if (depth > DeepestFolder)
            throw new UnreadableObjectException();
        using var oldTree = Load(old);
        using var newTree = Load(@new);
        var left = new TreeCursor(oldTree is null ? [] : oldTree.Content, nameSize);
        var right = new TreeCursor(newTree is null ? [] : newTree.Content, nameSize);
        TreeCursor.SkipCommon(ref left, ref right);
        left.Move();
        right.Move();
        while (left.HasEntry || right.HasEntry)
        {
            var order =
                !left.HasEntry ? 1
                : !right.HasEntry ? -1
                : TreeCursor.Order(ref left, ref right);
            if (order == 0)
            {
                if (left.Mode != right.Mode || !left.Id.SequenceEqual(right.Id))
                    Both(ref left, ref right, pathLength, depth);
                TreeCursor.SkipCommon(ref left, ref right);
                left.Move();
                right.Move();
            }
            else if (order < 0)
            {
                One(ref left, isNew: false, pathLength, depth);
                left.Move();
            }
            else
            {
                One(ref right, isNew: true, pathLength, depth);
                right.Move();
            }
        }
    }

    private void Both(scoped ref TreeCursor left, scoped ref TreeCursor right, int pathLength, int depth)
    {
        var length = Append(right.Name, pathLength);
        if (right.IsFolder)
            Compare(left.Id, right.Id, EndFolder(length), depth + 1);
        else
            Add(
                TreeCursor.TypeOf(left.Mode) == TreeCursor.TypeOf(right.Mode)
                    ? ChangeKind.Modified
                    : ChangeKind.TypeChanged,
                left.Mode,
                right.Mode,
                left.Id,
                right.Id,
                length
            );
    }

    private void One(scoped ref TreeCursor entry, bool isNew, int pathLength, int depth)
    {
        var length = Append(entry.Name, pathLength);
        if (entry.IsFolder)
            Compare(isNew ? [] : entry.Id, isNew ? entry.Id : [], EndFolder(length), depth + 1);
        else if (isNew)
        {
            hasAdded = true;
            Add(ChangeKind.Added, 0, entry.Mode, [], entry.Id, length);
        }
        else
        {
            hasDeleted = true;
            Add(ChangeKind.Deleted, entry.Mode, 0, entry.Id, [], length);
        }
    }

    private void Add(
        ChangeKind kind,
        int oldMode,
        int newMode,
        ReadOnlySpan<byte> oldId,
        ReadOnlySpan<byte> newId,
        int pathLength
    )
    {
        if (idsLength + 2 * nameSize > ids.Length)
            Array.Resize(ref ids, ids.Length * 2);
        var both = ids.AsSpan(idsLength, 2 * nameSize);
        both.Clear();
        oldId.CopyTo(both);
        newId.CopyTo(both[nameSize..]);
        var isNewSubmodule = newMode == TreeCursor.Submodule;
        changes.Add(
            new(
                names.Path(path.AsSpan(0, pathLength)),
                kind,
                isNewSubmodule || oldMode == TreeCursor.Submodule,
                isNewSubmodule,
                TreeCursor.IsRegular(oldMode) && TreeCursor.IsRegular(newMode),
                idsLength
            )
        );
        idsLength += 2 * nameSize;
    }

    private LoadedObject? Load(ReadOnlySpan<byte> name)
    {
        if (name.Length == 0 || name.SequenceEqual(EmptyTree))
            return null;
        var tree = objects.Load(name);
        return tree is { Kind: ObjectKind.Tree } ? tree : throw new UnreadableObjectException();
    }

    private int Append(ReadOnlySpan<byte> name, int length)
    {
        while (length + name.Length + 1 > path.Length)
            Array.Resize(ref path, path.Length < LongestPath ? path.Length * 2 : throw new UnreadableObjectException());
        name.CopyTo(path.AsSpan(length));
        return length + name.Length;
    }

    private int EndFolder(int length)
    {
        path[length] = (byte)'/';
        return length + 1;
    }
}
