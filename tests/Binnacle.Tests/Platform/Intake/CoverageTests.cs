using System.Text.Json;
using Binnacle.Platform.Access;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Intake;

public sealed class CoverageTests
{
    [Theory, OnBothDatabases]
    public async Task A_source_says_what_of_the_catalogue_it_told_of(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var shop = db.AddRepository("shop");
        db.AddRepository("tools");
        db.AddService("checkout", shop);
        db.AddService("basket", shop);
        var source = new IntakeSource
        {
            Slug = "deploys",
            Name = "Deploys",
            Kind = "generic",
            AddedAt = db.Now,
        };
        db.Add(source);
        db.Record("source.added", "Deploys");
        await db.SaveChangesAsync();
        var admin = await server.BrowseAsAsync(Role.Administrator);
        (await admin.ReadAsync("/settings/sources/deploys")).Body!.TextContent.ShouldContain(
            "nothing of the catalogue"
        );

        await TellAsync(db, source, "1", db.Now.AddDays(-50), "basket");
        await TellAsync(db, source, "2", db.Now, "checkout");
        await TellAsync(db, source, "3", db.Now.AddDays(-2), "checkout");

        var page = await admin.ReadAsync("/settings/sources/deploys/coverage");
        page.QuerySelector("h1")!
            .TextContent.ShouldBe("Deploys told of 1 of 2 repositories and 1 of 2 services in 30 days");
        var lines = (await admin.Client.GetStringAsync("/settings/sources/deploys/coverage.csv")).Split("\r\n");
        lines[1].ShouldStartWith("repository,tools,");
        lines[2].ShouldStartWith("service,basket,");
        (await db.Set<ToldRepository>().AsNoTracking().SingleAsync()).LastOn.ShouldBe(db.Today);
        (await admin.ReadAsync("/settings/sources/deploys")).Body!.TextContent.ShouldContain("1 of 2 repositories");
    }

    private static async Task TellAsync(
        Binnacle.Platform.Data.AppDb db,
        IntakeSource source,
        string id,
        DateTime at,
        string service
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                kind = "deployment",
                id,
                at,
                service,
                repository = "https://forge.example/shop",
                environment = "production",
                endedAt = at,
                outcome = "success",
            }
        );
        var received = ReceivedEvent.Of(
            EventSources.Of("generic")!,
            source.Id,
            new(new Dictionary<string, string>(), null, body),
            at
        );
        await db.StoreEventsAsync([received], default);
        // The server reads by itself, too.
        while (await db.Set<IntakeEvent>().AnyAsync(row => row.State == IntakeState.Waiting))
            await db.ReadWaitingEventsAsync(10);
    }
}
