using Binnacle.History.Tests;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.History;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Sources.Git;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using static Binnacle.Tests.Sources.Git.HistoryScript;

namespace Binnacle.Tests.Sources.Git;

public sealed class ReleaseBranchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Release_branches_stand_for_deployments_until_a_version_is_tagged(Engine engine)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var repository = new TestRepository();
        var script = new HistoryScript();
        script.Commit(Day(40), "feat: sell tea", Write("shop.txt", "tea\n"));
        var first = script.Commit(Day(30), "feat: sell bread", Write("shop.txt", "tea, bread\n"));
        var shipped = script.Commit(Day(20), "feat: sell rice", Write("shop.txt", "tea, bread, rice\n"));
        script.Commit(Day(10), "feat: sell salt", Write("shop.txt", "tea, bread, rice, salt\n"));
        script.StartBranch("release/1.0", first);
        script.Commit(Day(29), "chore: call it 1.0", Write("version.txt", "1.0\n"));
        script.StartBranch("release/1.1", shipped);
        script.StartBranch("topic/release-notes", shipped);
        repository.Import(script.Stream);
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);

        var ledger = await LedgerAsync(database);
        ledger
            .Deployments.Select(row => (row.Version, row.At, row.IsApproximation))
            .ShouldBe([
                ("release/1.0", At(29), true),
                // Without a commit of its own it is as old as what it contains.
                ("release/1.1", At(20), true),
            ]);
        ledger
            .Changes.Select(row => (row.Title, row.DeployedAt))
            .ShouldBe([("feat: sell bread", null), ("feat: sell rice", At(20)), ("feat: sell salt", null)]);
        await using (var db = database.Open())
            (await db.Set<HistoryTag>().AnyAsync(row => row.IsRelease, Cancellation)).ShouldBeFalse();

        repository.Git("tag", "v1.2.0", "main");
        await scanning.ScanAsync(repository.Path);
        (await LedgerAsync(database)).Deployments.ShouldHaveSingleItem().Version.ShouldBe("v1.2.0");

        string Day(int ago) =>
            today.AddDays(-ago).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        DateTime At(int ago) => today.AddDays(-ago).ToDateTime(new(12, 0), DateTimeKind.Utc);
    }

    [Theory, OnBothDatabases]
    public async Task Branches_stand_beside_pre_releases_and_are_looked_up_again_when_they_moved(Engine engine)
    {
        using var repository = new TestRepository();
        var script = new HistoryScript();
        var first = script.Commit("2026-03-02", "feat: sell tea", Write("shop.txt", "tea\n"));
        script.Commit("2026-03-03", "feat: sell bread", Write("shop.txt", "tea, bread\n"));
        script.Tag("v1.0.0-rc.1", first);
        script.StartBranch("release/1.0", first);
        repository.Import(script.Stream);
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        (await ReadAsync()).ShouldBe(Noon(2));

        await using (var db = database.Open())
            await db.Set<HistoryTag>()
                .Where(row => row.IsBranch)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.At, Noon(1)), Cancellation);
        await scanning.ScanAsync(repository.Path);
        (await ReadAsync()).ShouldBe(Noon(1), "git is not asked for a branch that stood still");

        repository.Git("branch", "--force", "release/1.0", "main");
        await scanning.ScanAsync(repository.Path);
        (await ReadAsync()).ShouldBe(Noon(3));

        async Task<DateTime> ReadAsync()
        {
            await using var db = database.Open();
            return (await db.Set<HistoryTag>().SingleAsync(row => row.IsBranch, Cancellation)).At;
        }

        static DateTime Noon(int day) => new(2026, 3, day, 12, 0, 0, DateTimeKind.Utc);
    }

    [Theory]
    [InlineData("release/1.4", true)]
    [InlineData("releases/v2", true)]
    [InlineData("release-2024.03", true)]
    [InlineData("rel_1_4", true)]
    [InlineData("1.4.x", true)]
    [InlineData("v2.1", true)]
    [InlineData("2-spike", false)]
    [InlineData("main", false)]
    [InlineData("release-notes", false)]
    [InlineData("topic/release-1.2", false)]
    public void Only_the_name_of_a_version_makes_a_release_branch(string name, bool isOne) =>
        ReleaseFinding.IsReleaseBranch(name).ShouldBe(isOne);

    private static async Task<(List<ProductionDeployment> Deployments, List<DeliveredChange> Changes)> LedgerAsync(
        TestDatabase database
    )
    {
        await using var db = database.Open();
        await db.RenewDeliveryAsync(await db.Set<Repository>().AsNoTracking().SingleAsync(Cancellation), Cancellation);
        return (
            await db.Set<ProductionDeployment>().OrderBy(row => row.Version).ToListAsync(Cancellation),
            await db.Set<DeliveredChange>().OrderBy(row => row.MergedAt).ToListAsync(Cancellation)
        );
    }
}
