using Binnacle.History;
using Binnacle.History.Tests;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using static Binnacle.Tests.Sources.Git.HistoryScript;

namespace Binnacle.Tests.Sources.Git;

/// <summary>What strangers' repositories hold reaches both databases whole, or is told in one sentence.</summary>
public sealed class BadRepositoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Names_dates_and_documents_of_any_kind_are_stored(Engine engine)
    {
        using var repository = new TestRepository();
        var script = new HistoryScript();
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 200), 19)) + "/file.md";
        script.Commit(
            "2024-01-01",
            "feat: " + new string('x', 293) + "\u00f0\u009f\u0098\u0080 a face on the edge",
            Write(deep, "# Deep\n"),
            Write("tab\there\nand \"quote\".txt", "odd\n"),
            Write("\u00ff\u00fe.txt", "not UTF-8\n"),
            Write(
                "docs/adr/0001-nul.md",
                "---\nstatus: \"proposed\\0\"\ntitle: \"half \\ud800 \\0\"\n---\n# NUL \0 and more\n\n## Status\n\nproposed\n"
            ),
            Write(
                "catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: \"a\\0b\"\n  title: \"nul \\0 title\"\nspec:\n  type: service\n  owner: \"group:default/te\\0am\"\n"
            ),
            Write("CODEOWNERS", $"* @acme/{new string('t', 500)} @acme/core\n"),
            Write(
                "bomb.yaml",
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
            )
        );
        script.Commit("2024-01-02", new string('s', 1_000_000), Write("a.txt", "1\n"));
        script.Author = $"{new string('n', 100_000)} <{new string('a', 100_000)}@example.org>";
        script.Commit("2024-01-03", "fix: long author", Write("a.txt", "2\n"));
        script.Author = "M\u00ffller <m@example.org>";
        script.Commit("2024-01-04", "fix: name in Latin-1", Write("a.txt", "3\n"));
        script.Author = "M\u00fellr <m@example.org>";
        script.Commit("2024-01-05", "fix: another", Write("a.txt", "4\n"));
        script.Author = " <>";
        script.Commit("0", "chore: 1970", [], [Write("a.txt", "5\n")]);
        script.Commit("4102444800", "chore: 2100", [], [Write("a.txt", "6\n")]);
        var last = script.Commit("253402300799", "chore: 9999", [], [Write("a.txt", "7\n")]);
        for (var tag = 0; tag < 2000; tag++)
            script.Tag($"v0.{tag}", last);
        script.Tag("odd@\u00ff/v1.0", last);
        script.Tag("odd@\u00fe/v1.0", last);
        repository.Import(script.Stream);
        // Out of the file system, where such names could not be removed.
        repository.Git("pack-refs", "--all");
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        (await scanning.ScanAsync(repository.Path)).Added.ShouldBe(8);
        (await scanning.ScanAsync(repository.Path)).Added.ShouldBe(0);
        await using var db = database.Open();
        var paths = await db.Set<HistoryPath>().Select(row => row.Path).ToListAsync(Cancellation);
        paths.ShouldContain(deep);
        paths.ShouldContain("tab\there\nand \"quote\".txt");
        paths.ShouldContain("\ufffd\ufffd.txt");
        (await db.Set<HistoryTag>().CountAsync(Cancellation)).ShouldBe(2001);
        (await db.Set<HistoryCommit>().MaxAsync(row => row.At, Cancellation)).ShouldBeLessThan(
            DateTime.UnixEpoch.AddYears(130)
        );
        (await db.Set<HistoryCommit>().MinAsync(row => row.At, Cancellation)).Year.ShouldBe(2024);
        (await db.Set<Document>().Select(row => row.Title).ToListAsync(Cancellation)).ShouldAllBe(title =>
            !title.Contains('\0')
        );
        (await db.Set<Service>().SingleAsync(Cancellation)).Name.ShouldBe("nul  title");
        (await db.Set<Team>().Select(row => row.Slug).ToListAsync(Cancellation)).ShouldContain("core");
    }

    [Fact]
    public async Task Both_databases_store_the_same()
    {
        using var repository = SmallCompany.Create();
        var stored = new List<string>();
        foreach (var engine in Enum.GetValues<Engine>())
        {
            await using var database = await TestDatabase.CreateAsync(engine);
            await using var scanning = new Scanning(database.Installation);
            await scanning.ScanAsync(repository.Path);
            stored.Add(await scanning.StoredAsync());
        }
        stored[1].ShouldBe(stored[0]);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_read_before_a_repository_broke_is_kept_with_the_reason(Engine engine)
    {
        using var repository = new TestRepository();
        repository.Write("a.txt", "1\n");
        repository.Commit("one");
        repository.Write("folder/b.txt", "2\n");
        var second = repository.Commit("two");
        var tree = repository.Git("rev-parse", $"{second}:folder");
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        repository.Write("folder/c.txt", "3\n");
        repository.Commit("three");
        repository.DeleteObject(tree);
        var problem = await Should.ThrowAsync<RepositoryException>(() => scanning.ScanAsync(repository.Path));
        problem.Message.ShouldContain(repository.Path);
        await using var db = database.Open();
        var kept = await db.Set<Repository>().SingleAsync(Cancellation);
        kept.Problem.ShouldBe(problem.Message);
        kept.Commits.ShouldBe(2, "the last scan that ended");
        (await db.Set<HistoryCommit>().CountAsync(Cancellation)).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_shallow_clone_and_missing_contents_are_told()
    {
        using var repository = SmallCompany.Create();
        var shallow = Path.Combine(repository.Folder, "shallow");
        repository.Git("clone", "-q", "--depth", "3", $"file://{repository.Path}", shallow);
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var scanning = new Scanning(database.Installation);
        var result = await scanning.ScanAsync(shallow);
        result.IsShallow.ShouldBeTrue();
        result.Told.ShouldContain("shallow");
        await using var db = database.Open();
        var owners = await db.Set<Document>().SingleAsync(row => row.Path == "CODEOWNERS", Cancellation);
        var oldest = await db.Set<HistoryCommit>().MinAsync(row => row.At, Cancellation);
        owners.ChangedAt.ShouldBe(oldest, "it stands at least since then, and nothing says that it is newer");
    }
}
