using System.Text;

namespace Binnacle.History.Tests;

public sealed class ReadingTests : IDisposable
{
    private readonly TestRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task A_change_carries_its_kind_counts_and_content()
    {
        repository.Write("kept.txt", string.Concat(Enumerable.Range(0, 50).Select(i => $"line {i}\n")));
        repository.Write("gone.txt", "a\nb\n");
        repository.Write("link", "not a link\n");
        repository.Write("binary", "\0\0\0");
        repository.Commit("first");
        repository.Git("mv", "kept.txt", "moved.txt");
        File.AppendAllText(Path.Combine(repository.Path, "moved.txt"), "one more\n");
        File.Delete(Path.Combine(repository.Path, "gone.txt"));
        File.Delete(Path.Combine(repository.Path, "link"));
        File.CreateSymbolicLink(Path.Combine(repository.Path, "link"), "target");
        repository.Write("binary", "\0\0\0\0");
        repository.Commit("second");

        var commits = await repository.ReadAsync();

        var moved = ObjectId.Parse(repository.Git("rev-parse", "HEAD:moved.txt"));
        var link = ObjectId.Parse(repository.Git("rev-parse", "HEAD:link"));
        var binary = ObjectId.Parse(repository.Git("rev-parse", "HEAD:binary"));
        commits[1]
            .Changes.ShouldBe([
                new("binary", null, ChangeKind.Modified, 0, 0, binary),
                new("gone.txt", null, ChangeKind.Deleted, 0, 2, default),
                new("link", null, ChangeKind.TypeChanged, 1, 1, link),
                new("moved.txt", "kept.txt", ChangeKind.Renamed, 1, 0, moved),
            ]);
        commits[0].Changes.Count.ShouldBe(4);
        commits[0].Author.ShouldBe(new("Ada Example", "ada@example.org"));
        commits[0].CommittedAt.ShouldBe(DateTime.UnixEpoch.AddSeconds(1700000000));
        commits[0].CommittedAt.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public async Task An_octopus_merge_carries_no_changes()
    {
        repository.Commit("root");
        foreach (var branch in new[] { "a", "b", "c" })
        {
            repository.Git("checkout", "-q", "-b", branch, "main");
            repository.Write(branch, branch + "\n");
            repository.Commit(branch);
        }
        repository.Git("checkout", "-q", "main");
        repository.Git("merge", "-q", "--no-ff", "-m", "octopus", "a", "b", "c");

        var commits = await repository.ReadAsync();

        commits[^1].Parents.Count.ShouldBeGreaterThan(2);
        commits[^1].IsMerge.ShouldBeTrue();
        commits[^1].Changes.ShouldBeEmpty();
        commits.Sum(c => c.Changes.Count).ShouldBe(3);
    }

    [Fact]
    public async Task A_submodule_counts_as_one_line_as_git_says()
    {
        repository.Git("update-index", "--add", "--cacheinfo", "160000," + new string('1', 40) + ",sub");
        repository.Git("commit", "-q", "-m", "add");
        repository.Git("update-index", "--cacheinfo", "160000," + new string('2', 40) + ",sub");
        repository.Git("commit", "-q", "-m", "move");

        var commits = await repository.ReadAsync();

        commits[0].Changes.ShouldBe([new("sub", null, ChangeKind.Added, 1, 0, default)]);
        commits[1].Changes.ShouldBe([new("sub", null, ChangeKind.Modified, 1, 1, default)]);
    }

    [Fact]
    public async Task Paths_may_be_long_not_text_or_hold_anything()
    {
        var parts = Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 200));
        var longPath = string.Join('/', parts) + "/file.txt";
        longPath.Length.ShouldBeGreaterThan(4000);
        var stream = new StringBuilder("commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 1\nx\n");
        foreach (var path in new[] { longPath, "\"new\\nline\\ttab\\\"quote\"", "\"\\377\\376name\"" })
            stream.Append($"M 100644 inline {path}\ndata 4\nx\ny\n\n");
        repository.Import(stream.ToString());

        var commits = await repository.ReadAsync();

