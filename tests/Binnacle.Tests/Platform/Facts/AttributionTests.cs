using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Facts.Mapping;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Facts;

public sealed class AttributionTests
{
    private static readonly DateTime Start = new(2026, 5, 4, 8, 0, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task A_deployment_finds_its_service_by_name_or_as_the_only_one_of_its_repository(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var (shop, tools) = (db.AddRepository("shop"), db.AddRepository("tools"));
        var checkout = db.AddService("Check-out", shop);
        var ledger = db.AddService("ledger", tools);
        db.AddService("Search", tools);
        await db.SaveChangesAsync();

        await database.JoinAsync(
            FactScene.Deployed("1", "shop", "check_OUT", "eu/production", Start),
            FactScene.Deployed("2", "shop", null, "staging", Start),
            FactScene.Deployed("3", "shop", "shop-web", null, Start),
            FactScene.Deployed("4", "tools", "Ledger", "preprod", Start, isProduction: true),
            FactScene.Deployed("5", "tools", "unheard of", "production", Start, isProduction: false),
            FactScene.Deployed("6", "elsewhere", null, "live", Start),
            FactScene.Alarmed("7", "LEDGER", Start),
            FactScene.Alarmed("8", "shop-web", Start)
        );

        (await DeploymentsAsync(db)).ShouldBe([
            ("1", checkout, true),
            ("2", checkout, false),
            ("3", checkout, null),
            ("4", ledger, true),
            ("5", null, false),
            ("6", null, true),
        ]);
        (await AlarmsAsync(db)).ShouldBe([("7", ledger), ("8", null)]);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_told_before_the_service_was_added_finds_it_later(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await database.JoinAsync(
            FactScene.Deployed("1", "shop", "checkout", "production", Start),
            FactScene.Deployed("2", "shop", null, "production", Start),
            FactScene.Alarmed("3", "checkout", Start)
        );
        var shop = db.AddRepository("shop");
        var checkout = db.AddService("Checkout", shop);
        await db.SaveChangesAsync();

        await db.Set<AlarmNews>().ExecuteDeleteAsync();
        (await db.AttributeFactsAsync()).ShouldBe(5, "two repositories, two services, one alarm");
        (await db.Set<AlarmNews>().CountAsync()).ShouldBe(1, "whoever acts on alarms hears of it");
        (await DeploymentsAsync(db)).ShouldBe([("1", checkout, true), ("2", checkout, true)]);
        (await AlarmsAsync(db)).ShouldBe([("3", checkout)]);
        (await db.AttributeFactsAsync()).ShouldBe(0);

        // Renamed, its first name still leads to it; a second service in the repository leaves only names.
        (await db.Set<Service>().SingleAsync()).Name = "Cash desk";
        db.Record("service.changed", "Cash desk");
        db.AddService("Basket", shop);
        await db.SaveChangesAsync();
        (await db.AttributeFactsAsync()).ShouldBe(1);
        (await DeploymentsAsync(db)).ShouldBe([("1", checkout, true), ("2", null, true)]);
    }

    [Fact]
    public void Of_two_with_one_name_the_repository_decides_then_which_one_lives()
    {
        var (here, there) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        KnownService first = new(Guid.CreateVersion7(), "Search", "search", here, false);
        KnownService second = new(Guid.CreateVersion7(), "search", "search-2", there, false);
        Guid? Decided(Guid? repository, params KnownService[] services) =>
            new Attribution(new Dictionary<string, Guid>(), services).ServiceOf(null, "SEARCH", "", repository).Value;

        Decided(here, first, second).ShouldBe(first.Id);
        Decided(there, first, second).ShouldBe(second.Id);
        Decided(null, first, second).ShouldBeNull();
        Decided(null, first with { IsArchived = true }, second).ShouldBe(second.Id);
        Decided(null, first with { IsArchived = true }).ShouldBe(first.Id);
    }

    private static async Task<List<(string, Guid?, bool?)>> DeploymentsAsync(AppDb db) =>
        [
            .. (await db.Set<Deployment>().AsNoTracking().OrderBy(row => row.Key).ToListAsync()).Select(row =>
                (row.Key[^1..], row.ServiceId, row.InProduction)
            ),
        ];

    private static async Task<List<(string, Guid?)>> AlarmsAsync(AppDb db) =>
        [
            .. (await db.Set<Alarm>().AsNoTracking().OrderBy(row => row.Key).ToListAsync()).Select(row =>
                (row.Key[^1..], row.ServiceId)
            ),
        ];
}
