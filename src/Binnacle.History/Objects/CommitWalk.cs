using System.Runtime.InteropServices;

namespace Binnacle.History;

/// <summary>Lists what a commit reaches, in the order of <c>git rev-list --topo-order</c>, from the objects themselves.</summary>
internal sealed class CommitWalk(ObjectStore store, HashSet<ObjectId> shallow)
{
    private const int CacheSize = 4 << 20;

    private readonly ObjectReader objects = new(store, CacheSize);
    private readonly Dictionary<ObjectId, int> numbers = [];
    private readonly List<ObjectId> names = [];
    private readonly List<int[]> parents = [];
    private readonly List<int> children = [];

    /// <summary>Parents before children; null when anything is absent or damaged, which git has to explain.</summary>
    public List<ObjectId>? Reachable(ObjectId head, CancellationToken cancellation)
    {
        try
        {
            NumberOf(head);
            for (var at = 0; at < names.Count; at++)
            {
                cancellation.ThrowIfCancellationRequested();
                parents.Add(ParentsOf(names[at]));
            }
        }
        catch (UnreadableObjectException)
        {
            return null;
        }
        var order = new List<ObjectId>(names.Count);
        var ready = new Stack<int>([0]);
        while (ready.TryPop(out var number))
        {
            order.Add(names[number]);
            foreach (var parent in parents[number])
                if (--CollectionsMarshal.AsSpan(children)[parent] == 0)
                    ready.Push(parent);
        }
        order.Reverse();
        return order;
    }

    private int[] ParentsOf(ObjectId commit)
    {
        if (shallow.Contains(commit))
            return [];
        using var found = objects.Load(commit.Bytes);
        if (found is not { Kind: ObjectKind.Commit })
            throw new UnreadableObjectException();
        var text = found.Content;
        var line = "parent "u8.Length + 2 * store.NameSize + 1;
        var at = line - 2;
        var count = 0;
        while (at + count * line < text.Length && text[(at + count * line)..].StartsWith("parent "u8))
            count++;
        if (count == 0)
            return [];
        var result = new int[count];
        for (var number = 0; number < count; number++)
        {
            var start = at + number * line + "parent "u8.Length;
            if (
                start + 2 * store.NameSize >= text.Length
                || !ObjectId.TryParse(text.Slice(start, 2 * store.NameSize), out var parent)
            )
                throw new UnreadableObjectException();
            result[number] = NumberOf(parent);
            CollectionsMarshal.AsSpan(children)[result[number]]++;
        }
        return result;
    }

    private int NumberOf(ObjectId commit)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, commit, out var exists);
        if (exists)
            return number;
        number = names.Count;
        names.Add(commit);
        children.Add(0);
        return number;
    }
}