        commits[0]
            .Changes.Select(c => c.Path)
            .ShouldBe([longPath, "new\nline\ttab\"quote", "\uFFFD\uFFFDname"], ignoreOrder: true);
        commits[0].Changes.ShouldAllBe(c => c.Added == 2 && c.Kind == ChangeKind.Added);
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var files = await opened.FilesAsync(commits[0].Id, Cancellation).ToListAsync(Cancellation);
        files.Select(f => f.Path).ShouldBe(commits[0].Changes.Select(c => c.Path), ignoreOrder: true);
        files.ShouldAllBe(f => f.Size == 4);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\x01\x02\x1b[31m @:100644 1\t2\tx", "\x01\x02\x1b[31m @:100644 1\t2\tx")]
    [InlineData("caf\xe9 \xff", "caf\uFFFD \uFFFD")]
    [InlineData("caf\xc3\xa9", "café")]
    public async Task Subjects_may_hold_anything(string bytes, string shown)
    {
        repository.Import(
            $"commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata {bytes.Length}\n{bytes}\n"
        );
        (await repository.ReadAsync()).Single().Subject.ShouldBe(shown);
    }

    [Fact]
    public async Task A_huge_subject_is_cut()
    {
        var bytes = new string('x', 300_000);
        repository.Import(
            $"commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata {bytes.Length}\n{bytes}\n"
        );
        (await repository.ReadAsync()).Single().Subject.ShouldBe(new string('x', 999) + "…");
    }

    [Fact]
    public async Task Co_authors_come_from_trailers_after_mailmap()
    {
        repository.Write(".mailmap", "Grace Hopper <grace@example.org> <old@example.org>\nAda L <ada@example.org>\n");
        repository.Commit(
            "pair\n\nbody\n\nCo-authored-by: G <old@example.org>\nco-authored-by: Ada <ada@example.org>\n"
                + "Co-authored-by: Grace <grace@example.org>\nCo-authored-by: nobody"
        );

        var commit = (await repository.ReadAsync()).Single();

        commit.Author.ShouldBe(new("Ada L", "ada@example.org"));
        commit.CoAuthors.ShouldBe([new("Grace Hopper", "grace@example.org"), new("Grace", "grace@example.org")]);
    }

    [Fact]
    public async Task Mailmap_holds_in_bare_repositories_and_where_asked()
    {
        var before = repository.Commit("before");
        repository.Write(".mailmap", "Ada L <ada@example.org>\n");
        repository.Commit("after");
        var bare = Path.Combine(repository.Folder, "bare.git");
        repository.Git("clone", "-q", "--bare", ".", bare);
        (await TestRepository.ReadAsync(bare)).ShouldAllBe(c => c.Author.Name == "Ada L");
        var earlier = await TestRepository.ReadAsync(bare, TestRepository.Options with { MailmapAt = before });
        earlier.ShouldAllBe(c => c.Author.Name == "Ada Example");
    }

    [Fact]
    public async Task The_order_asked_for_is_kept_across_slices()
    {
        var stream = new StringBuilder();
        for (var i = 0; i < 3000; i++)
            stream.Append(
                $"commit refs/heads/main\ncommitter A <a@b> {1700000000 + i} +0000\ndata 4\n{i:0000}\nM 100644 inline f{i % 7}\ndata 5\n{i:0000}\n\n"
            );
        repository.Import(stream.ToString());
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var ids = await opened.ReachableAsync((await opened.HeadAsync(Cancellation))!.Commit, Cancellation);
        ids.Reverse();

        var commits = await opened
            .ReadCommitsAsync(ids, TestRepository.Options, Cancellation)
            .ToListAsync(Cancellation);

        commits.Select(c => c.Id).ShouldBe(ids);
        commits.Select(c => c.Subject).ShouldBe(Enumerable.Range(0, 3000).Reverse().Select(i => $"{i:0000}"));
    }

    [Fact]
    public async Task A_sha256_repository_reads()
    {
        using var other = new TestRepository("--object-format=sha256");
        other.Write("a.txt", "a\nb\n");
        var commit = other.Commit("one");
        commit.Bytes.Length.ShouldBe(32);
        var read = (await other.ReadAsync()).Single();
        read.Id.ShouldBe(commit);
        read.Changes.Single().Added.ShouldBe(2);
    }

    [Fact]
    public async Task Blobs_are_cut_and_missing_ones_left_out()
    {
        repository.Write("small", "12345");
        repository.Write("large", new string('x', 6 << 20));
        repository.Write("empty", "");
        var commit = repository.Commit("one");
        ObjectId[] ids =
        [
            .. new[] { "small", "large", "empty" }.Select(n =>
                ObjectId.Parse(repository.Git("rev-parse", "HEAD:" + n))
            ),
        ];
        var missing = ObjectId.Parse(new string('7', 40));
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);

        var blobs = await opened
            .BlobsAsync([ids[0], missing, ids[1], commit, ids[2], ids[0]], 4, Cancellation)
            .ToListAsync(Cancellation);

        blobs
            .Select(b => (b.Id, b.Content.Length, b.IsCut))
            .ShouldBe([(ids[0], 4, true), (ids[1], 4, true), (ids[2], 0, false), (ids[0], 4, true)]);
        Encoding.ASCII.GetString(blobs[0].Content).ShouldBe("1234");
    }

    [Fact]
    public async Task Many_blobs_come_whole_and_in_order()
    {
        for (var i = 0; i < 500; i++)
            repository.Write($"f{i:000}", new string((char)('a' + i % 26), i * 40));
        var commit = repository.Commit("many");
        var opened = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var files = await opened.FilesAsync(commit, Cancellation).ToListAsync(Cancellation);
        var blobs = await opened.BlobsAsync(files.Select(f => f.Blob), 1 << 20, Cancellation).ToListAsync(Cancellation);
        blobs.Select(b => b.Id).ShouldBe(files.Select(f => f.Blob));
        blobs.Select(b => (long)b.Content.Length).ShouldBe(files.Select(f => f.Size!.Value));
        blobs.ShouldAllBe(b => !b.IsCut);
    }
}
