using System.Net;
using System.Text;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Practices.Decisions;

public sealed class DecisionRecordsTests
{
    private const string Queue = """
        ---
        status: accepted
        date: 2026-03-09
        ---

        # Use a queue

        ## Context and Problem Statement

        Orders arrive in bursts.

        ## Considered Options

        * A queue
        * A larger ledger

        ## Decision Outcome

        Chosen option: "A queue", because it takes the bursts.

        ## Pros and Cons of the Options

        ### A queue

        * Good, because it is small
        * Bad, because it is one more thing

        ## House rules

        Kept as they are.

        """;

    [Theory, OnBothDatabases]
    public async Task A_record_is_listed_read_taken_over_and_counted_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using (var db = server.Database.Open())
            await AddAsync(db);
        var leader = await server.BrowseAsAsync(Role.Leader);
        (await leader.ReadAsync("/practices/decisions")).QuerySelectorAll("table.data tbody tr").Length.ShouldBe(2);
        var record = await leader.ReadAsync("/practices/decisions/records/2");
        record.Body!.TextContent.ShouldContain("House rules");
        record.Body.TextContent.ShouldContain("Supersedes");

        (await leader.SubmitAsync("/practices/decisions/records/1", "take-over")).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await leader.SubmitAsync("/practices/decisions/records/2", "take-over")).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await leader.ReadAsync("/practices/decisions")).QuerySelectorAll("table.data tbody tr").Length.ShouldBe(2);
        var page = await leader.ReadAsync("/practices/decisions/2");
        page.QuerySelector(".outcome .chosen")!.TextContent.ShouldContain("A queue");
        page.QuerySelectorAll(".options .pro li").Length.ShouldBe(1);
        page.Body!.TextContent.ShouldContain("House rules");
        page.QuerySelector("a[href='/practices/decisions/1']").ShouldNotBeNull();

        await using var fresh = server.Database.Open();
        var taken = (await fresh.DecisionAsync(2))!;
        taken.Steps.Select(row => row.Status).ShouldBe([DecisionStatus.Proposed, DecisionStatus.Accepted]);
        (taken.DecidedAt - taken.ProposedAt)!.Value.TotalDays.ShouldBe(10);
        (await Should.ThrowAsync<Refusal>(() => fresh.TakeOverAsync(new(), 2))).Message.ShouldContain("already");
        var markdown = await leader.Client.GetStringAsync("/practices/decisions/2.md");
        markdown.ShouldContain("# Use a queue");
        markdown.ShouldContain("status: accepted");
    }

    [Theory, OnBothDatabases]
    public async Task What_is_written_back_changes_the_state_alone(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await AddAsync(db);
        var decision = await db.TakeOverAsync(new(), 2);
        RecordChange? written = null;
        Task<RecordFile?> Read(string repository, string path, CancellationToken _) =>
            Task.FromResult<RecordFile?>(
                path.EndsWith("queue.md", StringComparison.Ordinal)
                    ? new(new string('a', 40), Encoding.UTF8.GetBytes(Queue))
                    : null
            );
        Task<string> Write(RecordChange change, CancellationToken _)
        {
            written = change;
            return Task.FromResult(new string('b', 40));
        }
        (
            await Should.ThrowAsync<Refusal>(() => db.WriteBackAsync(decision, null, null, Read, Write))
        ).Message.ShouldContain("already");
        await db.DecideAsync(decision, new(DecisionStatus.Deprecated, Note: "The ledger is fast now."));
        await db.WriteBackAsync(decision, null, null, Read, Write);
        Encoding
            .UTF8.GetString(written!.Files.Single().Content.Span)
            .ShouldBe(Queue.Replace("status: accepted", "status: deprecated", StringComparison.Ordinal));

        var own = await db.DraftDecisionAsync(new("Buy a ledger", Outcome: "It is cheaper."));
        (
            await Should.ThrowAsync<Refusal>(() => db.WriteBackAsync(own, "ledger", "../etc", Read, Write))
        ).Field.ShouldBe("folder");
        await db.WriteBackAsync(own, "ledger", "docs/decisions", Read, Write);
        written.Files.Single().Path.ShouldBe("docs/decisions/0003-buy-a-ledger.md");
    }

    [Theory, OnBothDatabases]
    public async Task What_was_written_counts_once_when_it_is_merged_and_is_written_again(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await AddAsync(db);
        var repository = db.Set<Repository>().Local.Single();
        Add(db, repository, 3, "docs/decisions/old/0099-x.md", "# X\n", [(DecisionStatus.Accepted, 9)], []);
        await db.SaveChangesAsync();
        var files = new Dictionary<string, RecordFile>(StringComparer.Ordinal);
        Task<RecordFile?> Read(string location, string path, CancellationToken _) =>
            Task.FromResult(files.GetValueOrDefault(path));
        Task<string> Write(RecordChange change, CancellationToken _)
        {
            foreach (var (path, content) in change.Files)
                files[path] = new(change.Base, content);
            return Task.FromResult(new string('b', 40));
        }
        var own = await db.DraftDecisionAsync(new("Buy a ledger", Outcome: "It is cheaper."));
        await db.WriteBackAsync(own, "ledger", "docs/decisions", Read, Write);
        var (name, file) = files.ShouldHaveSingleItem();
        name.ShouldBe("docs/decisions/0003-buy-a-ledger.md");
        (
            await Should.ThrowAsync<Refusal>(() => db.WriteBackAsync(own, "ledger", "docs/decisions", Read, Write))
        ).Message.ShouldContain(name);

        var text = Encoding.UTF8.GetString(file.Content.Span);
        Add(db, repository, 4, name, text, [(DecisionStatus.Proposed, 0)], []);
        await db.SaveChangesAsync();
        await db.FindWrittenAsync(repository.Id);
        own.DocumentId.ShouldNotBeNull();
        (await db.DecisionRegisterAsync(new(), new())).Shown(new()).Count.ShouldBe(4);

        await db.DecideAsync(own, new(DecisionStatus.Accepted, Note: "Cheaper."));
        await db.WriteBackAsync(own, null, null, Read, Write);
        Encoding
            .UTF8.GetString(files.ShouldHaveSingleItem().Value.Content.Span)
            .ShouldBe(text.Replace("status: proposed", "status: accepted", StringComparison.Ordinal));
    }

    private static async Task AddAsync(AppDb db)
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
        Add(
            db,
            repository,
            1,
            "docs/decisions/0001-one-database.md",
            "# One database\n",
            [(DecisionStatus.Accepted, 200), (DecisionStatus.Superseded, 90)],
            []
        );
        Add(
            db,
            repository,
            2,
            "docs/decisions/0002-use-a-queue.md",
            Queue,
            [(DecisionStatus.Proposed, 100), (DecisionStatus.Accepted, 90)],
            ["1"]
        );
        db.Record("repository.added", "Ledger");
        await db.SaveChangesAsync();
    }

    private static void Add(
        AppDb db,
        Repository repository,
        int number,
        string path,
        string text,
        (DecisionStatus Status, int Ago)[] versions,
        string[] supersedes
    )
    {
        var document = new Document
        {
            Number = number,
            RepositoryId = repository.Id,
            Path = path,
            Kind = DocumentKind.Decision,
            Title = number == 1 ? "One database" : "Use a queue",
            FirstSeenAt = db.Now.AddDays(-versions[0].Ago),
            ChangedAt = db.Now.AddDays(-versions[^1].Ago),
            Text = text,
        };
        foreach (var (status, ago) in versions)
            document.Versions.Add(
                new DocumentVersion
                {
                    DocumentId = document.Id,
                    At = db.Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-ago),
                    Commit = new string('d', 40),
                    Facts = JsonSerializer.Serialize<DocumentFacts>(
                        new DecisionFacts(
                            document.Title,
                            "madr",
                            $"000{number}",
                            status,
                            null,
                            null,
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
