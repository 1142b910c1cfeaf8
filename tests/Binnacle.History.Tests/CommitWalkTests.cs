namespace Binnacle.History.Tests;

public sealed class CommitWalkTests
{
    [Theory]
    [InlineData(1, "sha1")]
    [InlineData(2, "sha1")]
    [InlineData(3, "sha256")]
    public async Task Commits_come_in_gits_own_order(int seed, string format)
    {
        using var repository = new TestRepository($"--object-format={format}");
        var random = new Random(seed);
        var tree = repository.Git("hash-object", "-t", "tree", "-w", "/dev/null");
        var commits = new List<ObjectId>();
        for (var number = 0; number < 120; number++)
        {
            var count =
                number == 0
                    ? 0
                    : random.Next(12) switch
                    {
                        0 => 0,
                        < 8 => 1,
                        < 11 => 2,
                        _ => 3,
                    };
            var parents = Enumerable.Range(0, count).Select(_ => commits[Math.Max(0, number - 1 - random.Next(9))]);
            var at = 1_700_000_000 + number * 60 - random.Next(600);
            commits.Add(
                repository.CommitObject(
                    $"tree {tree}\n{string.Concat(parents.Distinct().Select(parent => $"parent {parent}\n"))}"
                        + $"author A <a@b> {at} +0000\ncommitter A <a@b> {at} +0000\n\n{number}\n"
                )
            );
        }
        var head = commits[^1];
        repository.Git("update-ref", "refs/heads/main", head.ToString());
        await EqualToGitAsync(repository, head);
        repository.Git("repack", "-q", "-a", "-d", "-f", "--depth=20");
        await EqualToGitAsync(repository, head);
        await File.WriteAllTextAsync(
            Path.Combine(repository.GitDirectory, "shallow"),
            $"{commits[70]}\n{commits[90]}\n"
        );
        await EqualToGitAsync(repository, head);
    }

    [Fact]
    public async Task A_commit_that_is_missing_is_named_by_git()
    {
        using var repository = new TestRepository();
        var first = repository.Commit("one");
        var head = repository.Commit("two");
        repository.DeleteObject(first.ToString());
        var git = await GitRepository.OpenAsync(repository.Path);
        var problem = await Should.ThrowAsync<RepositoryException>(() => git.ReachableAsync(head));
        problem.Problem.ShouldBe(RepositoryProblem.BrokenObjects);
    }

    private static async Task EqualToGitAsync(TestRepository repository, ObjectId head)
    {
        var git = await GitRepository.OpenAsync(repository.Path);
        var listed = repository.Git("rev-list", "--topo-order", "--reverse", head.ToString());
        string.Join('\n', await git.ReachableAsync(head)).ShouldBe(listed);
    }
}
