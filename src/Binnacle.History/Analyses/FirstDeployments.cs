namespace Binnacle.History.Analyses;

/// <summary>
/// Which deployment first brought each commit into an environment: commits that are reachable from its head and from no head
/// before it (DORA's change lead time, by the commit graph; dora.dev/guides/dora-metrics). Each commit is visited once and each
/// edge looked at once, however many deployments there are.
/// </summary>
public static class FirstDeployments
{
    /// <summary>No deployment has it.</summary>
    public const int None = -1;

    /// <summary>
    /// It was there at the first deployment that was observed, which contains all of history: since when is unknown.
    /// </summary>
    public const int Before = -2;

    /// <summary>Walks back from each head until commits that are known. Linear in commits, edges and heads.</summary>
    /// <param name="heads">
    /// Places in the graph, in the order of the deployments of one service to one environment, successful ones only; −1 for a
    /// head that the graph does not know. An older version that is deployed again brings nothing.
    /// </param>
    /// <returns>By place: the index into <paramref name="heads"/>, or <see cref="None"/> or <see cref="Before"/>.</returns>
    public static int[] Of(CommitGraph graph, ReadOnlySpan<int> heads)
    {
        var found = new int[graph.Count];
        Array.Fill(found, None);
        var open = new Stack<int>();
        var isFirst = true;
        for (var index = 0; index < heads.Length; index++)
        {
            if (heads[index] is var head and >= 0 && found[head] == None)
                Visit(graph, head, isFirst ? Before : index, found, open);
            isFirst &= heads[index] < 0;
        }
        return found;
    }

    private static void Visit(CommitGraph graph, int head, int deployment, int[] found, Stack<int> open)
    {
        found[head] = deployment;
        open.Push(head);
        while (open.TryPop(out var commit))
        {
            foreach (var parent in graph.ParentsOf(commit))
            {
                if (found[parent] != None)
                    continue;
                found[parent] = deployment;
                open.Push(parent);
            }
        }
    }
}
