namespace Binnacle.History;

/// <summary>What is still missing of a commit that was read without git.</summary>
[Flags]
internal enum LeftToGit
{
    Nothing = 0,

    /// <summary>Who, when and what for: it has another encoding, co-authors, or an odd shape.</summary>
    Header = 1,

    /// <summary>What it changed: files may have been renamed, or an object is damaged.</summary>
    Changes = 2,

    /// <summary>Content is absent, so that lines cannot be counted.</summary>
    LineCounts = 4,
}

/// <summary>A commit, as far as it could be read without git.</summary>
/// <param name="Commit">Null when the header is left to git.</param>
internal readonly record struct PartlyRead(Commit? Commit, FileChange[] Changes, LeftToGit Left);

/// <summary>
/// Reads commits from the objects themselves: trees are compared and lines counted here. For one thread; commits near each other, newest
/// first, are read fastest, because older versions are stored as differences from newer ones.
/// </summary>
internal sealed class CommitReader(ObjectStore store, LogNames names, HashSet<ObjectId> shallow, int cacheSize)
{
    private readonly ObjectReader objects = new(store, cacheSize);
    private readonly LineCounter lines = new();
    private readonly PairMemory pairs = new();
    private readonly byte[] person = new byte[64 << 10];
    private TreeDifference? difference;
    private RenameSearch? renames;

    /// <summary>The content that was absent; null when none was.</summary>
    public ObjectId? Missing { get; private set; }

    /// <summary>Never throws: what cannot be read is left to git, which says why.</summary>
    public PartlyRead Read(ObjectId id, ReadOptions options)
    {
        try
        {
            using var found = objects.Load(id.Bytes);
            return found is { Kind: ObjectKind.Commit } ? Read(id, found, options) : Unread;
        }
        catch (UnreadableObjectException)
        {
            return Unread;
        }
    }

    private static PartlyRead Unread { get; } = new(null, [], LeftToGit.Header | LeftToGit.Changes);

    private PartlyRead Read(ObjectId id, LoadedObject found, ReadOptions options)
    {
        var text = CommitText.Read(found.Content);
        var isBoundary = shallow.Contains(id);
        var parents = isBoundary ? [] : Parents(text);
        var left = LeftToGit.Nothing;
        FileChange[] changes = [];
        if (parents.Length < 2 && !isBoundary)
            (changes, left) = Changes(text, parents, options);
        if (!text.IsPlain || text.AuthorName.Length + text.AuthorAddress.Length >= person.Length)
            return new(null, changes, left | LeftToGit.Header);
        var commit = new Commit(
            id,
            parents,
            Author(text),
            LogParser.Time(text.AuthoredAt),
            LogParser.Time(text.CommittedAt),
            LogParser.Time(text.CommittedAt),
            LogParser.SubjectOf(text.Subject()),
            [],
            changes
        )
        {
            IsShallowBoundary = isBoundary,
        };
        return new(commit, changes, left);
    }

    private (FileChange[] Changes, LeftToGit Left) Changes(CommitText text, ObjectId[] parents, ReadOptions options)
    {
        var counted = !options.TreesOnly;
        difference ??= new(objects, names, store.NameSize);
        renames ??= new(objects);
        Span<byte> tree = stackalloc byte[32];
        Convert.FromHexString(text.Tree, tree, out _, out var length);
        if (length != store.NameSize)
            throw new UnreadableObjectException();
        difference.Compare(parents.Length == 0 ? [] : TreeOf(parents[0]), tree[..length]);
        var mayRename = counted && options.FollowsRenames && difference.MayRename;
        if (
            counted && difference.Changes.Any(IsNoLongerFile)
            || (
                mayRename && !(HasAllContents() && renames.Search(difference, Math.Max(1, options.MaxRenameCandidates)))
            )
        )
            return ([], LeftToGit.Changes | (HasAllContents() ? LeftToGit.Nothing : LeftToGit.LineCounts));
        var changes = new List<FileChange>(difference.Changes.Count);
        var isComplete = counted;
        for (var at = 0; at < difference.Changes.Count; at++)
        {
            if (mayRename && renames.IsUsed[at])
                continue;
            var change = difference.Changes[at];
            TreeChange? source =
                mayRename && renames.SourceOf[at] is >= 0 and var number ? difference.Changes[number] : null;
            (int Added, int Deleted)? count =
                !isComplete ? null
                : source is { } old ? Count(difference.OldId(old), difference.NewId(change))
                : change.IsSubmodule ? SubmoduleLines(change.Kind)
                : Count(change);
            isComplete &= count is not null;
            changes.Add(
                new(
                    change.Path,
                    source?.Path,
                    source is null ? change.Kind : ChangeKind.Renamed,
                    count?.Added,
                    count?.Deleted,
                    change.Kind is ChangeKind.Deleted || change.IsNewSubmodule
                        ? default
                        : ObjectId.FromBytes(difference.NewId(change))
                )
            );
        }
        if (counted && !isComplete)
            for (var at = 0; at < changes.Count; at++)
                changes[at] = changes[at] with { Added = null, Deleted = null };
        return ([.. changes], counted && !isComplete ? LeftToGit.LineCounts : LeftToGit.Nothing);
    }

