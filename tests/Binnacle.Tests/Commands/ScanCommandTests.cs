using Binnacle.History.Tests;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Commands;

/// <summary>Rows that can be laid beside a reference tool's, and what is told of wrong usage.</summary>
public sealed class ScanCommandTests
{
    [Fact]
    public async Task The_reference_counts_everything_and_our_rows_only_the_teams_own_files()
    {
        using var repository = Repository();
        (await CsvAsync(repository, "revisions", "--reference")).ShouldBe(
            """"
            entity,n-revs
            src/a.cs,4
            """docs/\303\251,1.md""",1
            node_modules/x.js,1
            src/b.cs,1

            """"
        );
        (await CsvAsync(repository, "revisions")).ShouldBe("entity,n-revs\nsrc/b.cs,3\n\"docs/é,1.md\",1\n");
    }

    [Fact]
    public async Task Times_and_groups_narrow_what_is_counted()
    {
        using var repository = Repository();
        (await CsvAsync(repository, "entity-churn", "--reference", "--until", "2024-01-01")).ShouldBe(
            "entity,added,deleted,commits\nsrc/a.cs,2,0,1\n"
        );
        (await CsvAsync(repository, "authors", "--until", "2024-01-02T11:59:59Z")).ShouldBe(
            "entity,n-authors,n-revs\nsrc/a.cs,1,1\n"
        );
        var groups = Path.Combine(repository.Folder, "groups");
        await File.WriteAllTextAsync(groups, "src => Code\n", TestContext.Current.CancellationToken);
        (await CsvAsync(repository, "entity-ownership", "--group", groups, "--since", "2024-01-02")).ShouldBe(
            "entity,author,added,deleted\nCode,Ann,1,0\nCode,Ben,0,0\n"
        );
    }

    [Fact]
    public async Task Authorship_counts_sources_by_reference_and_people_by_ourselves()
    {
        using var repository = Repository();
        (await CsvAsync(repository, "truck-factor", "--reference")).ShouldBe(
            "developer,files,percentage,coverage-left,pruned\nAnn,1,100,0,0\n"
        );
        (await CsvAsync(repository, "degree-of-authorship", "--reference")).ShouldBe(
            """
            file,developer,first-author,deliveries,acceptances,doa,normalized-doa,author
            src/b.cs,Ann,1,1,2,4.2023,1,1
            src/b.cs,dependabot[bot],0,1,2,3.1043,0.7387,0
            src/b.cs,Ben,0,1,2,3.1043,0.7387,0

            """
        );
        (await CsvAsync(repository, "degree-of-authorship")).ShouldContain("docs/é,1.md");
        (await CsvAsync(repository, "degree-of-authorship")).ShouldNotContain("dependabot");
    }

    [Theory]
    [InlineData("--format csv takes --analysis", "--format", "csv")]
    [InlineData("takes --format csv", "--analysis", "soc")]
    [InlineData("takes a day or a time", "--since", "yesterday")]
    [InlineData("later than --until", "--since", "2024-02-01", "--until", "2024-01-31")]
    [InlineData("--group /nowhere", "--format", "csv", "--analysis", "soc", "--group", "/nowhere")]
    [InlineData("from 0", "--min-revs", "-1")]
    [InlineData("no option --min-degree", "--min-degree", "1")]
    [InlineData("takes one repository", "--format", "csv", "--analysis", "soc", ".")]
    public async Task Wrong_usage_is_told(string told, params string[] arguments)
    {
        using var repository = Repository();
        var result = await ProgramRun.RunAsync(["scan", repository.Path, .. arguments]);
        result.ExitCode.ShouldBe(2, result.Error);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(told);
    }

    private static async Task<string> CsvAsync(TestRepository repository, string analysis, params string[] more)
    {
        var result = await ProgramRun.RunAsync([
            "scan",
            repository.Path,
            "--format",
            "csv",
            "--analysis",
            analysis,
            .. more,
        ]);
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Output;
    }

    /// <summary>Four days: a file, a change of it, a bot's, and on the last its new name with a library and a document.</summary>
    private static TestRepository Repository()
    {
        var repository = new TestRepository();
        const int Day = 86_400;
        const int Start = 1_704_110_400;
        string Commit(int day, string who, string changes) =>
            $"commit refs/heads/main\ncommitter {who} {Start + day * Day} +0000\ndata 2\nc{day}\n" + changes + "\n";
        string File(string path, string text) => $"M 100644 inline {path}\ndata {text.Length}\n{text}\n";
        repository.Import(
            Commit(0, "Ann <ann@x>", File("src/a.cs", "one\ntwo\n"))
                + Commit(1, "Ann <ANN@x>", File("src/a.cs", "one\ntwo\nthree\n"))
                + Commit(2, "dependabot[bot] <bot@x>", File("src/a.cs", "one\ntwo\nthree\nfour\n"))
                + Commit(
                    3,
                    "Ben <ben@x>",
                    "R src/a.cs src/b.cs\n"
                        + File("node_modules/x.js", "x\n")
                        + File("\"docs/\\303\\251,1.md\"", "text\n")
                )
        );
        return repository;
    }
}
