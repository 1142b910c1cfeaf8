namespace Binnacle.History.Tests;

public sealed class BlameTests
{
    [Fact]
    public async Task Lines_are_dated_by_the_commit_that_made_them_also_before_a_rename()
    {
        using var repository = new TestRepository();
        const int Start = 1_700_000_000;
        string Commit(int number, string changes) =>
            $"commit refs/heads/main\ncommitter A <a@x> {Start + number} +0000\ndata 1\nc\n{changes}\n";
        string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(line => $"line {line}\n"));
        repository.Import(
            Commit(0, $"M 100644 inline old.txt\ndata {Lines(20).Length}\n{Lines(20)}\n")
                + Commit(1, "R old.txt \"new name.txt\"\n")
                + Commit(2, $"M 100644 inline \"new name.txt\"\ndata {Lines(21).Length}\n{Lines(21)}\n")
        );
        var head = ObjectId.Parse(repository.Git("rev-parse", "refs/heads/main"));
        var git = await GitRepository.OpenAsync(repository.Path, TestContext.Current.CancellationToken);
        var found = await git.BlameAsync(head, "new name.txt", [1, 20, 21], TestContext.Current.CancellationToken);
        found
            .OrderBy(row => row.Key)
            .Select(row => (row.Key, (row.Value - DateTime.UnixEpoch).TotalSeconds - Start))
            .ShouldBe([(1, 0), (20, 0), (21, 2)]);
        var many = Enumerable.Range(1, 21).Concat(Enumerable.Range(1000, 300)).ToArray();
        (await git.BlameAsync(head, "new name.txt", many, TestContext.Current.CancellationToken)).Count.ShouldBe(21);
    }

    [Fact]
    public async Task Where_a_shallow_clone_was_cut_nothing_is_known()
    {
        using var repository = new TestRepository();
        repository.Write("a", "a\n");
        repository.Commit("first");
        repository.Write("b", "b\n");
        repository.Commit("second");
        repository.Write("a", "a\nlater\n");
        repository.Commit("third");
        repository.Git("clone", "-q", "--depth", "2", "file://" + repository.Path, "../shallow");
        var cancellation = TestContext.Current.CancellationToken;
        var git = await GitRepository.OpenAsync(Path.Combine(repository.Folder, "shallow"), cancellation);
        var head = (await git.HeadAsync(cancellation))!.Commit;
        (await git.BlameAsync(head, "a", [1, 2], cancellation)).Keys.ShouldBe([2]);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_a_failure()
    {
        using var repository = new TestRepository();
        repository.Write("a", "a\n");
        var head = repository.Commit("first");
        var git = await GitRepository.OpenAsync(repository.Path, TestContext.Current.CancellationToken);
        await Should.ThrowAsync<RepositoryException>(() =>
            git.BlameAsync(head, "-L", [1], TestContext.Current.CancellationToken)
        );
    }
}
