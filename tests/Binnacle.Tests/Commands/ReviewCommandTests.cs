using System.Text.Json;
using System.Text.RegularExpressions;
using Binnacle.History.Tests;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Binnacle.Tests.Sources.Git;

namespace Binnacle.Tests.Commands;

/// <summary>What scripts rely on: results on stdout, progress on stderr, documented exit codes, one sentence for what is wrong.</summary>
public sealed partial class ReviewCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readable_repositories_are_reviewed_beside_unreadable_ones()
    {
        using var good = SmallCompany.Create();
        using var empty = new TestRepository();
        var folder = Path.Combine(good.Folder, "nothing-here");
        Directory.CreateDirectory(folder);
        var data = Path.Combine(good.Folder, "data");
        var missing = Path.Combine(good.Folder, "missing");
        var result = await ProgramRun.RunAsync(
            "review",
            good.Path,
            empty.Path,
            folder,
            missing,
            "--data",
            data,
            "--format",
            "json"
        );
        result.ExitCode.ShouldBe(3, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("rooms").GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var place in new[] { empty.Path, folder, missing })
            result
                .Error.Split('\n')
                .Count(line => line.StartsWith(place + ":", StringComparison.Ordinal))
                .ShouldBe(1, result.Error);
        result.Error.ShouldContain("has no commit yet");
        result.Error.ShouldContain("days old. For the state then: --as-of YYYY-MM-DD.");
        result.Error.ShouldNotContain("   at ");

        var none = await ProgramRun.RunAsync("review", missing, "--data", Path.Combine(good.Folder, "other"));
        (none.ExitCode, none.Output).ShouldBe((3, ""));
    }

    [Theory]
    [InlineData(2, "takes a day as 2026-03-31", "--as-of", "tomorrow")]
    [InlineData(2, "is in the future", "--as-of", "2999-01-01")]
    [InlineData(2, "xml", "--format", "xml")]
    [InlineData(4, "PostgreSQL", "--database", "Host=127.0.0.1;Port=1;Database=x;Username=x;Timeout=2")]
    public async Task Wrong_usage_and_an_absent_database_are_told(int exitCode, string told, params string[] arguments)
    {
        using var repository = SmallCompany.Create();
        var data = Path.Combine(repository.Folder, "data");
        var result = await ProgramRun.RunAsync(["review", repository.Path, "--data", data, .. arguments]);
        result.ExitCode.ShouldBe(exitCode, result.Error);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(told);
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Both_databases_print_the_same_review()
    {
        using var repository = SmallCompany.Create();
        await using var sqlite = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var postgres = await TestDatabase.CreateAsync(Engine.Postgres);
        string[] review = ["review", repository.Path, "--format", "json", "--as-of", "2024-06-30", "--data"];
        var one = await ProgramRun.RunAsync([.. review, sqlite.Installation.Folder]);
        var other = await ProgramRun.RunAsync([
            .. review,
            postgres.Installation.Folder,
            "--database",
            postgres.Choice.PostgresConnection!,
        ]);
        one.ExitCode.ShouldBe(0, one.Error);
        other.ExitCode.ShouldBe(0, other.Error);
        WithoutIds(other.Output).ShouldBe(WithoutIds(one.Output));
        one.Output.ShouldContain("\"organization\": \"work\"", Case.Sensitive, "named for its one repository");
        var again = await ProgramRun.RunAsync([.. review, sqlite.Installation.Folder]);
        again.Output.ShouldBe(one.Output, "the same question has the same answer");
    }

    [Fact]
    public async Task Nothing_a_repository_configures_is_run()
    {
        using var repository = SmallCompany.Create();
        var marker = Path.Combine(repository.Folder, "marker");
        var script = Path.Combine(repository.Folder, "run.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\necho ran >> {marker}\n", Cancellation);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        await File.AppendAllTextAsync(
            Path.Combine(repository.GitDirectory, "config"),
            $"""

            [core]
                fsmonitor = {script}
                hooksPath = {repository.Folder}/hooks
                pager = {script}
                sshCommand = {script}
                alternateRefsCommand = {script}
            [diff]
                external = {script}
            [diff "evil"]
                textconv = {script}
                command = {script}
            [filter "evil"]
                smudge = {script}
                clean = {script}
                process = {script}
            [include]
                path = {repository.Folder}/more
            [pager]
                log = {script}
            """,
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(repository.GitDirectory, "info", "attributes"),
            "* diff=evil filter=evil\n",
            Cancellation
        );
        var review = await ProgramRun.RunAsync(
            "review",
            repository.Path,
            "--data",
            Path.Combine(repository.Folder, "data"),
            "--format",
            "json"
        );
        review.ExitCode.ShouldBe(0, review.Error);
        (await ProgramRun.RunAsync("scan", repository.Path)).ExitCode.ShouldBe(0);
        File.Exists(marker).ShouldBeFalse();
    }

    [Fact]
    public async Task Scan_prints_what_history_tells()
    {
        using var repository = SmallCompany.Create();
        var result = await ProgramRun.RunAsync("scan", repository.Path, "--format", "json");
        result.ExitCode.ShouldBe(0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        root.GetProperty("commits").GetInt32().ShouldBe(12);
        root.GetProperty("merges").GetInt32().ShouldBe(1);
        root.GetProperty("people").GetInt32().ShouldBe(2);
        root.GetProperty("bots").GetInt32().ShouldBe(1);
        root.GetProperty("branch").GetString().ShouldBe("main");
        root.GetProperty("releases").GetProperty("newest").GetString().ShouldBe("v1.1.0");
        root.GetProperty("documents")
            .EnumerateArray()
            .Single(row => row.GetProperty("kind").GetString() == "decision")
            .GetProperty("count")
            .GetInt32()
            .ShouldBe(2);
        var text = await ProgramRun.RunAsync("scan", repository.Path);
        text.Output.ShouldContain("12, of them 1 merges and 1 by bots");
        (await ProgramRun.RunAsync("scan", repository.Folder)).ExitCode.ShouldBe(3);
    }

    private static string WithoutIds(string json) => Id().Replace(json, "id");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
