using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using static Binnacle.Tests.Sources.Git.HistoryScript;

namespace Binnacle.Tests.Sources.Git;

public sealed class RepositoryScanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_repository_is_read_whole(Engine engine)
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        var result = await scanning.ScanAsync(repository.Path);
        result.Commits.ShouldBe(12);
        result.Added.ShouldBe(12);
        await using var db = database.Open();

        var paths = await db.Set<HistoryPath>().ToDictionaryAsync(row => row.Path, Cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Slug, Cancellation);
        teams.Keys.Order().ShouldBe(["core", "paper-team"]);
        var renamed = paths["src/ledger/Page.cs"];
        renamed.IsCurrent.ShouldBeFalse();
        renamed.Area.ShouldBe(paths["src/paper/Page.cs"].Area);
        renamed.TeamId.ShouldBe(teams["paper-team"].Id);
        paths["src/ledger/Book.cs"].TeamId.ShouldBe(teams["core"].Id);
        paths["vendor/json/json.c"].IsCounted.ShouldBeFalse();
        paths["gen/api.pb.go"].IsCounted.ShouldBeFalse();
        paths["src/paper/Page.cs"].IsCounted.ShouldBeTrue();

        var authors = await db.Set<HistoryAuthor>().ToListAsync(Cancellation);
        authors.Where(row => row.Address == "grace@example.org").ShouldHaveSingleItem().Name.ShouldBe("Grace Hopper");
        authors.Single(row => row.IsBot).PersonId.ShouldBeNull();
        (await db.Set<Person>().Select(row => row.Name).ToListAsync(Cancellation))
            .Order()
            .ShouldBe(["Ada Example", "Grace Hopper"]);
        (await db.SearchAsync(new("grace", "person"), cancellation: Cancellation)).Hits.ShouldHaveSingleItem();

        var tags = await db.Set<HistoryTag>().ToDictionaryAsync(row => row.Id, Cancellation);
        var releases = (await db.Set<HistoryCommit>().OrderBy(row => row.At).ToListAsync(Cancellation)).ConvertAll(
            row => row.TagId is { } tag ? tags[tag].Name : "-"
        );
        releases.ShouldBe(["v1.0.0", "v1.0.0", "v1.1.0", "v1.1.0", "v1.1.0", .. Enumerable.Repeat("-", 7)]);
        tags.Values.Single(tag => tag.Name == "v1.1.0-rc.1").IsPrerelease.ShouldBeTrue();
        tags.Values.Single(tag => tag.Name == "nightly").IsRelease.ShouldBeFalse();
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_scan_the_same_repository_take_turns(Engine engine)
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = new Scanning(database.Installation);
        await using var terminal = new Scanning(database.Installation);
        await server.AddAsync(repository.Path);

        var results = await Task.WhenAll(server.ScanAsync(repository.Path), terminal.ScanAsync(repository.Path));

        results.Select(result => result.Added).Order().ShouldBe([0, 12]);
    }

    [Theory, OnBothDatabases]
    public async Task A_handle_that_a_leader_removed_stays_removed(Engine engine)
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        await using (var db = database.Open())
        {
            var team = await db.Set<Team>().Include(row => row.Handles).SingleAsync(row => row.Slug == "paper-team");
            await db.RemoveHandleAsync(team, team.Handles.Single().Id, Cancellation);
            await db.SaveChangesAsync(Cancellation);
        }

        await scanning.ScanAsync(repository.Path);

        await using var after = database.Open();
        (await after.TeamFactsAsync("paper-team", Cancellation))!.Handles.ShouldBeEmpty();
        var path = await after.Set<HistoryPath>().SingleAsync(row => row.Path == "src/paper/Page.cs", Cancellation);
        var teams = await after.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Slug, Cancellation);
        (path.TeamId is { } owner ? teams[owner] : null).ShouldNotBe("paper-team");
    }

    [Theory, OnBothDatabases]
    public async Task Documents_keep_what_they_said_when(Engine engine)
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        var documents = await DocumentsAsync(database);

        documents["docs/adr/0001-use-sql.md"].ShouldBe(["2023-01-10 Proposed", "2023-03-10 Accepted"]);
        documents["docs/adr/0002-queue.md"]
            .ShouldBe(["2023-07-01 Proposed", "2023-07-10 Accepted"], "the merge accepted it");
        documents["docs/runbooks/restart.md"]
            .ShouldBe(["2023-05-01 Runbook", "2023-07-10 removed"], "the merge dropped it");
        documents["SECURITY.md"]
            .ShouldBe(["2024-01-10 SecurityPolicy", "2024-02-10 removed", "2024-06-10 SecurityPolicy"]);
        documents["ops/prometheus/alerts.yaml"].ShouldBe(["2023-09-01 AlertRules"]);
        documents["CODEOWNERS"].ShouldBe(["2023-05-01 Ownership"]);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_scan_writes_nothing_and_a_third_reads_only_what_is_new(Engine engine)
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        var first = await IdsAsync(database);
        (await scanning.ScanAsync(repository.Path)).Added.ShouldBe(0);
        (await IdsAsync(database)).ShouldBe(first);

        repository.Git("checkout", "-q", "-f", "main");
        repository.Write("src/ledger/New.cs", SmallCompany.Lines("new", 10));
        repository.Commit("feat: more");
        repository.Git("tag", "v1.2.0");
        repository.Git("tag", "-d", "nightly");
        repository.Git("tag", "-f", "v1.1.0", "v1.0.0");
        var third = await scanning.ScanAsync(repository.Path);
        (third.Added, third.Dropped, third.Commits).ShouldBe((1, 0, 13));
        (await IdsAsync(database))
            .Where(line => line.StartsWith("commit", StringComparison.Ordinal))
            .Intersect(first)
            .Count()
            .ShouldBe(12, "what was stored keeps its number");
        await EqualToFreshAsync(engine, scanning, repository.Path);

        // Rewritten: the last two commits go, another one comes.
        repository.Git("reset", "-q", "--hard", "HEAD~2");
        repository.Write("src/ledger/Other.cs", SmallCompany.Lines("other", 10));
        repository.Commit("feat: instead");
        repository.Git("tag", "-d", "v1.2.0");
        var rewritten = await scanning.ScanAsync(repository.Path);
        (rewritten.Added, rewritten.Dropped, rewritten.Commits).ShouldBe((1, 2, 12));
        await EqualToFreshAsync(engine, scanning, repository.Path, history: false);
    }

    [Theory, OnBothDatabases]
    public async Task A_proposal_never_changes_what_a_person_said(Engine engine)
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        await using (var db = database.Open())
        {
            var core = await db.Set<Team>().SingleAsync(row => row.Slug == "core", Cancellation);
            (core.Name, core.ConfirmedAt) = ("The core", db.Now);
            (await db.Set<Team>().SingleAsync(row => row.Slug == "paper-team", Cancellation)).ArchivedAt = db.Now;
            (await db.Set<Person>().SingleAsync(row => row.Name == "Ada Example", Cancellation)).Name = "Ada L.";
            var service = await db.Set<Service>().SingleAsync(Cancellation);
            (service.Name, service.ArchivedAt) = ("Renamed", db.Now);
            db.Record("test", "test");
            await db.SaveChangesAsync(Cancellation);
        }
        repository.Git("checkout", "-q", "-f", "main");
        repository.Write("src/ledger/New.cs", "new\n");
        repository.Commit("feat: more", "--author=Ada Example <ADA@example.org>");
        await scanning.ScanAsync(repository.Path);
        await using var after = database.Open();
        (await after.Set<Team>().CountAsync(Cancellation)).ShouldBe(2);
        (await after.Set<Team>().SingleAsync(row => row.Slug == "core", Cancellation)).Name.ShouldBe("The core");
        (
            await after.Set<Team>().SingleAsync(row => row.Slug == "paper-team", Cancellation)
        ).ArchivedAt.ShouldNotBeNull();
        (await after.Set<Person>().Select(row => row.Name).ToListAsync(Cancellation))
            .Order()
            .ShouldBe(["Ada L.", "Grace Hopper"]);
        (await after.Set<Service>().SingleAsync(Cancellation)).Name.ShouldBe("Renamed");
    }

    [Fact]
    public async Task An_earlier_day_is_seen_as_it_was_then()
    {
        using var repository = SmallCompany.Create();
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        var asked = new DateOnly(2023, 2, 20);
        await scanning.Get<Evaluating>().RunAsync(asked, new Scanning.Ignored(), Cancellation);
        await using var db = database.Open();
        var then = await db.Set<Snapshot>().Where(row => row.Date == asked).ToListAsync(Cancellation);
        var waiting = then.Single(row => row.CheckId == "decisions.undecided" && row.ScopeKey == "organization");
        waiting.State.ShouldNotBe(CheckState.Pass, "the decision was proposed for six weeks");
        (await db.Set<Evaluation>().SingleAsync(row => row.Date == asked, Cancellation)).IsReplay.ShouldBeTrue();
        (await db.Set<SnapshotEvidence>().AnyAsync(Cancellation)).ShouldBeFalse("the evidence is that of today");
    }

    private static async Task<Dictionary<string, List<string>>> DocumentsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var rows = await db.Set<Document>().Include(row => row.Versions).ToListAsync(Cancellation);
        return rows.ToDictionary(
            row => row.Path,
            row =>
                row.Versions.OrderBy(version => version.At)
                    .Select(version => $"{version.At:yyyy-MM-dd} {Said(row.Kind, version.Facts)}")
                    .ToList()
        );
    }

    private static string Said(DocumentKind kind, string? facts) =>
        facts is null ? "removed"
        : JsonSerializer.Deserialize<DocumentFacts>(facts) is DecisionFacts decision ? decision.Status.ToString()
        : kind.ToString();

    private static async Task<List<string>> IdsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return
        [
            .. await db.Set<HistoryCommit>()
                .OrderBy(row => row.Id)
                .Select(row => $"commit {row.Id} {row.AuthorId}")
                .ToListAsync(Cancellation),
            .. await db.Set<HistoryPath>()
                .OrderBy(row => row.Id)
                .Select(row => $"path {row.Id} {row.Path} {row.Area}")
                .ToListAsync(Cancellation),
            .. await db.Set<HistoryChange>()
                .OrderBy(row => row.CommitId)
                .ThenBy(row => row.PathId)
                .Select(row => $"change {row.CommitId} {row.PathId}")
                .ToListAsync(Cancellation),
            .. await db.Set<HistoryTag>()
                .OrderBy(row => row.Id)
                .Select(row => $"tag {row.Id} {row.Name}")
                .ToListAsync(Cancellation),
            .. await db.Set<Document>()
                .OrderBy(row => row.Id)
                .Select(row => $"document {row.Id} {row.Number} {row.Path}")
                .ToListAsync(Cancellation),
            .. await db.Set<DocumentVersion>()
                .OrderBy(row => row.Id)
                .Select(row => $"version {row.Id} {row.At}")
                .ToListAsync(Cancellation),
            .. await db.Set<Team>().OrderBy(row => row.Id).Select(row => $"team {row.Id}").ToListAsync(Cancellation),
            .. await db.Set<Person>()
                .OrderBy(row => row.Id)
                .Select(row => $"person {row.Id}")
                .ToListAsync(Cancellation),
        ];
    }

    /// <summary>After any number of scans the database says what one scan of the same repository says.</summary>
    private static async Task EqualToFreshAsync(Engine engine, Scanning scanned, string path, bool history = true)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var fresh = new Scanning(database.Installation);
        await fresh.ScanAsync(path);
        Comparable(await scanned.StoredAsync(), history).ShouldBe(Comparable(await fresh.StoredAsync(), history));
    }

    /// <summary>Paths and people of commits that are gone stay known.</summary>
    private static string Comparable(string stored, bool history) =>
        history
            ? stored
            : string.Join(
                '\n',
                stored
                    .Split('\n')
                    .Where(line =>
                        !line.StartsWith("path", StringComparison.Ordinal)
                        && !line.StartsWith("author", StringComparison.Ordinal)
                    )
            );
}