    /// <summary>A file in place of a submodule, or the other way round: git compares the file with the submodule's one line.</summary>
    private static bool IsNoLongerFile(TreeChange change) =>
        change is { IsSubmodule: true, Kind: ChangeKind.TypeChanged };

    /// <summary>git counts the commit that a submodule stands at as one line.</summary>
    private static (int, int) SubmoduleLines(ChangeKind kind) =>
        (kind is ChangeKind.Deleted ? 0 : 1, kind is ChangeKind.Added ? 0 : 1);

    /// <summary>Null when a content is absent.</summary>
    private (int Added, int Deleted)? Count(TreeChange change) =>
        Count(
            change.Kind is ChangeKind.Added ? [] : difference!.OldId(change),
            change.Kind is ChangeKind.Deleted ? [] : difference!.NewId(change)
        );

    /// <summary>Null when a content is absent.</summary>
    /// <param name="oldId">Empty when there was no file before.</param>
    /// <param name="newId">Empty when there is none any more.</param>
    private (int Added, int Deleted)? Count(ReadOnlySpan<byte> oldId, ReadOnlySpan<byte> newId)
    {
        if (oldId.SequenceEqual(newId))
            return Content(newId) is { } same ? Let(same) : null;
        var isPair = oldId.Length > 0 && newId.Length > 0;
        if (isPair && pairs.Find(oldId, newId) is { } known)
            return known;
        using var old = oldId.Length == 0 ? null : Content(oldId);
        using var @new = newId.Length == 0 ? null : Content(newId);
        if ((old is null && oldId.Length > 0) || (@new is null && newId.Length > 0))
            return null;
        var count =
            old is null ? (LineCounter.CountAll(@new!.Content), 0)
            : @new is null ? (0, LineCounter.CountAll(old.Content))
            : lines.Count(old.Content, @new.Content);
        if (isPair)
            pairs.Add(oldId, newId, count);
        return count;
    }

    private static (int, int) Let(LoadedObject content)
    {
        content.Dispose();
        return (0, 0);
    }

    private LoadedObject? Content(ReadOnlySpan<byte> id)
    {
        var content = objects.Load(id);
        if (content is null)
            Missing ??= ObjectId.FromBytes(id);
        else if (content.Kind is not ObjectKind.Blob)
            throw new UnreadableObjectException();
        return content;
    }

    private bool HasAllContents()
    {
        foreach (var change in difference!.Changes)
            if (
                !change.IsSubmodule
                && (
                    (change.Kind is not ChangeKind.Added && IsAbsent(difference.OldId(change)))
                    || (change.Kind is not ChangeKind.Deleted && IsAbsent(difference.NewId(change)))
                )
            )
                return false;
        return true;
    }

    private bool IsAbsent(ReadOnlySpan<byte> id)
    {
        if (objects.Exists(id))
            return false;
        Missing ??= ObjectId.FromBytes(id);
        return true;
    }

    private byte[] TreeOf(ObjectId commit)
    {
        using var found = objects.Load(commit.Bytes);
        if (found is not { Kind: ObjectKind.Commit })
            throw new UnreadableObjectException();
        return Convert.FromHexString(System.Text.Encoding.ASCII.GetString(CommitText.Read(found.Content).Tree));
    }

    private Identity Author(CommitText text)
    {
        text.AuthorName.CopyTo(person);
        person[text.AuthorName.Length] = (byte)'\n';
        text.AuthorAddress.CopyTo(person.AsSpan(text.AuthorName.Length + 1));
        return names.Person(person.AsSpan(0, text.AuthorName.Length + 1 + text.AuthorAddress.Length));
    }

    private static ObjectId[] Parents(CommitText text)
    {
        var length = "parent "u8.Length + text.Tree.Length + 1;
        var parents = new ObjectId[text.Parents.Length / length];
        for (var at = 0; at < parents.Length; at++)
            if (
                !ObjectId.TryParse(
                    text.Parents.Slice(at * length + "parent "u8.Length, text.Tree.Length),
                    out parents[at]
                )
            )
                throw new UnreadableObjectException();
        return parents;
    }
}
