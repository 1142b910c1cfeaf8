using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.History;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.History;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Intake.Past;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Results;
using Binnacle.Practices.Incidents.Register;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Change = Binnacle.Platform.Facts.Change;
using Repository = Binnacle.Platform.Catalogue.Repository;

namespace Binnacle.Tests.Practices.Flow.Delivery;

/// <summary>From facts and history through both databases to the page, the lists and the frozen month.</summary>
public sealed class DeliveryWorkingOutTests
{
    private const int Commits = 12;

    [Theory, OnBothDatabases]
    public async Task Facts_and_history_become_lead_times_once_and_again_when_something_is_new(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var db = server.Database.Open();
        var repository = await AddAsync(db);

        (await db.RenewDeliveryAsync(repository, default)).ShouldBeTrue();
        (await db.RenewDeliveryAsync(repository, default)).ShouldBeFalse();
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var answer = await viewer.Client.GetFromJsonAsync<JsonElement>("/practices/flow.json?weeks=4");
        var lead = answer
            .GetProperty("measures")
            .EnumerateArray()
            .Single(row => row.GetProperty("measure").GetString() == "lead-time");
        // Each change took a day to its opening, half a day to its merge and half a day to production.
        lead.GetProperty("value").GetDouble().ShouldBe(2, 0.01);
        lead.GetProperty("n").GetInt32().ShouldBe(Commits - 1);
        lead.GetProperty("workingHours").GetDouble().ShouldBeInRange(1, 24);

        var page = await viewer.ReadAsync("/practices/flow?weeks=4");
        page.QuerySelector("h1")!.TextContent.ShouldContain("within 2 days");
        (await viewer.ReadAsync("/practices/flow/changes"))
            .QuerySelectorAll("table.data tbody tr")
            .Length.ShouldBe(Commits - 1);
        (await viewer.ReadAsync("/practices/flow/deployments"))
            .QuerySelectorAll("table.data tbody tr")
            .Length.ShouldBe(Commits);
        (await viewer.Client.GetStringAsync("/practices/flow/changes.csv"))
            .Split('\n')
            .Length.ShouldBeGreaterThan(Commits - 1);
        await viewer.ReadAsync("/practices/flow/waiting?weeks=4");
        await viewer.ReadAsync("/practices/flow/mix?weeks=4");

        var last = await db.Set<Deployment>().OrderByDescending(row => row.EndedAt).FirstAsync();
        last.EndedAt = last.EndedAt!.Value.AddHours(6);
        await db.SaveChangesAsync();
        (await db.RenewDeliveryAsync(repository, default)).ShouldBeTrue();
    }

    [Theory, OnBothDatabases]
    public async Task A_repository_that_is_deleted_counts_no_more_and_finds_its_facts_when_it_is_added_again(
        Engine engine
    )
    {
        // With a clock of its own no job comes by itself.
        await using var server = await TestServer.StartAsync(engine, new SettableClock(new(2026, 11, 15, 12, 0, 0)));
        await using var db = server.Database.Open();
        var repository = await AddAsync(db);
        var jobs = server.Services.GetServices<IJob>().ToList();
        var progress = new Progress<JobProgress>();
        (await jobs.Single(job => job.Name == "delivery").RunAsync("", progress, default)).ShouldStartWith(
            "1 repository worked out"
        );
        var edition = (await db.Set<DeliveryEdition>().AsNoTracking().SingleAsync()).Mark;
        // Nothing new: what pages remember still holds.
        await jobs.Single(job => job.Name == "delivery").RunAsync("", progress, default);
        (await db.Set<DeliveryEdition>().AsNoTracking().SingleAsync()).Mark.ShouldBe(edition);
        var facts = await db.Set<Change>().CountAsync(row => row.RepositoryId == repository.Id);
        repository.ArchivedAt = db.Now;
        db.Record("repository.deletion-asked", "shop");
        await db.SaveChangesAsync();

        await jobs.Single(job => job.Name == "delete-repository").RunAsync($"{repository.Id}", progress, default);

        (await db.Set<DeliveredChange>().AnyAsync()).ShouldBeFalse();
        (await db.Set<Arrival>().AnyAsync()).ShouldBeFalse();
        (await db.Set<ProductionDeployment>().AnyAsync()).ShouldBeFalse();
        (await db.Set<DeliveryEdition>().AsNoTracking().SingleAsync()).Mark.ShouldNotBe(edition);
        (await db.Set<Change>().CountAsync(row => row.RepositoryId != null)).ShouldBe(0);

        await using var later = server.Database.Open();
        var again = later.AddRepository("octo/shop");
        again.WebUrl = "https://code.example/octo/shop";
        await later.SaveChangesAsync();
        await later.AttributeFactsAsync();
        (await later.Set<Change>().CountAsync(row => row.RepositoryId == again.Id)).ShouldBe(facts);
    }

