using System.Net;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.People;
using Binnacle.Platform.Catalogue.Repositories;
using Binnacle.Platform.Catalogue.Services;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Catalogue;

public sealed class CataloguePageTests
{
    private static readonly DateTime At = new(2026, 3, 12, 9, 30, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task Proposals_are_confirmed_one_by_one_and_all_at_once(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await FillAsync(server.Database);
        var leader = await server.BrowseAsAsync(Role.Leader);

        (await leader.ReadAsync("/catalogue"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("3 proposals wait for confirmation");
        (await leader.SubmitAsync("/catalogue", "confirm", ("What", "team:payments"))).StatusCode.ShouldBe(
            HttpStatusCode.Found
        );
        (await leader.ReadAsync("/catalogue"))
            .QuerySelector("h1")!
            .TextContent.ShouldBe("2 proposals wait for confirmation");
        (await leader.SubmitAsync("/catalogue", "confirm-all")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await leader.ReadAsync("/catalogue")).QuerySelector("h1")!.TextContent.ShouldBe("Catalogue");
        (await leader.ReadAsync("/catalogue/teams/payments")).Body!.TextContent.ShouldContain("Confirmed on");
        (await leader.ReadAsync("/catalogue/services/ledger")).Body!.TextContent.ShouldContain("Confirmed on");
    }

    [Theory, OnBothDatabases]
    public async Task What_the_organization_is_called_is_asked_until_somebody_says_it(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using (var db = server.Database.Open())
            await db.OrganizationAsync(isDemo: false);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var asks = await leader.ReadAsync("/catalogue");
        asks.QuerySelector("#organization")!.GetAttribute("value").ShouldBeNull();
        (await (await server.BrowseAsAsync(Role.Viewer)).ReadAsync("/catalogue"))
            .QuerySelector("#organization")
            .ShouldBeNull();
        (await leader.SubmitAsync("/catalogue", "name", ("OrganizationName", ""))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await leader.SubmitAsync("/catalogue", "name", ("OrganizationName", "Northwind"))).StatusCode.ShouldBe(
            HttpStatusCode.Found
        );
        (await leader.ReadAsync("/catalogue")).QuerySelector("#organization").ShouldBeNull();

        // While proposals wait it is asked with them, as it is now.
        await FillAsync(server.Database);
        (await leader.ReadAsync("/catalogue"))
            .QuerySelector("#organization")!
            .GetAttribute("value")
            .ShouldBe("Northwind");
        (await leader.ReadAsync("/settings")).QuerySelector("h1")!.TextContent.ShouldBe("Settings of Northwind");
    }

    [Theory, OnBothDatabases]
    public async Task What_a_team_owns_stands_beside_it(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await FillAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);

        var rows = (await viewer.ReadAsync("/catalogue")).QuerySelectorAll(
            "section[aria-labelledby=ownership-title] tbody tr"
        );

        rows.Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())))
            .ShouldBe(["Payments | Ledger |  | 2", "Platform |  |  | 0", "Nobody |  | ledger | "]);
    }

    [Theory, OnBothDatabases]
    public async Task A_merged_team_gives_everything_to_the_other(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await FillAsync(database);

        await using (var db = database.Open())
            await db.MergeTeamsAsync(await db.Set<Team>().SingleAsync(row => row.Slug == "payments"), "platform");

        await using var check = database.Open();
        var platform = await check.TeamFactsAsync("platform");
        platform!.Handles.Select(handle => handle.Handle).ShouldBe(["org/payments"]);
        platform.Members.Select(member => member.Name).ShouldBe(["Ana", "Ana again"]);
        platform.Services.Single().Slug.ShouldBe("ledger");
        (await check.Set<Commitment>().SingleAsync()).TeamId.ShouldBe(platform.Team.Id);
        (await check.TeamFactsAsync("payments"))!.Team.ArchivedAt.ShouldNotBeNull();
        (await check.Set<TimelineEvent>().SingleAsync(row => row.Verb == "team.merged")).Details!.ShouldContain(
            "1 handle, 1 service, 2 people"
        );
    }

    [Theory, OnBothDatabases]
    public async Task People_are_merged_and_split_again(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await FillAsync(database);

        await using (var db = database.Open())
            await db.MergePeopleAsync(await db.Set<Person>().SingleAsync(row => row.Number == 2), 1);
        await using (var db = database.Open())
        {
            var merged = await db.PersonFactsAsync(1);
            merged!.Addresses.Select(row => row.Address).ShouldBe(["ana@example.org", "ana@old.example"]);
            (await db.Set<Commitment>().SingleAsync()).OwnerId.ShouldBe(merged.Person.Id);
            (await db.Set<HistoryAuthor>().SingleAsync()).PersonId.ShouldBe(merged.Person.Id);
            await db.SplitAsync(
                await db.Set<Person>().SingleAsync(),
                merged.Addresses.Single(row => row.Address == "ana@old.example").Id
            );
        }

        await using var check = database.Open();
        var split = await check.Set<Person>().SingleAsync(row => row.Number != 1);
        split.Number.ShouldBe(3);
        (await check.Set<HistoryAuthor>().SingleAsync()).PersonId.ShouldBe(split.Id);
    }

    [Theory, OnBothDatabases]
    public async Task Addresses_are_shown_to_leaders_only(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await FillAsync(server.Database);

        var leader = await server.BrowseAsAsync(Role.Leader);
        var member = await server.BrowseAsAsync(Role.Member);

        (await leader.ReadAsync("/catalogue/people/1")).Body!.TextContent.ShouldContain("ana@example.org");
        (await member.ReadAsync("/catalogue/people/1")).Body!.TextContent.ShouldNotContain("ana@example.org");
        (await member.Client.GetStringAsync("/catalogue/people/1.json")).ShouldNotContain("ana@example.org");
        (await member.ReadAsync("/catalogue/people")).QuerySelector("h1")!.TextContent.ShouldBe("2 people");
    }

    [Fact]
    public async Task A_leader_of_one_team_cannot_change_another()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await FillAsync(database);
        await using var system = database.Open();
        var platform = await system.Set<Team>().SingleAsync(row => row.Slug == "platform");
        await using var db = database.Open(
            new Viewer(
                Guid.CreateVersion7(),
                "Lea",
                Role.Viewer,
                new Dictionary<Guid, Role> { [platform.Id] = Role.Leader }
            )
        );
        var own = await db.Set<Team>().SingleAsync(row => row.Slug == "platform");
        var other = await db.Set<Team>().SingleAsync(row => row.Slug == "payments");

        db.Rename(own, "Platform and tools");
        Should.Throw<NotAllowed>(() => db.Rename(other, "Ours"));
        await Should.ThrowAsync<NotAllowed>(() => db.AddHandleAsync(own, "@org/payments"));
        await Should.ThrowAsync<NotAllowed>(() => db.ConfirmAsync("all"));
    }

    [Theory, OnBothDatabases]
    public async Task Who_leads_one_team_moves_nothing_onto_another(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await FillAsync(database);
        await using var db = database.Open();
        var own = await db.Set<Team>().SingleAsync(row => row.Slug == "payments");
        var service = await db.Set<Service>().SingleAsync();
        var person = await db.Set<Person>().FirstAsync();
        var repository = await db.Set<Repository>().SingleAsync();
        repository.TeamId = own.Id;
        db.Viewer = new Viewer(null, "Leader", Role.None, new Dictionary<Guid, Role> { [own.Id] = Role.Leader });

        await Should.ThrowAsync<NotAllowed>(() =>
            db.ChangeAsync(service, new ServiceValues("Ledger", "platform", "ledger", "", false))
        );
        await Should.ThrowAsync<NotAllowed>(() =>
            db.ChangeAsync(person, new PersonValues("Ana", "platform", null, null))
        );
        await Should.ThrowAsync<NotAllowed>(() => db.ChangeAsync(repository, "ledger", "platform"));
        await db.ChangeAsync(service, new ServiceValues("Ledger", "payments", "ledger", "src", false));
        repository.TeamId = null;
        await Should.ThrowAsync<NotAllowed>(() =>
            db.ChangeAsync(service, new ServiceValues("Ledger", "payments", "ledger", "lib", false))
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_leader_of_another_team_scans_nothing_and_is_told_why(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await FillAsync(server.Database);
        await using var db = server.Database.Open();
        var team = await db.Set<Team>().SingleAsync(row => row.Slug == "payments");
        var account = await Commitments.CommitmentWorld.GrantAsync(server, team, Role.Leader);
        db.Viewer = new Viewer(account.Id, account.Name, Role.None, new Dictionary<Guid, Role>());
        var token = db.AddApiToken("write", TokenScope.Write, TimeSpan.FromDays(1));
        await db.SaveChangesAsync();
        using var program = server.Browse().Client;
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var response = await program.PostAsync("/api/v1/repositories/ledger/scans", content: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).ShouldContain("leaders of the organization");
    }

    private static async Task FillAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var payments = new Team
        {
            Slug = "payments",
            Name = "Payments",
            CreatedAt = At,
            ProposedBy = "CODEOWNERS of ledger",
        };
        var platform = new Team
        {
            Slug = "platform",
            Name = "Platform",
            CreatedAt = At,
            ProposedBy = "CODEOWNERS of ledger",
        };
        var repository = new Repository
        {
            Slug = "ledger",
            Name = "ledger",
            Location = "https://forge.example/ledger",
            IsClone = true,
            AddedAt = At,
        };
        var first = (int)await db.TakeNumbersAsync("people", 2);
        var ana = new Person
        {
            Number = first,
            Name = "Ana",
            TeamId = payments.Id,
            CreatedAt = At,
        };
        var again = new Person
        {
            Number = first + 1,
            Name = "Ana again",
            TeamId = payments.Id,
            CreatedAt = At,
        };
        db.AddRange(
            payments,
            platform,
            new TeamHandle { TeamId = payments.Id, Handle = "org/payments" },
            repository,
            new Service
            {
                Slug = "ledger",
                Name = "Ledger",
                TeamId = payments.Id,
                RepositoryId = repository.Id,
                CreatedAt = At,
                ProposedBy = "Dockerfile of ledger",
            },
            ana,
            again,
            new PersonAddress
            {
                PersonId = ana.Id,
                Name = "Ana",
                Address = "ana@example.org",
                TeamId = payments.Id,
            },
            new PersonAddress
            {
                PersonId = again.Id,
                Name = "Ana again",
                Address = "ana@old.example",
                TeamId = payments.Id,
            },
            new HistoryAuthor
            {
                Id = 1,
                RepositoryId = repository.Id,
                Name = "Ana again",
                Address = "Ana@old.example",
                PersonId = again.Id,
            },
            new Commitment
            {
                Number = 1,
                Title = "Write the runbook",
                OwnerId = again.Id,
                TeamId = payments.Id,
                DueOn = new(2026, 4, 1),
                MadeAt = At,
                MadeBy = "Ana",
            }
        );
        db.Record("catalogue.filled", "for a test");
        await db.SaveChangesAsync();
    }
}
