namespace Binnacle.History.Analyses;

/// <summary>Numbers for names, from 0; a renamed file keeps its number.</summary>
/// <param name="isAtHead">Whether a file of this name is there at the end; null when that is not known.</param>
internal sealed class EntityNames(Func<string, bool>? isAtHead = null)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public int Count => names.Count;

    public string NameOf(int number) => names[number];

    public int? Find(string name) => numbers.TryGetValue(name, out var number) && names[number] == name ? number : null;

    public int Of(string name)
    {
        if (numbers.TryGetValue(name, out var number) && !IsAnother(number, name))
            return number;
        number = names.Count;
        names.Add(name);
        numbers[name] = number;
        return number;
    }

    /// <summary>Takes over the names that a commit gives to files; parents before children.</summary>
    public void Follow(Commit commit)
    {
        foreach (var change in commit.Changes)
            if (change.Kind == ChangeKind.Added)
                Begin(change.Path);
        // Numbers first, then names: two files may change names with each other in one commit.
        var moved = commit
            .Changes.Where(change => change is { Kind: ChangeKind.Renamed, OldPath: not null })
            .Select(change => (Entity: Of(change.OldPath!), change.Path))
            .ToList();
        foreach (var (entity, path) in moved)
            Move(entity, path);
    }

    /// <summary>A file of this name is made: the same as before, unless what had the name goes on under another.</summary>
    private void Begin(string name)
    {
        if (numbers.TryGetValue(name, out var number) && names[number] == name)
            return;
        numbers[name] = names.Count;
        names.Add(name);
    }

    /// <summary>
    /// What had this name goes on under another, and yet it changes and stays to the end: two histories were joined, and only one of them moved it.
    /// </summary>
    private bool IsAnother(int number, string name) => names[number] != name && isAtHead?.Invoke(name) == true;

    /// <summary>The older name leads here, too, until it begins anew: a branch may not know yet of the move.</summary>
    private void Move(int number, string to)
    {
        numbers[to] = number;
        names[number] = to;
    }
}
