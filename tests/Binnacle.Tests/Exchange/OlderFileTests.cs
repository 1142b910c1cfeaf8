using Binnacle.Exchange;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Exchange;

/// <summary>An export of some time ago does not undo what came to be since.</summary>
public sealed class OlderFileTests
{
    private static readonly DateTime At = new(2026, 3, 12, 9, 30, 0, DateTimeKind.Utc);

    [Theory, OnBothDatabases]
    public async Task A_newer_verdict_stays(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var db = database.Open())
        {
            var person = new Person
            {
                Number = 7,
                Name = "Ana",
                CreatedAt = At,
            };
            var commitment = new Commitment
            {
                Number = 12,
                Title = "Faster builds",
                OwnerId = person.Id,
                DueOn = new(2026, 2, 1),
                VerifyOn = new(2026, 3, 1),
                ExpectedMeasure = "build-time",
                MadeAt = At,
            };
            db.AddRange(new Organization { Name = "Example", CreatedAt = At }, person, commitment);
            Look(db, commitment, new(2026, 3, 1), Verdict.NoEvidence);
            commitment.LookNext(new(2026, 4, 1));
            await SaveAsync(db);
        }
        var older = await ExportAsync(database);
        await using (var db = database.Open())
        {
            var commitment = await db.Set<Commitment>().SingleAsync();
            Look(db, commitment, new(2026, 4, 1), Verdict.Improved);
            await SaveAsync(db);
        }
        var newer = await ExportAsync(database);

        await ImportAsync(database, older);

        (await ExportAsync(database)).ShouldBe(newer);
        await using (var check = database.Open())
        {
            var stands = await check.Set<Commitment>().SingleAsync();
            (stands.Verdict, stands.LookedFor, stands.LookOn).ShouldBe(
                (Verdict.Improved, new DateOnly(2026, 4, 1), null)
            );
        }

        // And the other way round the newer file is taken.
        await using var another = await TestDatabase.CreateAsync(engine);
        await ImportAsync(another, older);
        await ImportAsync(another, newer);
        (await ExportAsync(another)).ShouldBe(newer);
        await using var after = another.Open();
        (await after.Set<Commitment>().SingleAsync()).Verdict.ShouldBe(Verdict.Improved);
    }

    [Theory, OnBothDatabases]
    public async Task Points_belong_to_their_version_and_what_the_file_does_not_know_stays(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var db = database.Open())
        {
            var measure = await db.DefineMeasureAsync(new("Activation"));
            await db.AddPointsAsync(measure, [new(db.Today.AddDays(-1), 1), new(db.Today, 2)]);
        }
        var older = await ExportAsync(database);
        await using (var db = database.Open())
        {
            var measure = await db.Set<Measure>().SingleAsync();
            await db.DefineMeasureAsync(
                new("Activation", Description: "Of new accounts", FreshDays: 3, VersionReason: "Counted anew"),
                measure
            );
            await db.Set<Point>().Where(row => row.Date == db.Today).ExecuteDeleteAsync();
            await db.Set<Point>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Coverage, 0.5));
        }

        await ImportAsync(database, older);

        await using var check = database.Open();
        (await check.Set<Point>().OrderBy(row => row.Date).ToListAsync())
            .Select(row => (row.Version, row.Coverage))
            .ShouldBe([(1, 0.5), (2, null)]);
        var stands = await check.Set<Measure>().SingleAsync();
        (stands.Description, stands.FreshDays).ShouldBe(("Of new accounts", 3));
    }

    private static void Look(AppDb db, Commitment commitment, DateOnly on, Verdict verdict)
    {
        var look = new Verification
        {
            CommitmentId = commitment.Id,
            LookedFor = on,
            At = At,
            Verdict = verdict,
        };
        db.Add(look);
        commitment.Looked(look);
    }

    private static Task SaveAsync(AppDb db)
    {
        db.Record("commitment.looked", "for a test");
        return db.SaveChangesAsync();
    }

    private static async Task ImportAsync(TestDatabase database, string json)
    {
        await using var db = database.Open();
        await db.ImportAsync(ExportJson.Read(json), dryRun: false, TestContext.Current.CancellationToken);
    }

    private static async Task<string> ExportAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return ExportJson.Write(await db.ExportAsync(TestContext.Current.CancellationToken));
    }
}