    [Fact]
    public async Task A_repository_is_looked_at_with_its_own_services_and_an_incident_with_several_causes_says_why()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await using var db = server.Database.Open();
        var (shop, tools) = (db.AddRepository("shop"), db.AddRepository("tools"));
        var checkout = db.AddService("Checkout", shop);
        db.AddService("Ledger", tools);
        var incident = new Incident
        {
            Number = 7,
            Title = "Cards are refused",
            OpenedAt = db.Now,
        };
        incident.PlaceInTime();
        db.Add(incident);
        db.Add(
            new UnattributedIncident
            {
                IncidentId = incident.Id,
                ServiceId = checkout,
                StartedAt = db.Now,
                Why = "2 deployments came within five minutes of each other before it",
            }
        );
        await db.SaveChangesAsync();

        var viewer = await server.BrowseAsAsync(Role.Viewer);
        (await viewer.ReadAsync("/practices/flow?scope=repository:shop"))
            .QuerySelectorAll("select[name=service] option")
            .Select(option => option.TextContent)
            .ShouldBe(["all", "Checkout"]);
        var told = (await viewer.ReadAsync("/practices/flow/deployments?scope=repository:shop")).QuerySelector(
            "section[aria-labelledby=unattributed-title] li"
        )!;
        told.TextContent.ShouldContain("2 deployments came within five minutes");
        told.QuerySelector("a")!.GetAttribute("href")!.ShouldStartWith("/practices/incidents/7");
        (await viewer.ReadAsync("/practices/flow/deployments?scope=repository:tools"))
            .QuerySelector("#unattributed-title")
            .ShouldBeNull();
        foreach (var (name, count) in new[] { ("shop", 1), ("tools", 0) })
        {
            var scope = await db.DeliveryScopeAsync($"repository:{name}", null, default);
            var period = DeliveryPeriod.Ending(db.Today, null);
            (await db.DeliveryWindowAsync(scope!, period)).Unattributed.ShouldBe(count);
        }
    }

    [Theory]
    [InlineData("/practices/flow.json?as-of=&asOf=0001-01-01", 422)]
    [InlineData("/practices/flow/ci.json?asOf=9999-12-31", 422)]
    [InlineData("/practices/flow/ci.json?weeks=7", 422)]
    [InlineData("/practices/flow?as-of=9999-12-31", 200)]
    [InlineData("/practices/flow/ci?as-of=0001-01-01", 200)]
    [InlineData("/practices/flow/changes.csv?service=", 200)]
    [InlineData("/practices/flow.json?service=nobody", 404)]
    [InlineData("/practices/flow?service=nobody", 404)]
    [InlineData("/practices/flow/mix?scope=team:nobody", 404)]
    [InlineData("/practices/flow/standards?scope=team:nobody", 404)]
    public async Task What_nobody_means_is_refused_and_what_a_form_leaves_empty_is_not(string address, int status)
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        var answer = await viewer.Client.GetAsync(address);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory, OnBothDatabases]
    public async Task A_list_goes_on_at_its_cursor_and_shows_each_row_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var repository = await AddAsync(db);
        // Told of by a review alone: when it was opened is not known.
        foreach (var number in new[] { 71, 72, 73, 74, 75 })
        {
            var looked = Change.Of("code.example/octo/shop", number);
            looked.RepositoryId = repository.Id;
            await db.InsertManyAsync<Change>([looked]);
        }
        await db.RenewDeliveryAsync(repository, default);
        foreach (var (show, count) in new[] { (null, Commits + 4), ("delivered", Commits - 1) })
        {
            var seen = new List<Guid>();
            string? cursor = null;
            do
            {
                var part = await db.ChangePartAsync(new(Show: show), new(cursor, 4), default);
                seen.AddRange(part!.Items.Select(row => row.Id));
                cursor = part.Next;
            } while (cursor is not null);
            seen.Distinct().Count().ShouldBe(seen.Count);
            seen.Count.ShouldBe(count);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_frozen_month_stays_and_says_why_a_later_counting_differs(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        var repository = await AddAsync(db);
        await db.RenewDeliveryAsync(repository, default);
        var newest = (await db.Set<DeliveredChange>().ToListAsync()).MaxBy(change => change.DeployedAt)!;
        var month = new DateOnly(newest.DeployedAt!.Value.Year, newest.DeployedAt.Value.Month, 1);

        (await db.FreezeAsync(month, default)).ShouldBeGreaterThan(0);
        (await db.FreezeAsync(month, default)).ShouldBe(0);
        var scope = DeliveryScope.Organization;
        (await db.CompareAsync(scope, month, "lead-time", default))!.IsSame.ShouldBeTrue();

        var told = (await db.Set<Change>().ToListAsync()).Single(change => change.Number == newest.Number);
        told.FirstCommitAt = told.FirstCommitAt!.Value.AddDays(-3);
        await db.SaveChangesAsync();
        await db.RenewDeliveryAsync(repository, default);
        await using var later = database.Open();
        var window = await CountedAnewAsync(later, month);
        var frozen = await later
            .Set<FrozenResult>()
            .SingleAsync(row => row.Measure == "lead-time" && row.ScopeKey == "organization");
        var comparison = ResultComparison.Of(
            frozen,
            DeliveryMeasures.LeadTime(window, Freezing.PeriodOf(month), false)
        );
        var difference = comparison.Differences.ShouldHaveSingleItem();
        difference.Id.ShouldBe(newest.Id);
        (difference.Now - difference.Then)!.Value.ShouldBe(3, 0.001);
        comparison.Why.ShouldBe("1 row has another number.");
        await later.Set<FrozenResult>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Definition, 1));
        var old = await later.Set<FrozenResult>().AsNoTracking().SingleAsync(row => row.Id == frozen.Id);
        var byOther = ResultComparison.Of(old, DeliveryMeasures.LeadTime(window, Freezing.PeriodOf(month), false));
        byOther.IsSame.ShouldBeFalse();
        byOther.Why.ShouldContain("from version 1 to 2");
        byOther.Why.ShouldContain("before it is merged");
    }

    [Fact]
    public async Task Nothing_is_frozen_while_a_past_is_being_read()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await using var db = server.Database.Open();
        await db.RenewDeliveryAsync(await AddAsync(db), default);
        var source = new IntakeSource
        {
            Slug = "code",
            Name = "Code",
            Kind = "github",
        };
        var past = new IntakePast { SourceId = source.Id, AskedAt = db.Now };
        db.AddRange(source, past);
        db.Record("source.added", "Code", "/settings/sources/code");
        await db.SaveChangesAsync();
        var job = server.Services.GetServices<IJob>().Single(one => one.Name == "freeze-delivery");
        var progress = new Progress<JobProgress>();

        (await job.RunAsync("", progress, default)).ShouldStartWith("A past is being read");
        past.EndedAt = db.Now;
        db.Record("source.past-read", "Code", "/settings/sources/code");
        await db.SaveChangesAsync();
        (await job.RunAsync("", progress, default)).ShouldNotStartWith("A past");
    }

    [Fact]
    public void Months_settle_a_week_after_their_end()
    {
        Freezing.SettledMonths(new(2026, 11, 7)).Last().ShouldBe(new(2026, 9, 1));
        Freezing.SettledMonths(new(2026, 11, 8)).Last().ShouldBe(new(2026, 10, 1));
    }

    /// <summary>Not remembered: what tests write is told to no Timeline.</summary>
    private static async Task<DeliveryWindow> CountedAnewAsync(AppDb db, DateOnly month)
    {
        // A period of another name has another place in memory.
        var period = Freezing.PeriodOf(month);
        var wide = await db.DeliveryWindowAsync(
            DeliveryScope.Organization,
            period with
            {
                First = period.First.AddDays(-1),
            }
        );
        return wide with { Period = period };
    }

    /// <summary>A commit and a change each day, each in production half a day later; the first deployment contains the first commit.</summary>
    private static async Task<Repository> AddAsync(AppDb db)
    {
        var start = db.Now.Date.AddDays(-Commits - 2);
        var repository = new Repository
        {
            Slug = "shop",
            Name = "shop",
            Branch = "main",
            AddedAt = start,
        };
        var author = new HistoryAuthor
        {
            Id = 1,
            RepositoryId = repository.Id,
            Name = "Ada",
        };
        db.Add(repository);
        db.Record("repository.added", "shop", "/repositories/shop");
        await db.SaveChangesAsync();
        await db.InsertManyAsync([author], default);
        byte[] before = [];
        for (var index = 0; index < Commits; index++)
        {
            var at = start.AddDays(index);
            var name = new byte[20];
            name[0] = (byte)(index + 1);
            await db.InsertManyAsync<HistoryCommit>(
                [
                    new()
                    {
                        Id = index + 1,
                        RepositoryId = repository.Id,
                        Name = name,
                        Parents = before,
                        AuthorId = 1,
                        At = at,
                        CommittedAt = at,
                        Subject = $"feat: step {index} (#{index})",
                        Kind = WorkKind.Feature,
                    },
                ],
                default
            );
            if (index > 0)
                await db.InsertManyAsync<Change>([Told(repository, index, at, name)], default);
            await db.InsertManyAsync<Deployment>([Deployed(repository, index, at.AddHours(12), name)], default);
            (before, repository.HeadCommit) = (name, Convert.ToHexStringLower(name));
        }
        db.Record("repository.scanned", "shop", "/repositories/shop");
        await db.SaveChangesAsync();
        return repository;
    }

    private static Change Told(Repository repository, int index, DateTime at, byte[] name)
    {
        var change = Change.Of("code.example/octo/shop", index);
        change.RepositoryId = repository.Id;
        change.Title = $"feat: step {index}";
        change.FirstCommitAt = at.AddDays(-1.5);
        change.OpenedAt = at.AddDays(-0.5);
        change.MergedAt = at;
        change.MergeCommit = Convert.ToHexStringLower(name);
        return change;
    }

    private static Deployment Deployed(Repository repository, int index, DateTime at, byte[] name)
    {
        var deployment = Deployment.Of("deploy.example", "code.example/octo/shop", $"{index}");
        deployment.RepositoryId = repository.Id;
        deployment.InProduction = true;
        deployment.Environment = "production";
        deployment.Commit = Convert.ToHexStringLower(name);
        deployment.EndedAt = at;
        deployment.Outcome = RunOutcome.Success;
        return deployment;
    }
}
