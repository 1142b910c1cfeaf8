namespace Binnacle.History.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TestRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => repository.Dispose();

    private static async Task<RepositoryException> RefusedAsync(string path) =>
        await Should.ThrowAsync<RepositoryException>(() => GitRepository.OpenAsync(path, Cancellation));

    [Fact]
    public async Task A_path_without_anything_is_not_found()
    {
        var e = await RefusedAsync(Path.Combine(repository.Folder, "nowhere"));
        e.Problem.ShouldBe(RepositoryProblem.NotFound);
        e.Message.ShouldContain("nowhere");
    }

    [Theory]
    [InlineData("empty", "an empty folder")]
    [InlineData("notes", "1 entries (todo.txt…) and no .git")]
    [InlineData("notes/todo.txt", "a file of 5 bytes")]
    [InlineData("broken", "its .git has no HEAD")]
    [InlineData("", "repositories inside (work)")]
    public async Task What_was_found_instead_of_a_repository_is_said(string path, string found)
    {
        Directory.CreateDirectory(Path.Combine(repository.Folder, "empty"));
        Directory.CreateDirectory(Path.Combine(repository.Folder, "broken", ".git"));
        Directory.CreateDirectory(Path.Combine(repository.Folder, "notes"));
        await File.WriteAllTextAsync(Path.Combine(repository.Folder, "notes", "todo.txt"), "hello", Cancellation);

        var e = await RefusedAsync(Path.Combine(repository.Folder, path));

        e.Problem.ShouldBe(RepositoryProblem.NotARepository);
        e.Message.ShouldContain(found);
    }

    [Fact]
    public async Task A_link_to_nowhere_is_said()
    {
        var folder = Path.Combine(repository.Folder, "tree");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, ".git"), "gitdir: /gone/away\n", Cancellation);
        (await RefusedAsync(folder)).Message.ShouldContain("/gone/away, which is not a git directory");
    }

    [Fact]
    public async Task Every_form_of_a_repository_opens()
    {
        repository.Write("a/b/c.txt", "x\n");
        var commit = repository.Commit("one");
        var bare = Path.Combine(repository.Folder, "bare.git");
        repository.Git("clone", "-q", "--bare", ".", bare);
        var tree = Path.Combine(repository.Folder, "tree");
        repository.Git("worktree", "add", "-q", "-b", "other", tree);

        string[] paths = ["work", "work/a/b", "work/.git", "bare.git", "tree", "tree/.git", "tree/a"];
        foreach (var path in paths)
        {
            var opened = await GitRepository.OpenAsync(Path.Combine(repository.Folder, path), Cancellation);
            opened.IsBare.ShouldBe(path == "bare.git", path);
            var branch = path.StartsWith("tree", StringComparison.Ordinal) ? "other" : "main";
            (await opened.HeadAsync(Cancellation)).ShouldBe(new(branch, commit), path);
            (await opened.ReachableAsync(commit, Cancellation)).ShouldBe([commit], path);
        }
    }

    [Fact]
    public async Task A_repository_without_commits_has_no_head()
    {
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        (await opened.HeadAsync(Cancellation)).ShouldBeNull();
        (await opened.TagsAsync(Cancellation)).ShouldBeEmpty();
        opened.OriginUrl.ShouldBeNull();
        opened.IsShallow.ShouldBeFalse();
        opened.IsPartial.ShouldBeFalse();
    }

    [Fact]
    public async Task A_detached_head_has_no_branch()
    {
        var commit = repository.Commit("one");
        repository.Git("checkout", "-q", "--detach");
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        (await opened.HeadAsync(Cancellation)).ShouldBe(new(null, commit));
    }

    [Fact]
    public async Task An_unborn_head_gives_way_to_the_usual_branch_then_to_the_newest()
    {
        var commit = repository.Commit("one");
        repository.Git("branch", "side");
        repository.Git("symbolic-ref", "HEAD", "refs/heads/unborn");
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        (await opened.HeadAsync(Cancellation)).ShouldBe(new("main", commit));

        repository.Git("update-ref", "-d", "refs/heads/main");
        (await opened.HeadAsync(Cancellation)).ShouldBe(new("side", commit));
    }

    [Theory]
    [InlineData("https://user:secret@example.org/a/b.git", "https://example.org/a/b.git")]
    [InlineData("https://token@example.org:8443/a", "https://example.org:8443/a")]
    [InlineData("ssh://git:secret@example.org/a", "ssh://git@example.org/a")]
    [InlineData("git@example.org:a/b.git", "git@example.org:a/b.git")]
    [InlineData("/srv/git/a.git", "/srv/git/a.git")]
    public async Task The_origin_is_told_without_credentials(string url, string shown)
    {
        repository.Git("remote", "add", "origin", url);
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        opened.OriginUrl.ShouldBe(shown);
    }

    [Fact]
    public async Task Tags_lead_to_commits()
    {
        repository.Write("a", "x");
        var commit = repository.Commit("one");
        repository.Git("tag", "light");
        repository.Git("tag", "-a", "-m", "first", "v1.0");
        repository.Git("tag", "-a", "-m", "tag of a tag", "nested", "v1.0");
        repository.Git("tag", "tree", "HEAD^{tree}");
        repository.Git("tag", "-a", "-m", "a blob", "blob", "HEAD:a");
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var tags = await opened.TagsAsync(Cancellation);
        tags.Select(t => t.Name).ShouldBe(["light", "nested", "v1.0"], ignoreOrder: true);
        tags.ShouldAllBe(t => t.Commit == commit && t.At == DateTime.UnixEpoch.AddSeconds(1700000000));
    }

    [Fact]
    public async Task A_repository_of_another_user_opens()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can give files away.");
        var commit = repository.Commit("one");
        using var chown = System.Diagnostics.Process.Start("chown", ["-R", "65534", repository.Path]);
        await chown.WaitForExitAsync(Cancellation);
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        (await opened.HeadAsync(Cancellation))!.Commit.ShouldBe(commit);
    }
}
