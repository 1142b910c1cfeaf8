using System.Text.Json;
using Binnacle.History.Tests;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Commands;

/// <summary>The JSON of a small history, whose numbers were computed by hand.</summary>
public sealed class ScanJsonTests
{
    private static readonly string[] Lowest = ["--min-revs", "1", "--min-shared-revs", "2", "--min-coupling", "1"];

    [Fact]
    public async Task A_small_history_tells_what_can_be_computed_by_hand()
    {
        using var repository = Repository();
        using var other = Other();
        var scan = await ScanAsync([repository.Path, other.Path, .. Lowest]);
        ScanContractTests.HoldsOnly(scan, "", ScanContractTests.Listed());
        JsonElement At(string path) =>
            path.Split('.').Aggregate(scan, (at, name) => int.TryParse(name, out var i) ? at[i] : at.GetProperty(name));
        string Text(string path) => At(path).ToString();

        Text("window.from").ShouldBe("2022-01-05T12:00:00Z");
        Text("churn.changes").ShouldBe("5");
        Text("churn.added").ShouldBe("11");
        Text("churn.byMonth.23.deleted").ShouldBe("1");
        Text("hotspots.files.total").ShouldBe("2");
        Text("hotspots.files.top.0.name").ShouldBe("src/a.cs");
        Text("hotspots.files.top.0.revisions").ShouldBe("4");
        Text("hotspots.files.top.0.complexity").ShouldBe("1");
        Text("hotspots.files.top.0.score").ShouldBe("1");
        Text("hotspots.notSource").ShouldBe("1");
        Text("coupling.files.total").ShouldBe("1");
        // Together twice of four and three: 2 ÷ 3.5.
        Text("coupling.files.top.0.degree").ShouldBe("57");
        Text("ownership.teams.byTeam.0.team").ShouldBe("@acme/core");
        Text("ownership.teams.byTeam.0.fractal").ShouldBe("0.48");
        Text("markers.total").ShouldBe("1");
        Text("markers.oldest.path").ShouldBe("src/a.cs");
        Text("markers.oldest.at").ShouldBe("2024-01-02T12:00:00Z");
        Text("reverts.reverts").ShouldBe("1");
        Text("reverts.medianDays").ShouldBe("1");
        Text("batch.files.median").ShouldBe("2");
        Text("leadTime.released").ShouldBe("3");
        Text("leadTime.unreleased").ShouldBe("2");
        Text("leadTime.medianDays").ShouldBe("2");
        Text("releases.byMonth.23.releases").ShouldBe("1");
        Text("newcomers.joined").ShouldBe("2");
        Text("newcomers.toFifth.reached").ShouldBe("0");
        Text("truckFactor.factor").ShouldBe("1");
        Text("knowledgeLoss.lost").ShouldBe("0");
        // Ann works in both on one of three days; of two issues, one is in both.
        Text("across.byAuthorDay.setsAcross").ShouldBe("1");
        Text("across.byIssue.setsAcross").ShouldBe("1");
        scan.ToString().ShouldNotContain("Ann");
        scan.ToString().ShouldNotContain("ann@x");
    }

