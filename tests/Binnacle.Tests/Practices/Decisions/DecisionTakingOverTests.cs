using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class DecisionTakingOverTests
{
    private const string Story = """
        Use rows
        ========

        | Status   | Date       | Deciders    |
        |----------|------------|-------------|
        | accepted | 2025-03-04 | Ada, Grace  |

        * Ticket: PAY-7

        We tried columns for a year.

        Context
        -------

        Reports are slow.

        ## Considered Options

        1. Rows
        2. Columns

        ## Decision

        Rows.

        ## Pros and Cons of the Options

        Weighed on one afternoon.

        ### Rows

        * Good, because they are known
        * Neutral, because nobody asked

        ## Principles

        * Boring first

        ## Advice

        Ada warned of the size.

        ## Status

        The board agreed in May.

        """;

    [Fact]
    public void Nothing_that_the_file_says_is_lost()
    {
        var taken = TakenSubstance.Of(Record("docs/adr/0004-use-rows.md"), Story);
        taken.Context!.ShouldStartWith("* Ticket: PAY-7\n\nWe tried columns for a year.\n\nReports are slow.");
        foreach (
            var said in (string[])
                [
                    "### Considered Options\n\n1. Rows\n2. Columns",
                    "### Pros and Cons of the Options\n\nWeighed on one afternoon.",
                    "### Principles\n\n- Boring first",
                    "### Advice\n\nAda warned of the size.",
                    "### Status\n\nThe board agreed in May.",
                    "### People\n\n- Decision-makers: Ada, Grace",
                ]
        )
            taken.Context.ShouldContain(said);
        taken.Context.ShouldNotContain("accepted");
        taken.Context.ShouldNotContain("---");
        taken.Outcome.ShouldBe("Rows.");
        taken
            .Options.ShouldHaveSingleItem()
            .ShouldBe(
                new OptionContent("Rows", "- Neutral, because nobody asked", "they are known", null, Chosen: false)
            );
    }

    [Fact]
    public void What_would_be_cut_is_refused()
    {
        string Told(string? text) =>
            Should.Throw<Refusal>(() => TakenSubstance.Of(Record("docs/adr/0004-use-rows.md"), text)).Message;
        Told(null).ShouldContain("scan");
        Told("# Use rows\n\n" + new string('x', Document.LongestText)).ShouldContain("20,000");
        Told(
                "# Use rows\n\n## Considered Options\n\n"
                    + string.Concat(Enumerable.Range(1, 13).Select(number => $"* Way {number}\n"))
            )
            .ShouldContain("13 options");
    }

    [Theory, OnBothDatabases]
    public async Task States_keep_the_days_that_the_record_tells(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var repository = await RepositoryAsync(db);
        Add(db, repository, 1, "docs/adr/0001-a.md", [(DecisionStatus.Accepted, 10)], new(2024, 5, 6));
        Add(db, repository, 2, "docs/adr/0002-b.md", [(DecisionStatus.Superseded, 10)], null);
        Add(
            db,
            repository,
            3,
            "docs/adr/0003-c.md",
            [(DecisionStatus.Accepted, 30), (DecisionStatus.Proposed, 20), (DecisionStatus.Accepted, 10)],
            null
        );
        await db.SaveChangesAsync();

        var moved = await db.TakeOverAsync(new(), 1);
        moved.Steps.ShouldHaveSingleItem().At.ShouldBe(new(2024, 5, 6, 0, 0, 0, DateTimeKind.Utc));
        (moved.ProposedAt, moved.DecidedAt).ShouldBe((null, moved.Steps[0].At));
        moved.StatusAt.ShouldBe(moved.Steps[0].At);
        var late = await db.TakeOverAsync(new(), 2);
        (late.ProposedAt, late.DecidedAt).ShouldBe((null, Ago(db, 10)));
        var again = await db.TakeOverAsync(new(), 3);
        (again.ProposedAt, again.DecidedAt).ShouldBe((Ago(db, 20), Ago(db, 10)));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_means_a_record_of_its_own_folder(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var repository = await RepositoryAsync(db);
        Add(db, repository, 1, "docs/adr/0005-a.md", [(DecisionStatus.Superseded, 30)], null);
        Add(db, repository, 2, "other/adr/0005-a.md", [(DecisionStatus.Accepted, 30)], null);
        Add(db, repository, 3, "docs/adr/0006-b.md", [(DecisionStatus.Accepted, 10)], null, "ADR-5");
        await db.SaveChangesAsync();
        foreach (var document in (int[])[1, 2, 3])
            await db.TakeOverAsync(new(), document);
        (await db.OlderDecisionsAsync((await db.DecisionAsync(3))!.Id)).ShouldHaveSingleItem().Number.ShouldBe(1);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_at_once_one_is_told_that_it_was_taken_over(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        Add(db, await RepositoryAsync(db), 1, "docs/adr/0001-a.md", [(DecisionStatus.Accepted, 10)], null);
        await db.SaveChangesAsync();
        var isFirst = true;
        db.SavingChanges += (_, _) =>
        {
            if (!isFirst)
                return;
            isFirst = false;
            using var other = database.Open();
            other.TakeOverAsync(new(), 1).GetAwaiter().GetResult();
        };
        (await Should.ThrowAsync<Refusal>(() => db.TakeOverAsync(new(), 1))).Message.ShouldContain("already");
        (await db.Set<Decision>().CountAsync()).ShouldBe(1);
    }

    private static RepositoryDecision Record(string path) =>
        new(
            Guid.Empty,
            1,
            "0004",
            "Use rows",
            DecisionStatus.Accepted,
            null,
            "Ledger",
            "ledger",
            path,
            DateTime.UnixEpoch,
            null,
            null,
            false,
            null,
            null,
            [],
            []
        );

    private static DateTime Ago(AppDb db, int days) =>
        db.Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-days);

    private static async Task<Repository> RepositoryAsync(AppDb db)
    {
        var repository = new Repository
        {
            Slug = "ledger",
            Name = "Ledger",
            Location = "/srv/ledger",
            HeadCommit = new string('c', 40),
            AddedAt = db.Now,
        };
        db.Add(repository);
        db.Record("repository.added", "Ledger");
        await db.SaveChangesAsync();
        return repository;
    }

    private static void Add(
        AppDb db,
        Repository repository,
        int number,
        string path,
        (DecisionStatus Status, int Ago)[] versions,
        DateOnly? date,
        params string[] supersedes
    )
    {
        var document = new Document
        {
            Number = number,
            RepositoryId = repository.Id,
            Path = path,
            Kind = DocumentKind.Decision,
            Title = "Use rows",
            FirstSeenAt = Ago(db, versions[0].Ago),
            ChangedAt = Ago(db, versions[^1].Ago),
            Text = "# Use rows\n",
        };
        foreach (var (status, ago) in versions)
            document.Versions.Add(
                new DocumentVersion
                {
                    DocumentId = document.Id,
                    At = Ago(db, ago),
                    Commit = new string('d', 40),
                    Facts = JsonSerializer.Serialize<DocumentFacts>(
                        new DecisionFacts(
                            document.Title,
                            "madr",
                            Path.GetFileName(path)[..4],
                            status,
                            null,
                            date,
                            false,
                            null,
                            supersedes,
                            []
                        )
                    ),
                }
            );
        db.Add(document);
    }
}
