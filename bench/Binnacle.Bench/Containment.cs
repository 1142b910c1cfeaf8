using System.Buffers.Binary;
using System.Diagnostics;
using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Bench;

/// <summary>
/// Which deployment first contains each commit, over graphs that grow: the step that lead time stands on. Published reports of a
/// leading open tool speak of ten hours for a hundred thousand deployments.
/// </summary>
internal static class Containment
{
    private const int CommitsForADeployment = 10;

    public static Task MeasureAsync(Results results)
    {
        results.Say(
            "Made-up histories: a main line, branches of 1 to 12 commits that are merged into it, a deployment every 10 commits."
        );
        results.Say("");
        results.Say(
            "| commits | edges | deployments | graph built s | deployments found s | µs a commit | memory MB |"
        );
        results.Say("|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var size in new[] { 250_000, 500_000, 1_000_000, 2_000_000 })
            Measure(size, results);
        return Task.CompletedTask;
    }

    private static void Measure(int size, Results results)
    {
        var commits = Commits(size);
        var clock = Stopwatch.StartNew();
        var graph = CommitGraph.Of(commits);
        var built = clock.Elapsed;
        var heads = Heads(graph, commits);
        clock.Restart();
        var found = FirstDeployments.Of(graph, heads);
        var took = clock.Elapsed;
        var known = found.Count(deployment => deployment >= 0);
        if (known < size / 2)
            throw new InvalidOperationException($"Only {known} of {size} commits were deployed.");
        var edges = commits.Sum(commit => (long)commit.Parents.Count);
        results.Say(
            $"| {size:N0} | {edges:N0} | {heads.Length:N0} | {built.Seconds()} | {took.Seconds()} | {took.TotalMicroseconds / size:0.00} | {GC.GetTotalMemory(false) / 1_048_576} |"
        );
    }

    /// <summary>Parents before children.</summary>
    private static List<(ObjectId Name, IReadOnlyList<ObjectId> Parents)> Commits(int size)
    {
        var random = new Random(7);
        var commits = new List<(ObjectId, IReadOnlyList<ObjectId>)>(size) { (Name(0), []) };
        var main = Name(0);
        while (commits.Count < size)
        {
            var tip = main;
            for (var left = random.Next(1, 13); left > 0 && commits.Count < size; left--)
            {
                var next = Name(commits.Count);
                commits.Add((next, [tip]));
                tip = next;
            }
            if (commits.Count == size)
                break;
            var merge = Name(commits.Count);
            commits.Add((merge, [main, tip]));
            main = merge;
        }
        return commits;
    }

    /// <summary>The newest merge at every tenth commit; now and then an older version again.</summary>
    private static int[] Heads(CommitGraph graph, List<(ObjectId Name, IReadOnlyList<ObjectId> Parents)> commits)
    {
        var heads = new List<int>(commits.Count / CommitsForADeployment);
        var merge = 0;
        for (var at = 0; at < commits.Count; at++)
        {
            if (commits[at].Parents.Count == 2)
                merge = at;
            if (at % CommitsForADeployment == 0)
                heads.Add(graph.PlaceOf(commits[at % 970 == 0 ? merge / 2 : merge].Name));
        }
        return [.. heads];
    }

    private static ObjectId Name(int at)
    {
        Span<byte> bytes = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(bytes, at);
        return ObjectId.FromBytes(bytes);
    }
}
