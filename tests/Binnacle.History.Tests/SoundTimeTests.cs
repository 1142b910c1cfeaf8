namespace Binnacle.History.Tests;

public sealed class SoundTimeTests : IDisposable
{
    private const long Good = 1700000000;

    private readonly TestRepository repository = new();
    private string tree = "";

    public void Dispose() => repository.Dispose();

    private ObjectId Commit(string author, string committer, params ObjectId[] parents)
    {
        tree = tree.Length == 0 ? repository.GitIn(repository.Path, [], "write-tree") : tree;
        var lines = string.Concat(parents.Select(p => $"parent {p}\n"));
        return repository.CommitObject(
            $"tree {tree}\n{lines}author A <a@b>{author}\ncommitter A <a@b>{committer}\n\nx\n"
        );
    }

    private async Task<Commit> LastAsync(ObjectId head)
    {
        repository.Git("update-ref", "refs/heads/main", head.ToString());
        return (await repository.ReadAsync())[^1];
    }

    private static DateTime At(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);

    [Theory]
    [InlineData(" 0 +0000")]
    [InlineData(" 4102444800 +0000")]
    public async Task An_impossible_commit_time_gives_way_to_the_authors(string committed)
    {
        var commit = await LastAsync(Commit($" {Good} +0000", committed));
        commit.SoundAt.ShouldBe(At(Good));
        commit.CommittedAt.ShouldNotBe(commit.SoundAt);
    }

    [Fact]
    public async Task Without_a_possible_author_time_the_newest_parent_stands_in()
    {
        var first = Commit($" {Good} +0000", $" {Good} +0000");
        var second = Commit($" {Good + 50} +0000", $" {Good + 50} +0000", first);
        var bad = Commit(" 0 +0000", " 0 +0000", first, second);
        var worse = Commit(" 0 +0000", " 4102444800 +0000", bad);
        (await LastAsync(worse)).SoundAt.ShouldBe(At(Good + 50));
    }

    [Fact]
    public async Task Without_any_possible_time_the_bound_it_overran_stands_in()
    {
        (await LastAsync(Commit(" 0 +0000", " 0 +0000"))).SoundAt.ShouldBe(new DateTime(1980, 1, 1));
        (await LastAsync(Commit(" 4102444800 +0000", " 4102444800 +0000"))).SoundAt.ShouldBe(TestRepository.ScannedAt);
    }

    [Theory]
    [InlineData(" 999999999999999 +0000")]
    [InlineData(" 99999999999999999999999999999 +0000")]
    [InlineData(" 18446744073709551615 +0000")]
    [InlineData(" -1 +0000")]
    [InlineData(" now")]
    [InlineData("")]
    public async Task Weird_timestamps_never_fail(string time)
    {
        var commit = await LastAsync(Commit(time, time));
        commit.SoundAt.ShouldBeInRange(new DateTime(1980, 1, 1), TestRepository.ScannedAt);
    }

    [Fact]
    public async Task An_earlier_read_can_tell_a_parents_time()
    {
        var parent = Commit($" {Good} +0000", $" {Good} +0000");
        var child = Commit(" 0 +0000", " 0 +0000", parent);
        var cancellation = TestContext.Current.CancellationToken;
        var opened = await GitRepository.OpenAsync(repository.Path, cancellation);
        var options = TestRepository.Options with { SoundAtOf = id => id == parent ? At(Good) : null };
        var commits = await opened.ReadCommitsAsync([child], options, cancellation).ToListAsync(cancellation);
        commits.Single().SoundAt.ShouldBe(At(Good));
    }
}
