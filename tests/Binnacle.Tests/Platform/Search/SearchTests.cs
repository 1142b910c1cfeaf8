using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Search;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Communication.Summaries;
using Binnacle.Practices.Direction.Vision;
using Binnacle.Practices.Outcomes.Objectives;
using Binnacle.Review.Session;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Practices;
using Binnacle.Tests.Servers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Search;

public sealed class SearchTests
{
    [Theory, OnBothDatabases]
    public async Task Words_find_records_in_any_form_and_order(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await PromiseAsync(
            database,
            1,
            "Raise the café's deployment frequency",
            "Decided after tsdb/head.go grew; see PAY-123"
        );
        await PromiseAsync(database, 2, "Write a runbook", "The deployments of the ledger are slow");
        await PromiseAsync(database, 12, "Something else", null);

        foreach (
            var (asked, numbers) in new[]
            {
                ("deployment", "1, 2"),
                ("DEPLOYMENTS frequency", "1"),
                ("cafe", "1"),
                ("head go", "1"),
                ("tsdb/head.go", "1"),
                ("pay-123", "1"),
                ("decide", "1"),
                ("runb", "2"),
                ("commitment 12", "12"),
                ("commitment 1", "1"),
                ("ledger frequency", ""),
                ("nothing", ""),
                ("\" OR 1=1 --", ""),
                ("' & | ! ( ) : * \\", ""),
                ("NEAR(", ""),
            }
        )
            (await FoundAsync(database, asked)).ShouldBe(numbers, asked);
    }

    [Theory, OnBothDatabases]
    public async Task The_index_follows_what_is_changed_and_deleted(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await PromiseAsync(database, 1, "Old words", null);
        await using (var db = database.Open())
        {
            (await db.Set<Commitment>().SingleAsync()).Title = "New words";
            db.Record("test.changed", "it");
            await db.SaveChangesAsync();
        }
        (await FoundAsync(database, "old")).ShouldBe("");
        (await FoundAsync(database, "new")).ShouldBe("1");
        await using (var db = database.Open())
        {
            db.Remove(await db.Set<Commitment>().SingleAsync());
            db.Record("test.deleted", "it");
            await db.SaveChangesAsync();
        }
        (await FoundAsync(database, "new")).ShouldBe("");
    }

