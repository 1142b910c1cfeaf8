using System.Net;
using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Platform.Documents;

public sealed class DocumentPagesTests
{
    [Theory, OnBothDatabases]
    public async Task Documents_are_filtered_and_paged_and_each_has_a_page(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await AddAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (string Query, string[] Titles)[] cases =
        [
            ("", ["Alerts", "Use SQLite"]),
            ("?kind=decision", ["Use SQLite"]),
            ("?kind=alert-rules&repository=ledger", ["Alerts"]),
            ("?repository=other", []),
            ("?problems=yes", ["Alerts"]),
            ("?text=sqlite", ["Use SQLite"]),
            ("?text=OPS/", ["Alerts"]),
        ];
        foreach (var (query, titles) in cases)
        {
            var page = await viewer.ReadAsync("/documents" + query);
            var found = page.QuerySelectorAll("table.data tbody th a")
                .Select(link => link.TextContent)
                .Order(StringComparer.Ordinal);
            string.Join(", ", found).ShouldBe(string.Join(", ", titles), query);
        }
        (await viewer.GetAsync("/documents/9")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var decision = await viewer.ReadAsync("/documents/1");
        decision.Body!.TextContent.ShouldContain("Status: proposed → accepted");
        decision.QuerySelector("a[href='https://forge.example/org/ledger/blob/c2/docs/1.md']").ShouldNotBeNull();
        var alerts = await viewer.ReadAsync("/documents/2");
        alerts.QuerySelector("a[href='https://forge.example/org/ledger/blob/c1/ops/alerts.yml#L7']").ShouldNotBeNull();
        alerts.QuerySelectorAll("table.data tbody th").Select(cell => cell.TextContent).ShouldContain("LedgerDown");
        alerts.QuerySelectorAll("a[href^='javascript:']").ShouldBeEmpty();
    }

    [Theory, OnBothDatabases]
    public async Task Programs_get_the_same_by_pages(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await AddAsync(server.Database);
        var program = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        var first = JsonDocument.Parse(await program.GetStringAsync("/api/v1/documents?size=1")).RootElement;
        first.GetProperty("items")[0].GetProperty("kind").GetString().ShouldBe("decision");
        var second = JsonDocument
            .Parse(
                await program.GetStringAsync($"/documents.json?size=1&cursor={first.GetProperty("next").GetString()}")
            )
            .RootElement;
        second.GetProperty("items")[0].GetProperty("number").GetInt32().ShouldBe(2);
        (await program.GetStringAsync("/documents.csv?problems=yes")).ShouldContain(
            "2,Alerts,alert-rules,Ledger,ops/alerts.yml,,1,"
        );
        (await program.GetStringAsync("/api/v1/documents/1")).ShouldContain("accepted");
        (await program.GetAsync("/api/v1/documents?kind=novel")).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    private static async Task AddAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var repository = new Repository
        {
            Slug = "ledger",
            Name = "Ledger",
            Location = "/srv/ledger",
            WebUrl = "https://forge.example/org/ledger",
            AddedAt = db.Now,
        };
        db.AddRange(
            repository,
            new Repository
            {
                Slug = "other",
                Name = "Other",
                Location = "/srv/other",
                AddedAt = db.Now,
            }
        );
        var proposed = new DecisionFacts(
            "Use SQLite",
            "madr",
            "1",
            DecisionStatus.Proposed,
            "proposed",
            null,
            false,
            null,
            [],
            []
        );
        var decision = New(repository, 1, "docs/1.md", DocumentKind.Decision, "Use SQLite", "c2", 0);
        decision.Versions.Add(Version(decision, 2, "c1", proposed));
        decision.Versions.Add(
            Version(decision, 1, "c2", proposed with { Status = DecisionStatus.Accepted, StatusText = "accepted" })
        );
        var alerts = New(repository, 2, "ops/alerts.yml", DocumentKind.AlertRules, "Alerts", "c1", 1);
        alerts.Versions.Add(
            Version(
                alerts,
                2,
                "c1",
                new AlertRuleFacts("Alerts", [new("LedgerDown", "ledger", "javascript:alert(1)", "page", 4)]),
                [new(7, "The rule has no expression.")]
            )
        );
        db.AddRange(decision, alerts);
        db.Record("test.prepared", "documents");
        await db.SaveChangesAsync();
    }

    private static Document New(
        Repository repository,
        int number,
        string path,
        DocumentKind kind,
        string title,
        string commit,
        int problems
    ) =>
        new()
        {
            Number = number,
            RepositoryId = repository.Id,
            Path = path,
            Kind = kind,
            Title = title,
            FirstSeenAt = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ChangedAt = new(2026, 2, number, 0, 0, 0, DateTimeKind.Utc),
            ChangedIn = commit,
            Problems = problems,
        };

    private static DocumentVersion Version(
        Document document,
        int monthsAgo,
        string commit,
        DocumentFacts facts,
        List<DocumentProblem>? problems = null
    ) =>
        new()
        {
            DocumentId = document.Id,
            At = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(-monthsAgo),
            Commit = commit,
            Blob = "b",
            Facts = JsonSerializer.Serialize(facts),
            Problems = problems is null ? null : JsonSerializer.Serialize(problems),
        };
}
