using System.Text;
using Binnacle.History.Tests;
using Binnacle.Platform;
using Binnacle.Sources.Git;

namespace Binnacle.Tests.Sources.Git;

public sealed class RecordBranchTests
{
    private const string Record = "docs/adr/0001-x.md";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_becomes_a_commit_on_a_branch_of_its_own()
    {
        using var repository = Repository();
        var read = (await RecordBranch.ReadAsync(repository.Path, Record, Cancellation)).ShouldNotBeNull();
        Encoding.UTF8.GetString(read.Content.Span).ShouldBe("one\r\n");
        var state = State(repository);

        var first = await RecordBranch.WriteAsync(repository.Path, Change(read.Commit, null, "two\r\n"), Cancellation);
        repository.Git("rev-parse", "binnacle/decision-1").ShouldBe(first);
        repository.Git("rev-parse", $"{first}^").ShouldBe(read.Commit);
        repository
            .Git("show", "--format=%an <%ae>|%s", "--name-only", first)
            .ShouldBe($"Ada <ada@example.org>|Accept decision 1\n\n{Record}");
        TestRepository.GitBytes(repository.Path, [], "show", $"{first}:{Record}").ShouldBe("two\r\n"u8.ToArray());
        repository.Git("fsck", "--strict").ShouldBeEmpty();
        State(repository).ShouldBe(state);

        var second = await RecordBranch.WriteAsync(repository.Path, Change(read.Commit, first, "three"), Cancellation);
        repository.Git("rev-parse", $"{second}^").ShouldBe(first);
        (await RecordBranch.WriteAsync(repository.Path, Change(read.Commit, second, "three"), Cancellation)).ShouldBe(
            second
        );
        State(repository).ShouldBe(state);
    }

    [Fact]
    public async Task A_branch_that_somebody_moved_or_checked_out_is_left_alone()
    {
        using var repository = Repository();
        var head = repository.Git("rev-parse", "HEAD");
        var first = await RecordBranch.WriteAsync(repository.Path, Change(head, null, "two"), Cancellation);
        (
            await Should.ThrowAsync<Refusal>(() =>
                RecordBranch.WriteAsync(repository.Path, Change(head, null, "x"), Cancellation)
            )
        ).Field.ShouldBe("branch");
        repository.Git("branch", "-f", "binnacle/decision-1", head);
        await Should.ThrowAsync<Refusal>(() =>
            RecordBranch.WriteAsync(repository.Path, Change(head, first, "x"), Cancellation)
        );
        repository.Git("rev-parse", "binnacle/decision-1").ShouldBe(head);
        repository.Git("checkout", "-q", "binnacle/decision-1");
        (
            await Should.ThrowAsync<Refusal>(() =>
                RecordBranch.WriteAsync(repository.Path, Change(head, head, "x"), Cancellation)
            )
        ).Message.ShouldContain("checked out");
        repository.Git("checkout", "-q", "main");
        repository.Git("branch", "-D", "binnacle/decision-1");
        repository.Git("branch", "binnacle");
        await Should.ThrowAsync<Refusal>(() =>
            RecordBranch.WriteAsync(repository.Path, Change(head, null, "x"), Cancellation)
        );
    }

    [Theory]
    [InlineData("../x.md")]
    [InlineData(".git/config")]
    [InlineData("a//b.md")]
    [InlineData("/etc/passwd")]
    [InlineData("link.md")]
    [InlineData("docs")]
    public async Task Paths_that_are_no_plain_files_are_refused(string path)
    {
        using var repository = Repository();
        var change = Change(repository.Git("rev-parse", "HEAD"), null, "x") with { Files = [(path, "x"u8.ToArray())] };
        (
            await Should.ThrowAsync<Refusal>(() => RecordBranch.WriteAsync(repository.Path, change, Cancellation))
        ).Field.ShouldBe("path");
        repository.Git("branch", "--list", "binnacle/*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_repository_configures_is_not_run()
    {
        using var repository = Repository();
        var ran = Path.Combine(repository.Folder, "ran");
        repository.Git("config", "core.hooksPath", repository.Folder);
        repository.Git("config", "filter.evil.clean", $"touch {ran}; cat");
        repository.Git("config", "core.fsmonitor", $"touch {ran}");
        await File.WriteAllTextAsync(Path.Combine(repository.Path, ".gitattributes"), "* filter=evil\n", Cancellation);
        var hook = Path.Combine(repository.Folder, "reference-transaction");
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\ntouch {ran}\n", Cancellation);
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var head = (await RecordBranch.ReadAsync(repository.Path, Record, Cancellation))!.Commit;
        await RecordBranch.WriteAsync(repository.Path, Change(head, null, "x"), Cancellation);
        File.Exists(ran).ShouldBeFalse();
    }

    private static BranchChange Change(string commit, string? expected, string content) =>
        new(
            "binnacle/decision-1",
            commit,
            expected,
            [(Record, Encoding.UTF8.GetBytes(content))],
            "Accept decision 1\n",
            "Ada",
            "ada@example.org",
            new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)
        );

    private static TestRepository Repository()
    {
        var repository = new TestRepository();
        Directory.CreateDirectory(Path.Combine(repository.Path, "docs/adr"));
        File.WriteAllText(Path.Combine(repository.Path, Record), "one\r\n");
        File.CreateSymbolicLink(Path.Combine(repository.Path, "link.md"), Record);
        repository.Git("add", ".");
        repository.Git("commit", "-qm", "First");
        // Something staged and something not: both must stay.
        File.WriteAllText(Path.Combine(repository.Path, "staged.txt"), "s");
        repository.Git("add", "staged.txt");
        File.WriteAllText(Path.Combine(repository.Path, Record), "edited\r\n");
        return repository;
    }

    private static string State(TestRepository repository) =>
        repository.Git("status", "--porcelain", "-b")
        + repository.Git("rev-parse", "HEAD")
        + File.ReadAllText(Path.Combine(repository.Path, Record));
}
