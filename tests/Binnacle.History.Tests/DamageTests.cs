using System.Text;

namespace Binnacle.History.Tests;

public sealed class DamageTests : IDisposable
{
    private readonly TestRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => repository.Dispose();

    private void CommitMany(int count)
    {
        var stream = new StringBuilder();
        for (var i = 0; i < count; i++)
            stream.Append(
                $"commit refs/heads/main\ncommitter A <a@b> {1700000000 + i} +0000\ndata 1\nx\nM 100644 inline f{i % 5}\ndata 8\n{i:0000000}\n\n"
            );
        repository.Import(stream.ToString());
        repository.Git("reset", "-q", "--hard");
    }

    private async Task<(List<Commit> Read, RepositoryException? Failure, GitRepository Opened)> TryReadAsync(
        string? path = null,
        ReadOptions? options = null
    )
    {
        var opened = await GitRepository.OpenAsync(path ?? repository.Path, Cancellation);
        var read = new List<Commit>();
        try
        {
            var ids = await opened.ReachableAsync((await opened.HeadAsync(Cancellation))!.Commit, Cancellation);
            await foreach (var commit in opened.ReadCommitsAsync(ids, options ?? TestRepository.Options, Cancellation))
                read.Add(commit);
            return (read, null, opened);
        }
        catch (RepositoryException e)
        {
            return (read, e, opened);
        }
    }

    [Fact]
    public async Task A_shallow_clone_reads_and_its_edge_claims_nothing()
    {
        CommitMany(10);
        var clone = Path.Combine(repository.Folder, "shallow");
        repository.Git("clone", "-q", "--depth", "3", "file://" + repository.Path, clone);

        var (read, failure, opened) = await TryReadAsync(clone);

        failure.ShouldBeNull();
        opened.IsShallow.ShouldBeTrue();
        read.Select(c => (c.IsShallowBoundary, c.Changes.Count)).ShouldBe([(true, 0), (false, 1), (false, 1)]);
    }

    [Fact]
    public async Task A_missing_blob_is_named_and_what_came_before_stays()
    {
        for (var i = 0; i < 6; i++)
        {
            repository.Write("a.txt", $"{i}\n");
            repository.Commit($"{i}");
        }
        var blob = repository.Git("rev-parse", "HEAD~2:a.txt");
        repository.DeleteObject(blob);

        var (read, failure, _) = await TryReadAsync();

        failure!.Problem.ShouldBe(RepositoryProblem.BrokenObjects);
        failure.Message.ShouldContain(blob);
        failure.Message.ShouldContain(repository.Path);
        read.Select(c => c.Subject).ShouldBe(["0", "1", "2"], "those before the damage");
    }

    [Fact]
    public async Task A_missing_blob_can_be_accepted()
    {
        for (var i = 0; i < 6; i++)
        {
            repository.Write("a.txt", $"{i}\n");
            repository.Commit($"{i}");
        }
        var blob = repository.Git("rev-parse", "HEAD~2:a.txt");
        repository.DeleteObject(blob);

        var (read, failure, opened) = await TryReadAsync(
            options: TestRepository.Options with
            {
                AcceptMissingContent = true,
            }
        );

        failure.ShouldBeNull();
        read.Select(c => c.Subject).ShouldBe(["0", "1", "2", "3", "4", "5"]);
        read.Count(c => c.Changes[0].Added is null).ShouldBe(opened.CommitsWithoutLineCounts);
        opened.CommitsWithoutLineCounts.ShouldBeInRange(2, 3);
        opened.FirstMissingContent.ShouldBe(blob);
        read[0].Changes[0].Added.ShouldBe(1);
    }

    [Theory]
    [InlineData("HEAD~2")]
    [InlineData("HEAD~2^{tree}")]
    public async Task A_missing_commit_or_tree_is_named(string name)
    {
        for (var i = 0; i < 6; i++)
        {
            repository.Write("a.txt", $"{i}\n");
            repository.Commit($"{i}");
        }
        var id = repository.Git("rev-parse", name);
        repository.DeleteObject(id);

        var (_, failure, _) = await TryReadAsync(options: TestRepository.Options with { AcceptMissingContent = true });

        failure!.Problem.ShouldBe(RepositoryProblem.BrokenObjects);
        failure.Message.ShouldContain(id);
    }

