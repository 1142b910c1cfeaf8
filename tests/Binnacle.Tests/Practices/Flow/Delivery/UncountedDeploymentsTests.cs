using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Facts;

namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <summary>What tools told of production and no measure counts, by reason, and whose it is.</summary>
public sealed class UncountedDeploymentsTests
{
    [Theory, OnBothDatabases]
    public async Task A_reason_is_told_for_each_and_a_service_stands_for_its_repository_and_team(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var team = new Team
        {
            Slug = "payments",
            Name = "Payments",
            CreatedAt = db.Now,
        };
        db.Add(team);
        var shop = db.AddRepository("shop");
        var ledger = db.AddService("Ledger", shop);
        db.Set<Service>().Local.Single(row => row.Id == ledger).TeamId = team.Id;
        db.Record("test.prepared", "catalogue");
        await db.SaveChangesAsync();
        await DeployedAsync(
            db,
            // A tool that names only the service, one that names only the repository, one that names nothing that is known.
            one => (one.ServiceId, one.InProduction, one.Outcome) = (ledger, true, RunOutcome.Failure),
            one => (one.RepositoryId, one.InProduction, one.Outcome) = (shop.Id, null, RunOutcome.Success),
            one => (one.InProduction, one.Outcome) = (true, RunOutcome.Success),
            // Counted, and told of no production: neither is left out.
            one => (one.ServiceId, one.InProduction, one.Outcome) = (ledger, true, RunOutcome.Success),
            one => (one.ServiceId, one.InProduction, one.Outcome) = (ledger, false, RunOutcome.Failure)
        );

        (await CountedAsync(DeliveryScope.Organization)).ShouldBe((1, 1, 1));
        (await CountedAsync(new("team:payments", "Payments", TeamId: team.Id))).ShouldBe((1, 0, 0));
        (await CountedAsync(new("repository:shop", "shop", RepositoryId: shop.Id))).ShouldBe((1, 0, 1));
        (await CountedAsync(new("service:ledger", "Ledger", ServiceId: ledger))).ShouldBe((1, 0, 0));

        async Task<(int Failed, int Unknown, int Undecided)> CountedAsync(DeliveryScope scope)
        {
            var rows = await db.UncountedDeploymentsAsync(scope, DeliveryPeriod.Ending(db.Today, null), default);
            int Of(string why) =>
                rows.Where(row => row.Why.Contains(why, StringComparison.Ordinal)).Sum(row => row.Count);
            return (Of("did not succeed"), Of("no repository of the catalogue"), Of("no rule says"));
        }
    }

    private static async Task DeployedAsync(AppDb db, params Action<Deployment>[] tellings)
    {
        var at = db.Today.AddDays(-3).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
        await db.InsertManyAsync<Deployment>(
            [
                .. tellings.Select(
                    (tell, index) =>
                    {
                        var one = Deployment.Of("deploy.example", "deploy.example/all", $"{index}");
                        (one.StartedAt, one.EndedAt) = (at, at.AddMinutes(5));
                        tell(one);
                        return one;
                    }
                ),
            ],
            default
        );
    }
}
