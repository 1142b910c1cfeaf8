using Binnacle.Exchange;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Register;
using Binnacle.Review;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Exchange;

public sealed class RoundTripTests
{
    [Theory, OnBothDatabases]
    public async Task What_is_exported_and_imported_into_the_other_database_is_exported_alike(Engine engine)
    {
        await using var from = await TestDatabase.CreateAsync(engine);
        await using var into = await TestDatabase.CreateAsync(
            engine is Engine.Sqlite ? Engine.Postgres : Engine.Sqlite
        );
        var json = await FilledAsync(from);

        await using (var db = into.Open())
            await db.ImportAsync(ExportJson.Read(json), dryRun: false, TestContext.Current.CancellationToken);

        (await ExportAsync(into)).ShouldBe(json);
        await using var check = into.Open();
        (await check.TakeNumbersAsync("people")).ShouldBe(8);
        (await check.TakeNumbersAsync("commitments")).ShouldBe(13);
        (await check.TakeNumbersAsync("debt")).ShouldBe(5);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_document_twice_changes_nothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var json = await FilledAsync(database);

        await using var db = database.Open();
        var report = await db.ImportAsync(ExportJson.Read(json), dryRun: false, TestContext.Current.CancellationToken);

        report.Lines.ShouldBeEmpty();
        report.Unchanged.ShouldBeGreaterThan(5);
        (await ExportAsync(database)).ShouldBe(json);
    }

    [Theory, OnBothDatabases]
    public async Task A_dry_run_tells_what_would_change_and_changes_nothing(Engine engine)
    {
        await using var from = await TestDatabase.CreateAsync(engine);
        await using var into = await TestDatabase.CreateAsync(engine);
        var json = await FilledAsync(from);
        var before = await ExportAsync(into);

        await using var db = into.Open();
        var report = await db.ImportAsync(ExportJson.Read(json), dryRun: true, TestContext.Current.CancellationToken);

        report.Lines.ShouldContain("added team payments");
        (await ExportAsync(into)).ShouldBe(before);
    }

    [Theory, OnBothDatabases]
    public async Task Conflicts_are_all_named_and_nothing_is_kept(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var json = await FilledAsync(database);
        var before = await ExportAsync(database);
        var wrong = json.Replace(
                "\"location\": \"https://forge.example/payments/ledger\"",
                "\"location\": \"https://forge.example/other\""
            )
            .Replace("\"owner\": 7", "\"owner\": 70");

        await using var db = database.Open();
        var refused = await Should.ThrowAsync<ImportRefused>(() =>
            db.ImportAsync(ExportJson.Read(wrong), dryRun: false, TestContext.Current.CancellationToken)
        );

        refused
            .Problems.Select(problem => problem.Place)
            .ShouldBe(["$.repositories[0].location", "$.commitments[0].owner", "$.debt.items[0].owner"]);
        (await ExportAsync(database)).ShouldBe(before);
    }

    [Theory]
    [InlineData("{", "$", "")]
    [InlineData("{\"format\":\"other\"}", "$", "")]
    [InlineData("{\"surplus\":1}", "$.surplus", "")]
    [InlineData(
        "{\"commitments\":[{\"closure\":{\"outcome\":7}}]}",
        "$.commitments[0].closure.outcome",
        "expected one of done, "
    )]
    [InlineData(
        "{\"commitments\":[{\"closure\":{\"outcome\":\"done,dropped\"}}]}",
        "$.commitments[0].closure.outcome",
        "expected one of done, "
    )]
    public void What_is_no_export_is_refused_with_its_place(string json, string place, string message)
    {
        var refused = Should.Throw<Refusal>(() => ExportJson.Read(json));
        refused.Field.ShouldStartWith(place);
        refused.Message.ShouldContain(message);
    }

