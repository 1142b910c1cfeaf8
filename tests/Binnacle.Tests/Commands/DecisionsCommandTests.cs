using System.Text.Json;
using Binnacle.Tests.Practices.Decisions.Text;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Commands;

public sealed class DecisionsCommandTests
{
    [Fact]
    public async Task Lint_tells_programs_what_every_file_is()
    {
        var result = await ProgramRun.RunAsync("decisions", "lint", Records.Testdata, "--format", "json");
        result.ExitCode.ShouldBe(1, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        var files = json.RootElement.EnumerateArray().ToList();
        files.Count.ShouldBe(Records.Files.Count());
        string[] fields =
        [
            "path",
            "isRecord",
            "format",
            "formatVersion",
            "number",
            "title",
            "status",
            "statusText",
            "date",
            "supersedes",
            "supersededBy",
            "problems",
        ];
        var documented = await File.ReadAllTextAsync(
            Path.Combine(Records.Root, "docs/decisions-cli.md"),
            TestContext.Current.CancellationToken
        );
        foreach (var file in files)
            file.EnumerateObject().Select(member => member.Name).ShouldBe(fields);
        foreach (var field in fields)
            documented.ShouldContain($"| `{field}` |");
        files
            .Single(file =>
                file.GetProperty("path").GetString()!.EndsWith("0009-help-scripts.md", StringComparison.Ordinal)
            )
            .GetProperty("number")
            .GetInt32()
            .ShouldBe(9);

        var clean = await ProgramRun.RunAsync("decisions", "lint", Path.Combine(Records.Testdata, "nygard"));
        (clean.ExitCode, clean.Output).ShouldBe((0, ""));
        (await ProgramRun.RunAsync("decisions", "lint", "/nowhere")).ExitCode.ShouldBe(2);

        using var folder = new RecordFolder();
        var bare = Path.Combine(folder.Path, "bare.git");
        Directory.CreateDirectory(Path.Combine(bare, "objects"));
        Directory.CreateDirectory(Path.Combine(bare, "refs"));
        await File.WriteAllTextAsync(
            Path.Combine(bare, "HEAD"),
            "ref: refs/heads/main\n",
            TestContext.Current.CancellationToken
        );
        var without = await ProgramRun.RunAsync("decisions", "lint", bare);
        without.ExitCode.ShouldBe(2);
        without.Error.ShouldContain("has no work tree");
        without.Error.ShouldContain("worktree add");
    }

    [Fact]
    public async Task A_record_is_begun_changed_and_superseded()
    {
        using var folder = new RecordFolder();
        var place = Path.Combine(folder.Path, "adr");
        var first = await ProgramRun.RunAsync("decisions", "new", "Use rows", "--in", place, "--format", "nygard");
        first.ExitCode.ShouldBe(0, first.Error);
        var one = first.Output.Trim();
        Path.GetFileName(one).ShouldBe("0001-use-rows.md");
        (await ProgramRun.RunAsync("decisions", "set", one, "status=accepted", "date=2024-02-29")).ExitCode.ShouldBe(0);
        var before = await File.ReadAllTextAsync(one, TestContext.Current.CancellationToken);
        before.ShouldStartWith("# 1. Use rows\n\nDate: 2024-02-29\n\n## Status\n\nAccepted\n\n## Context\n");

        var refused = await ProgramRun.RunAsync("decisions", "set", one, "title=Other", "status=who knows");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("Expected a status");
        (await File.ReadAllTextAsync(one, TestContext.Current.CancellationToken)).ShouldBe(before);

        var second = await ProgramRun.RunAsync("decisions", "new", "Use files", "--in", place, "--supersedes", one);
        second.ExitCode.ShouldBe(0, second.Error);
        (await File.ReadAllTextAsync(one, TestContext.Current.CancellationToken)).ShouldBe(
            before.Replace("Accepted", "Superseded by [2. Use files](0002-use-files.md)", StringComparison.Ordinal)
        );
        (await File.ReadAllTextAsync(second.Output.Trim(), TestContext.Current.CancellationToken)).ShouldContain(
            "## Status\n\nProposed\n\nSupersedes [1. Use rows](0001-use-rows.md)\n\n## Context"
        );
        var lint = await ProgramRun.RunAsync("decisions", "lint", place);
        (lint.ExitCode, lint.Output).ShouldBe((0, ""));
        Directory.GetFiles(place).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Decisions_kept_here_become_records()
    {
        using var folder = new RecordFolder();
        var place = Path.Combine(folder.Path, "adr");
        string[] arguments = ["decisions", "export", "--to", place, "--data", Path.Combine(folder.Path, "data")];
        var result = await ProgramRun.RunAsync(arguments);
        (result.ExitCode, result.Output).ShouldBe((0, ""), result.Error);
    }
}
