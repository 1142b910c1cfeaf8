using Binnacle.History.Analyses;

namespace Binnacle.History.Tests.Analyses;

public sealed class FirstDeploymentsTests
{
    /// <summary>0 ← 1 ← 2 ← 4 (merge of 2 and 3) ← 5; 3 branches off 1.</summary>
    private static readonly CommitGraph Small = Graph([], [0], [1], [1], [2, 3], [4]);

    [Fact]
    public void The_first_observed_deployment_contains_all_of_history() =>
        FirstDeployments.Of(Small, [2]).ShouldBe([-2, -2, -2, -1, -1, -1]);

    [Fact]
    public void A_merge_brings_its_branch() => FirstDeployments.Of(Small, [2, 4]).ShouldBe([-2, -2, -2, 1, 1, -1]);

    [Fact]
    public void A_rollback_and_the_same_version_again_bring_nothing() =>
        FirstDeployments.Of(Small, [1, 4, 1, 4, 5]).ShouldBe([-2, -2, 1, 1, 1, 4]);

    [Fact]
    public void A_hotfix_off_the_line_is_not_brought_again_by_its_merge() =>
        FirstDeployments.Of(Small, [2, 3, 5]).ShouldBe([-2, -2, -2, 1, 2, 2]);

    [Fact]
    public void A_head_that_nobody_knows_is_passed_over() =>
        FirstDeployments.Of(Small, [-1, 1, -1, 2]).ShouldBe([-2, -2, 3, -1, -1, -1]);

    [Fact]
    public void Any_graph_gives_what_brute_force_gives()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var parents = Enumerable
                .Range(0, 40)
                .Select(at =>
                    Enumerable
                        .Range(0, random.Next(0, 3))
                        .Where(_ => at > 0)
                        .Select(_ => random.Next(at))
                        .Distinct()
                        .ToArray()
                )
                .ToArray();
            var heads = Enumerable.Range(0, 12).Select(_ => random.Next(-1, parents.Length)).ToArray();
            FirstDeployments.Of(Graph(parents), heads).ShouldBe(ByForce(parents, heads), $"seed {seed}");
        }
    }

    private static int[] ByForce(int[][] parents, int[] heads)
    {
        var first = Array.FindIndex(heads, head => head >= 0);
        return
        [
            .. Enumerable
                .Range(0, parents.Length)
                .Select(commit =>
                    Array.FindIndex(heads, head => head >= 0 && Reaches(parents, head, commit)) is var index
                    && index >= 0
                        ? index == first
                            ? FirstDeployments.Before
                            : index
                        : FirstDeployments.None
                ),
        ];
    }

    private static bool Reaches(int[][] parents, int head, int commit) =>
        head == commit || parents[head].Any(parent => Reaches(parents, parent, commit));

    private static CommitGraph Graph(params int[][] parents) =>
        CommitGraph.Of([.. parents.Select((own, at) => (Name(at), (IReadOnlyList<ObjectId>)[.. own.Select(Name)]))]);

    private static ObjectId Name(int at) => ObjectId.Parse(at.ToString("x40", null));
}