    private static async Task<string> ExportAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return ExportJson.Write(await db.ExportAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> FilledAsync(TestDatabase database)
    {
        await using (var db = database.Open())
        {
            var at = new DateTime(2026, 3, 12, 9, 30, 15, DateTimeKind.Utc).AddTicks(1234560);
            var team = new Team
            {
                Slug = "payments",
                Name = "Payments",
                CreatedAt = at,
                ProposedBy = "CODEOWNERS of ledger",
            };
            var person = new Person
            {
                Number = 7,
                Name = "Ana Ødegård",
                TeamId = team.Id,
                JoinedOn = new(2025, 1, 6),
                CreatedAt = at,
            };
            var repository = new Repository
            {
                Slug = "ledger",
                Name = "ledger",
                Location = "https://forge.example/payments/ledger",
                IsClone = true,
                TeamId = team.Id,
                AddedAt = at,
            };
            var measure = new Measure
            {
                Slug = "activation",
                Name = "Activation",
                Unit = "share",
                IsOutcome = true,
                DefinedAt = at,
            };
            var commitment = new Commitment
            {
                Number = 12,
                Title = "Answer the runbook gap",
                OwnerId = person.Id,
                TeamId = team.Id,
                DueOn = new(2026, 4, 1),
                MadeAt = at,
                MadeBy = "Ana",
                ExpectedAtLeast = 0.1,
            };
            commitment.Close(ClosureOutcome.Dropped, "Superseded.\nSee 13.", at, "Ana");
            AddDebt(db, person, team, repository, at);
            db.AddRange(
                new Organization
                {
                    Name = "Example",
                    CreatedAt = at,
                    Currency = "SEK",
                },
                team,
                new TeamHandle { TeamId = team.Id, Handle = "org/payments" },
                person,
                new PersonAddress
                {
                    PersonId = person.Id,
                    Name = "Ana",
                    Address = "ana@example.org",
                    TeamId = team.Id,
                },
                repository,
                new Service
                {
                    Slug = "ledger-api",
                    Name = "Ledger API",
                    TeamId = team.Id,
                    RepositoryId = repository.Id,
                    Path = "api",
                    IsCritical = true,
                    CreatedAt = at,
                },
                new Setting
                {
                    Key = "debt.capacity",
                    TeamId = team.Id,
                    Value = 0.2,
                    SetAt = at,
                    SetBy = "Ana",
                },
                measure,
                new Point
                {
                    MeasureId = measure.Id,
                    Date = new(2026, 3, 1),
                    Value = 0.41,
                },
                new Point
                {
                    MeasureId = measure.Id,
                    Date = new(2026, 3, 2),
                    Value = -1e-7,
                },
                commitment,
                new ReviewMark
                {
                    Date = new(2026, 3, 12),
                    At = at,
                    By = "Ana",
                }
            );
            db.Record("catalogue.filled", "for a test");
            await db.SaveChangesAsync();
        }
        return await ExportAsync(database);
    }

    private static void AddDebt(AppDb db, Person owner, Team team, Repository repository, DateTime at)
    {
        var item = new DebtItem
        {
            Number = 4,
            Title = "Split the batch lock",
            Context = "Partners wait.",
            OwnerId = owner.Id,
            OwnedSince = at,
            TeamId = team.Id,
            RepositoryId = repository.Id,
            Path = "batch",
            Source = DebtSource.Hotspot,
            ProposalKey = "hotspot:ledger:batch",
            AddedAt = at,
            AddedBy = "Ana",
        };
        foreach (var day in (int[])[1, 2])
            item.Take(
                new DebtEstimate
                {
                    ItemId = item.Id,
                    At = at.AddDays(day),
                    By = "Ana",
                    Class = DebtClass.CanWait,
                    LookAgainOn = new(2026, 9, 1),
                    OutageLow = 0.1 * day,
                    OutageHigh = 0.3,
                    ImpactLow = 100_000,
                    ImpactHigh = 900_000,
                    WeeksLow = 0.5,
                    WeeksHigh = 2,
                }.Priced()
            );
        item.Links.Add(
            new DebtLink
            {
                ItemId = item.Id,
                Url = "https://tracker.example/1",
                Title = "1",
                AddedAt = at,
                AddedBy = "Ana",
            }
        );
        item.Close(DebtOutcome.Accepted, "Cheap enough.", at.AddDays(3), "Ana");
        var plan = new DebtPlan
        {
            TeamId = team.Id,
            StartsOn = new(2026, 3, 9),
            EndsOn = new(2026, 3, 22),
            Capacity = 1.2,
            MadeAt = at,
            MadeBy = "Ana",
            LeftOut = 2,
            LeftOutCost = 1234,
        };
        plan.Items.Add(
            new DebtPlanItem
            {
                PlanId = plan.Id,
                ItemId = item.Id,
                Weeks = 1.25,
                Cost = 99,
            }
        );
        db.AddRange(
            item,
            plan,
            new DebtDismissal
            {
                ProposalKey = "hotspot:ledger:api",
                Title = "api",
                Reason = "Being deleted.",
                At = at,
                By = "Ana",
            }
        );
    }
}