    [Theory, OnBothDatabases]
    public async Task Mending_finds_what_bulk_writes_brought_and_forgets_what_they_took(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await PromiseAsync(database, 1, "Stays", null);
        await PromiseAsync(database, 2, "Goes", null);
        await using var db = database.Open();
        await db.Set<Commitment>().Where(row => row.Number == 2).ExecuteDeleteAsync();
        await db.Set<Commitment>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, "Renamed"));

        var count = await db.MendAsync(cancellation: TestContext.Current.CancellationToken);

        count.ShouldBe(await db.Set<SearchEntry>().CountAsync());
        (await FoundAsync(database, "goes")).ShouldBe("");
        (await FoundAsync(database, "renamed")).ShouldBe("1");
    }

    [Theory, OnBothDatabases]
    public async Task What_is_said_inside_of_something_is_found_with_it(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = database.Open(Viewer.System with { Name = "Ada" });
        var session = await db.StartSessionAsync(World.Practices, null, cancellation);
        var item = session.Items[^1];
        await db.NoteAsync(session, item, "We keep the **walrus** for a year", 0, cancellation);
        await FindsAsync("walrus", "review session 1");
        await db.NoteAsync(session, item, "We keep the otter for a year", 1, cancellation);
        await FindsAsync("walrus", "");
        await db.CloseAsync(session, "A quiet narwhal of a meeting", cancellation);
        await FindsAsync("otter", "review session 1");
        await FindsAsync("narwhal", "review session 1");

        await db.WriteVisionAsync(new("# Where we go\n\nEvery **pelican** pays at once."), cancellation);
        await FindsAsync("pelican", "vision 1");

        var number = (await db.DraftSummaryAsync(new() { Period = "week" }, World.Practices, cancellation)).Number;
        var summary = (await db.SummaryAsync(number, cancellation))!;
        await db.ChangeTextAsync(summary, Audience.Product, "The heron landed", seen: 0, cancellation);
        await FindsAsync("heron", "");
        await db.PublishAsync(summary, Audience.Product, cancellation);
        await FindsAsync("heron", "summary 1");

        await CommitmentWorld.AddAsync(database);
        KeyResultDraft[] results = [new("Half", 100, 50), new("Zero", 5, 0)];
        var objective = await db.AddObjectiveAsync(
            new(
                "Shops sell sooner",
                Quarter: Quarter.Around(db.Today).ToString(),
                Scope: "team:payments",
                ProductOwner: "Ada Kern",
                EngineeringOwner: "Bob",
                KeyResults: results
            ),
            cancellation
        );
        await db.ActivateAsync(objective, cancellation);
        await db.CheckInAsync(objective, new(7, Note: "The badger helps"), cancellation);
        await db.CheckInAsync(objective, new(3, Note: "The badger is ill", ForLeaders: true), cancellation);
        await FindsAsync("badger", "check-in, check-in");
        await using (
            var member = database.Open(Viewer.System with { Role = Role.Member, AccountId = Guid.CreateVersion7() })
        )
        {
            var found = await member.SearchAsync(new("badger"), cancellation: cancellation);
            found.Hits.ShouldHaveSingleItem().Snippet.ShouldBe("The badger helps");
        }

        // As before an upgrade: nothing of it in the index.
        await db.Set<SearchEntry>().IgnoreQueryFilters().ExecuteDeleteAsync(cancellation);
        db.ChangeTracker.Clear();
        await db.MendAsync(cancellation: cancellation);
        foreach (
            var (asked, label) in new[]
            {
                ("otter", "review session 1"),
                ("heron", "summary 1"),
                ("pelican", "vision 1"),
            }
        )
            await FindsAsync(asked, label);
        await FindsAsync("badger", "check-in, check-in");

        async Task FindsAsync(string asked, string labels)
        {
            await using var viewer = database.Open(Viewer.System);
            var found = await viewer.SearchAsync(new(asked), cancellation: cancellation);
            string.Join(", ", found.Hits.Select(hit => hit.Label)).ShouldBe(labels, asked);
        }
    }

    [Theory, OnBothDatabases]
    public async Task People_and_rows_that_were_written_in_bulk_are_found_at_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open(Viewer.System);
        var person = new Binnacle.Platform.Catalogue.Person
        {
            Number = 1,
            Name = "Bartłomiej Płotka",
            CreatedAt = db.Now,
        };
        await db.InsertManyToBeFoundAsync([person], TestContext.Current.CancellationToken);
        (await db.SearchAsync(new("bart"))).Hits.ShouldHaveSingleItem().Title.ShouldBe("Bartłomiej Płotka");
    }

    [Theory]
    [InlineData(
        "# Why\n\n- **Because** _we_ `must`, see [the record](/x/1) and *more*",
        "Because we must, see the record and more"
    )]
    [InlineData("> quoted\n- [x] because snake_case stays\\.", "quoted because snake_case stays.")]
    [InlineData("because ![a picture](/a.png) tells", "because a picture tells")]
    public void A_snippet_is_plain_words(string markdown, string expected) =>
        Snippet.Of(PlainBody.Of(markdown), ["because"]).ShouldEndWith(expected);

    [Theory, OnBothDatabases]
    public async Task Nobody_finds_or_counts_what_is_not_theirs_to_see(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await PromiseAsync(server.Database, 1, "Open salary question", null);
        await PromiseAsync(server.Database, 2, "Secret salary of Ada", "salary", DataClass.People);

        var member = await server.CallAsAsync(Role.Member, TokenScope.Read);
        var page = await member.GetStringAsync("/search?q=salary");
        page.ShouldContain("1 record has");
        page.ShouldNotContain("Secret");
        (await member.GetStringAsync("/search.json?q=salary")).ShouldNotContain("Secret");
        var leader = await server.CallAsAsync(Role.Leader, TokenScope.Read);
        (await leader.GetStringAsync("/search?q=salary")).ShouldContain("2 records have");
        (await member.GetAsync("/search.json?q=+%2B")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await member.GetStringAsync("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")).ShouldNotContain("<script>alert");
    }

    [Fact]
    public void Marked_parts_are_the_text_again()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                ArbMap.Default.ArbFor<NonNull<string>>(),
                (text, asked) =>
                    string.Concat(Snippet.Parts(text.Get, SearchQueries.Terms(asked.Get)).Select(part => part.Text))
                    == text.Get
            )
            .QuickCheckThrowOnFailure();
        Snippet
            .Of(new string('x', 300) + " the deciding word " + new string('y', 300), ["decide"])
            .ShouldContain("deciding");
        Snippet
            .Of($"{new string('x', 30)}/proposals-done-{new string('y', 20)}-storage.md", ["storage"])
            .ShouldStartWith("… proposals-done");
    }

    private static async Task PromiseAsync(
        TestDatabase database,
        int number,
        string title,
        string? detail,
        DataClass dataClass = DataClass.Open
    )
    {
        await using var db = database.Open();
        var owner = await db.Set<Binnacle.Platform.Catalogue.Person>().FirstOrDefaultAsync();
        if (owner is null)
            owner = (await CommitmentWorld.AddAsync(database)).Bob;
        db.Add(
            new Commitment
            {
                Number = number,
                Title = title,
                Detail = detail,
                OwnerId = owner.Id,
                DueOn = db.Today,
                MadeAt = db.Now,
                MadeBy = "Bob",
                DataClass = dataClass,
            }
        );
        db.Record("test.prepared", "commitments");
        await db.SaveChangesAsync();
    }

    private static async Task<string> FoundAsync(TestDatabase database, string asked)
    {
        await using var db = database.Open(Viewer.System);
        var found = await db.SearchAsync(new(asked, "commitment"), cancellation: TestContext.Current.CancellationToken);
        return string.Join(", ", found.Hits.Select(hit => int.Parse(hit.Label.Split(' ')[1])).Order());
    }
}