    [Fact]
    public async Task A_corrupt_object_is_named()
    {
        repository.Write("a.txt", "a\n");
        repository.Commit("one");
        var blob = repository.Git("rev-parse", "HEAD:a.txt");
        var file = Path.Combine(repository.GitDirectory, "objects", blob[..2], blob[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllTextAsync(file, "garbage", Cancellation);

        var (_, failure, _) = await TryReadAsync();

        failure!.Problem.ShouldBe(RepositoryProblem.BrokenObjects);
        failure.Message.ShouldContain(blob);
    }

    [Fact]
    public async Task A_partial_clone_reads_without_line_counts_and_fetches_nothing()
    {
        CommitMany(300);
        repository.Git("config", "uploadpack.allowFilter", "true");
        var clone = Path.Combine(repository.Folder, "partial.git");
        repository.Git("clone", "-q", "--bare", "--filter=blob:none", "file://" + repository.Path, clone);
        string[] packs() => Directory.GetFiles(Path.Combine(clone, "objects"), "*", SearchOption.AllDirectories);
        var before = packs();

        var (read, failure, opened) = await TryReadAsync(clone);

        failure.ShouldBeNull();
        opened.IsPartial.ShouldBeTrue();
        read.Count.ShouldBe(300);
        read.ShouldAllBe(c => c.Changes.Count == 1 && c.Changes[0].Added == null && c.Changes[0].Deleted == null);
        opened.CommitsWithoutLineCounts.ShouldBe(300);
        opened.FirstMissingContent.ShouldNotBeNull();
        var files = await opened.FilesAsync(read[^1].Id, Cancellation).ToListAsync(Cancellation);
        files.Count.ShouldBe(5);
        files.ShouldAllBe(f => f.Size == null);
        (
            await opened.BlobsAsync(files.Select(f => f.Blob), 100, Cancellation).ToListAsync(Cancellation)
        ).ShouldBeEmpty();
        packs().ShouldBe(before);
    }

    [Fact]
    public async Task A_repository_that_vanishes_while_it_is_read_says_so()
    {
        CommitMany(6000);
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var ids = await opened.ReachableAsync((await opened.HeadAsync(Cancellation))!.Commit, Cancellation);
        var read = 0;

        var failure = await Should.ThrowAsync<RepositoryException>(async () =>
        {
            await foreach (var _ in opened.ReadCommitsAsync(ids, TestRepository.Options, Cancellation))
                if (read++ == 0)
                    Directory.Move(repository.Path, repository.Path + "-moved");
        });

        failure.Problem.ShouldBe(RepositoryProblem.Vanished);
        read.ShouldBeInRange(1, 5999);
        var later = await Should.ThrowAsync<RepositoryException>(() => opened.HeadAsync(Cancellation));
        later.Problem.ShouldBe(RepositoryProblem.Vanished);
    }

    [Fact]
    public async Task Stopping_early_or_cancelling_ends_git_and_leaves_nothing()
    {
        CommitMany(3000);
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var ids = await opened.ReachableAsync((await opened.HeadAsync(Cancellation))!.Commit, Cancellation);

        await foreach (var _ in opened.ReadCommitsAsync(ids, TestRepository.Options, Cancellation))
            break;
        GitsOf(repository.Path).ShouldBeEmpty();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in opened.ReadCommitsAsync(ids, TestRepository.Options, stop.Token))
                await stop.CancelAsync();
        });
        GitsOf(repository.Path).ShouldBeEmpty();
    }

    /// <summary>Temporary git directories that still point into this repository: each belongs to a running git.</summary>
    private static List<string> GitsOf(string path) =>
        [
            .. Directory
                .EnumerateDirectories(Path.GetTempPath(), "binnacle-git-*")
                .Where(d =>
                    new FileInfo(Path.Combine(d, "objects")).LinkTarget?.StartsWith(path, StringComparison.Ordinal)
                    == true
                ),
        ];
}
