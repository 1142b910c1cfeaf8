namespace Binnacle.History.Analyses;

/// <summary>How commits become change sets.</summary>
public sealed record ChangeRule
{
    /// <summary>The text that stands for an author; by default the name.</summary>
    public Func<Identity, string> AuthorOf { get; init; } = identity => identity.Name;

    /// <summary>True to count what a file was called before as the same file, under its newest name.</summary>
    public bool FollowsRenames { get; init; }

    /// <summary>
    /// Whether a path is there at the end, for telling apart two files of one name in histories that were joined; null when that is not
    /// known.
    /// </summary>
    public Func<string, bool>? IsAtHead { get; init; }

    /// <summary>True to count a submodule's new commit as a line added and a line deleted, as git's <c>--numstat</c> prints it.</summary>
    public bool CountsSubmodules { get; init; }
}

/// <summary>Change sets over numbered entities: what every analysis reads. Merges and commits without changes are left out.</summary>
public sealed class ChangeHistory
{
    private readonly List<ChangeSet> sets = [];
    private readonly EntityNames names;
    private readonly HashSet<int> submodules = [];
    private readonly ChangeRule rule;

    /// <summary>Takes commits by <see cref="Add(Commit, DateOnly?)"/>.</summary>
    public ChangeHistory(ChangeRule? rule = null)
        : this(rule ?? new(), new(rule?.IsAtHead)) { }

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<ChangeSet> Sets => sets;

    /// <summary>The path of an entity, or its group's name.</summary>
    public string NameOf(int entity) => names.NameOf(entity);

    /// <summary>Adds one commit; with <see cref="ChangeRule.FollowsRenames"/>, parents before children.</summary>
    public void Add(Commit commit, DateOnly? authorDay = null)
    {
        if (commit.Changes.Count == 0)
            return;
        Follow(commit);
        var changes = new EntityChange[commit.Changes.Count];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = ChangeOf(commit.Changes[i]);
        sets.Add(
            new(
                rule.AuthorOf(commit.Author),
                commit.SoundAt,
                authorDay ?? DateOnly.FromDateTime(commit.SoundAt),
                changes
            )
        );
    }

    /// <summary>Adds a change set of entities that no commit tells of.</summary>
    public void Add(IReadOnlyList<string> entities) =>
        sets.Add(new("", default, default, [.. entities.Select(entity => new EntityChange(names.Of(entity), 0, 0))]));

    /// <summary>The same change sets with other names; those that <paramref name="nameOf"/> gives none are left out.</summary>
    public ChangeHistory Renamed(Func<string, string?> nameOf)
    {
        var result = new ChangeHistory(rule, new EntityNames());
        var numbers = new int?[names.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = nameOf(names.NameOf(i)) is { } name ? result.names.Of(name) : null;
        foreach (var set in sets)
        {
            var changes = new List<EntityChange>(set.Changes.Count);
            foreach (var change in set.Changes)
                if (numbers[change.Entity] is { } number)
                    changes.Add(change with { Entity = number });
            if (changes.Count > 0)
                result.sets.Add(set with { Changes = changes });
        }
        return result;
    }

    /// <summary>The change sets from <paramref name="since"/> on; null for all.</summary>
    public ChangeHistory Since(DateTime? since) => since is null ? this : Where(set => set.At >= since);

    /// <summary>The change sets that <paramref name="isTaken"/> holds for, over the same entities.</summary>
    public ChangeHistory Where(Func<ChangeSet, bool> isTaken)
    {
        var result = new ChangeHistory(rule, names);
        result.sets.AddRange(sets.Where(isTaken));
        return result;
    }

    private ChangeHistory(ChangeRule rule, EntityNames names) => (this.rule, this.names) = (rule, names);

    /// <summary>Follows the names that a commit gives to files without counting it.</summary>
    public void Follow(Commit commit)
    {
        if (rule.FollowsRenames)
            names.Follow(commit);
    }

    private EntityChange ChangeOf(in FileChange change)
    {
        var entity = names.Of(change.Path);
        var (added, deleted) = rule.CountsSubmodules ? SubmoduleLines(change, entity) : (0, 0);
        return new(entity, (change.Added ?? 0) + added, (change.Deleted ?? 0) + deleted);
    }

    /// <summary>A submodule is a file of one line, the commit's name; nothing but its missing blob tells it from a file.</summary>
    private (int Added, int Deleted) SubmoduleLines(in FileChange change, int entity)
    {
        if (change.Kind == ChangeKind.Deleted)
            return submodules.Contains(entity) ? (0, 1) : (0, 0);
        if (!change.Blob.IsNone)
        {
            submodules.Remove(entity);
            return (0, 0);
        }
        submodules.Add(entity);
        return (1, change.Kind == ChangeKind.Added ? 0 : 1);
    }
}
