namespace Binnacle.History.Analyses;

/// <summary>
/// Commits and what they follow, by number: 4 bytes for each commit and for each edge, so that a million of them are walked in
/// moments.
/// </summary>
public sealed class CommitGraph
{
    private readonly Dictionary<ObjectId, int> places;
    private readonly int[] starts;
    private readonly int[] edges;

    private CommitGraph(Dictionary<ObjectId, int> places, int[] starts, int[] edges) =>
        (this.places, this.starts, this.edges) = (places, starts, edges);

    /// <summary>How many commits.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Numbers the commits as they are listed. Linear in commits and edges.</summary>
    /// <param name="commits">In any order. A parent that is not among them (a shallow clone) is left out.</param>
    /// <exception cref="ArgumentException">A commit is there twice.</exception>
    public static CommitGraph Of(IReadOnlyList<(ObjectId Name, IReadOnlyList<ObjectId> Parents)> commits)
    {
        var places = new Dictionary<ObjectId, int>(commits.Count);
        for (var at = 0; at < commits.Count; at++)
            if (!places.TryAdd(commits[at].Name, at))
                throw new ArgumentException($"{commits[at].Name} is there twice.", nameof(commits));
        var starts = new int[commits.Count + 1];
        var edges = new List<int>(commits.Count);
        for (var at = 0; at < commits.Count; at++)
        {
            foreach (var parent in commits[at].Parents)
                if (places.TryGetValue(parent, out var place))
                    edges.Add(place);
            starts[at + 1] = edges.Count;
        }
        return new(places, starts, [.. edges]);
    }

    /// <summary>The number of a commit.</summary>
    /// <returns>−1 for a commit that is not there.</returns>
    public int PlaceOf(ObjectId commit) => places.GetValueOrDefault(commit, -1);

    /// <summary>The commits that it follows, the line that was merged into first.</summary>
    public ReadOnlySpan<int> ParentsOf(int commit) => edges.AsSpan(starts[commit]..starts[commit + 1]);
}
