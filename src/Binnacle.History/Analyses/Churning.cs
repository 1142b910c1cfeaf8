using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>Lines added and deleted, and by how many commits.</summary>
public sealed class LineSum
{
    /// <summary>Lines; 0 where they could not be counted.</summary>
    public long Added { get; private set; }

    /// <summary>Lines; 0 where they could not be counted.</summary>
    public long Deleted { get; private set; }

    /// <summary>Commits with a file that counts.</summary>
    public int Changes { get; private set; }

    internal void Add(int added, int deleted, int changes) =>
        (Added, Deleted, Changes) = (Added + added, Deleted + deleted, Changes + changes);
}

/// <summary>Churn by month and by component, with files that are gone since under the names they had. Memory grows with components.</summary>
/// <param name="since">UTC, not included.</param>
/// <param name="componentOf">The component of a path; null for a file that does not count.</param>
public sealed class Churning(DateTime since, DateTime end, Func<string, string?> componentOf)
{
    private readonly Dictionary<string, LineSum> byComponent = new(StringComparer.Ordinal);

    /// <summary>Of the whole window.</summary>
    public LineSum All { get; } = new();

    /// <summary>By month of the change.</summary>
    public ByMonth<LineSum> ByMonth { get; } = new(since, end);

    /// <summary>Of one commit, each component counts one change.</summary>
    public IReadOnlyDictionary<string, LineSum> ByComponent => byComponent;

    /// <summary>Adds one commit; what lies before the window is passed over.</summary>
    public void Add(Commit commit)
    {
        if (commit.SoundAt <= since)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ByMonth.TryGet(commit.SoundAt, out var month);
        foreach (var change in commit.Changes)
        {
            if (componentOf(change.Path) is not { } component)
                continue;
            var (added, deleted) = (change.Added ?? 0, change.Deleted ?? 0);
            var first = seen.Count == 0 ? 1 : 0;
            All.Add(added, deleted, first);
            month.Add(added, deleted, first);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(byComponent, component, out _);
            (sum ??= new()).Add(added, deleted, seen.Add(component) ? 1 : 0);
        }
    }
}