    [Fact]
    public async Task Since_and_until_bound_the_window()
    {
        using var repository = Repository();
        var scan = await ScanAsync([repository.Path, "--since", "2024-01-02", "--until", "2024-01-03"]);
        scan.GetProperty("commits").GetInt32().ShouldBe(3);
        scan.GetProperty("work").GetProperty("changes").GetInt32().ShouldBe(2);
        scan.GetProperty("churn").GetProperty("changes").GetInt32().ShouldBe(2);
        scan.GetProperty("across").ValueKind.ShouldBe(JsonValueKind.Null);
        scan.GetProperty("newcomers").GetProperty("joined").GetInt32().ShouldBe(1);
        // The tag is of the day after.
        scan.GetProperty("leadTime").GetProperty("unreleased").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_release_on_a_branch_of_its_own_has_what_was_there_when_it_branched()
    {
        using var repository = new TestRepository();
        repository.Import(
            Commit(1, "Ann <ann@x>", "One", File("a.cs", "a\n"))
                + Commit(2, "Ann <ann@x>", "Two", File("a.cs", "b\n"))
                + Commit(3, "Ann <ann@x>", "Three", File("a.cs", "c\n"))
        );
        repository.Import(
            Commit(4, "Ann <ann@x>", "Number", "from refs/heads/main~1\n" + File("version", "1\n"))
                .Replace("commit refs/heads/main\n", "commit refs/heads/release\n", StringComparison.Ordinal)
        );
        repository.Git("tag", "v1.0.0", "release");
        var leadTime = (await ScanAsync([repository.Path])).GetProperty("leadTime");
        leadTime.GetProperty("released").GetInt32().ShouldBe(2);
        leadTime.GetProperty("unreleased").GetInt32().ShouldBe(1);
        // Tagged on the fourth day: three days and two.
        leadTime.GetProperty("medianDays").GetDouble().ShouldBe(2.5);
    }

    [Fact]
    public async Task What_a_shallow_clone_cannot_tell_is_null()
    {
        using var repository = Repository();
        repository.GitIn(repository.Folder, [], "clone", "-q", "--depth", "2", "file://" + repository.Path, "shallow");
        var scan = await ScanAsync([Path.Combine(repository.Folder, "shallow")]);
        foreach (var name in new[] { "truckFactor", "knowledgeLoss", "newcomers" })
            scan.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
        scan.GetProperty("churn").GetProperty("changes").GetInt32().ShouldBe(1);
        var result = await ProgramRun.RunAsync(["scan", Path.Combine(repository.Folder, "shallow")]);
        result.Output.ShouldContain("unknown, the clone is shallow");
    }

    [Fact]
    public async Task The_terminal_has_a_line_for_each()
    {
        using var repository = Repository();
        var result = await ProgramRun.RunAsync(["scan", repository.Path]);
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (
            var name in new[] { "Lead time", "Reverts", "Batch size", "Admitted debt", "Truck factor", "Hotspots" }
        )
            result.Output.ShouldContain(name);
    }

    [Fact]
    public async Task A_repository_is_not_laid_beside_itself()
    {
        using var repository = Repository();
        var result = await ProgramRun.RunAsync(["scan", repository.Path, repository.Path]);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("named twice");
    }

    private static async Task<JsonElement> ScanAsync(string[] arguments)
    {
        var result = await ProgramRun.RunAsync(["scan", "--format", "json", .. arguments]);
        result.ExitCode.ShouldBe(0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static string File(string path, string text) => $"M 100644 inline {path}\ndata {text.Length}\n{text}\n";

    /// <summary>Noon of a day of January 2024.</summary>
    private static string Commit(int day, string who, string subject, string changes) =>
        $"commit refs/heads/main\ncommitter {who} {1_704_110_400 + (day - 1) * 86_400} +0000\ndata {subject.Length}\n{subject}\n{changes}\n";

    /// <summary>Five days of two people, a release on the fourth.</summary>
    private static TestRepository Repository()
    {
        var repository = new TestRepository();
        repository.Import(
            Commit(1, "Ann <ann@x>", "Begin", File("CODEOWNERS", "* @acme/core\n") + File("src/a.cs", "a\n"))
                + Commit(
                    2,
                    "Ann <ann@x>",
                    "ABC-1: add b",
                    File("src/a.cs", "a\n    b // TODO\n") + File("src/b.cs", "a\nb\nc\n")
                )
                + Commit(3, "Ben <ben@x>", "Add c", File("src/a.cs", "a\n    b // TODO\nc\n"))
                + Commit(4, "Ben <ben@x>", "Revert \"Add c\"", File("src/b.cs", "a\nb\n"))
                + Commit(
                    5,
                    "Ann <ann@x>",
                    "More",
                    File("src/a.cs", "a\n    b // TODO\nc\nd\ne\n") + File("src/b.cs", "a\nb\nx\ny\n")
                )
        );
        repository.Import(
            $"tag v1.0.0\nfrom refs/heads/main~2\ntagger A <a@x> {1_704_110_400 + 3 * 86_400} +0000\ndata 1\nx\n"
        );
        return repository;
    }

    private static TestRepository Other()
    {
        var repository = new TestRepository();
        repository.Import(
            Commit(2, "Ann <ann@x>", "Follow", File("lib/x.cs", "x\n"))
                + Commit(4, "Cem <cem@x>", "Use b (ABC-1)", File("lib/x.cs", "x\ny\n"))
                + Commit(5, "Cem <cem@x>", "DEF-2: tidy", File("lib/x.cs", "x\n"))
        );
        return repository;
    }
}
