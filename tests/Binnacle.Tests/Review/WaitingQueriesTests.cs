using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Review;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Review;

/// <summary>What stands under <em>Needs you</em>.</summary>
public sealed class WaitingQueriesTests
{
    private static readonly Scope Organization = new(ScopeKind.Organization, Guid.Empty, "organization", "Everybody");

    [Theory, OnBothDatabases]
    public async Task Blockers_that_stand_too_long_wait_until_somebody_promised_to_end_them(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await CommitmentWorld.AddAsync(database);
        var clock = new SettableClock(new DateTime(2026, 11, 2, 12, 0, 0));
        await using var db = database.Open(clock: clock);
        await db.RaiseAsync(new("No sandbox of the partner", "team:payments", Owner: "Bob"));
        clock.Pass(TimeSpan.FromDays(1));
        foreach (var what in new[] { "No certificate", "No test account", "No answer of the scheme" })
            await db.RaiseAsync(new(what, "team:payments"));
        var unblocked = await db.RaiseAsync(new("No index", "team:search"));
        await db.UnblockAsync(unblocked, "It is there.");
        clock.Pass(TimeSpan.FromDays(12));
        await db.RaiseAsync(new("Just now", "team:payments"));

        var blocked = (await WaitingQueries.WaitingAsync(db, db.Today, Organization, default)).Blocked;
        // The three oldest, and how many more.
        blocked.Count.ShouldBe(4);
        blocked[0].Title.ShouldBe("Payments has been blocked for 13 days: No sandbox of the partner");
        blocked[0].Detail.ShouldBe("Blocker 1, owned by Bob Østergård.");
        blocked[1].Detail.ShouldContain("nobody owns it");
        blocked[0].Url.ShouldBe("/practices/flow/blockers/1");
        blocked[3].Title.ShouldBe("1 more blocker has stood for too long");

        // What a promise takes on waits no more, and of another team there is nothing.
        await db.MakeCommitmentAsync(
            new("Ask for a sandbox of our own", "Bob", db.Today.AddDays(7), Scope: "team:payments"),
            new PracticeList(),
            new FindingBehind("page:/practices/flow/blockers/1", "Blocker 1", "", null)
        );
        var payments = new Scope(ScopeKind.Team, world.Payments.Id, "payments", "Payments");
        (await WaitingQueries.WaitingAsync(db, db.Today, payments, default))
            .Blocked.Select(row => row.Url)
            .ShouldBe(["/practices/flow/blockers/2", "/practices/flow/blockers/3", "/practices/flow/blockers/4"]);
        var search = new Scope(ScopeKind.Team, world.Search.Id, "search", "Search");
        (await WaitingQueries.WaitingAsync(db, db.Today, search, default)).Blocked.ShouldBeEmpty();
    }
}
