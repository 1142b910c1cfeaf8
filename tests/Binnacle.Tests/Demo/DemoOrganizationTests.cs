using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Review;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Demo;

public sealed class DemoOrganizationTests
{
    private static readonly DateTime Morning = new(2026, 11, 21, 0, 30, 0);
    private static readonly DateTime Evening = new(2026, 11, 21, 19, 45, 0);

    [Fact]
    public async Task The_same_day_draws_the_same_review_on_both_databases_at_any_hour()
    {
        await using var one = await DemoWorld.CreateAsync(Engine.Sqlite, Morning);
        await using var other = await DemoWorld.CreateAsync(Engine.Postgres, Evening);
        await one.EnsureAsync();
        await other.EnsureAsync();

        var review = await ReviewAsync(one);

        (await ReviewAsync(other)).ShouldBe(review);
        (await RowsAsync(other)).ShouldBe(await RowsAsync(one));
        review.ShouldContain("Northwind Engineering");
    }

    [Theory, OnBothDatabases]
    public async Task A_second_start_changes_nothing_and_a_second_generation_is_refused(Engine engine)
    {
        await using var world = await DemoWorld.CreateAsync(engine, Morning);
        await world.GenerateAsync();
        var rows = await RowsAsync(world);

        (await Should.ThrowAsync<Refusal>(world.GenerateAsync)).Message.ShouldContain("already");
        await world.EnsureAsync();
        await world.EnsureAsync();

        (await RowsAsync(world)).ShouldBe(rows);
        await using var db = world.Open();
        (await db.Set<Evaluation>().CountAsync(row => !row.IsReplay)).ShouldBe(1);
        (
            await Should.ThrowAsync<Refusal>(() => db.AddRepositoryAsync("https://forge.example/us/ours"))
        ).Message.ShouldContain("demo");
    }

    [Theory, OnBothDatabases]
    public async Task It_is_not_written_beside_real_data(Engine engine)
    {
        await using var world = await DemoWorld.CreateAsync(engine, Morning);
        await using (var db = world.Open())
            await db.OrganizationAsync(isDemo: false);

        (await Should.ThrowAsync<Refusal>(world.GenerateAsync)).Message.ShouldContain("real data");
    }

    [Fact]
    public async Task Nobody_is_named_who_is_not_in_the_catalogue_and_nobody_where_people_are_not_named()
    {
        await using var world = await DemoWorld.CreateAsync(Engine.Sqlite, Morning);
        await world.EnsureAsync();
        await using var db = world.Open();
        var people = await db.Set<Person>().Select(row => row.Name).ToListAsync();
        people.Count.ShouldBe(25);

        var named = new List<string?>();
        named.AddRange(await db.Set<HistoryAuthor>().Where(row => !row.IsBot).Select(row => row.Name).ToListAsync());
        named.AddRange(await db.Set<Measure>().Select(row => row.ProductOwner).ToListAsync());
        named.AddRange(await db.Set<Measure>().Select(row => row.EngineeringOwner).ToListAsync());
        named.AddRange(await db.Set<Setting>().Select(row => row.SetBy).ToListAsync());
        named.AddRange(await db.Set<ReviewMark>().Select(row => row.By).ToListAsync());
        named.AddRange(await db.Set<Commitment>().Select(row => row.MadeBy).ToListAsync());
        named.AddRange(await db.Set<Closure>().Select(row => row.By).ToListAsync());
        named.AddRange(
            await db.Set<TimelineEvent>().Where(row => row.Actor != "Binnacle").Select(row => row.Actor).ToListAsync()
        );
        named.Where(name => name is not null).Except(people).ShouldBeEmpty();

        var texts = new List<string?>();
        texts.AddRange(await db.Set<HistoryCommit>().Select(row => row.Subject).ToListAsync());
        texts.AddRange(await db.Set<DocumentVersion>().Select(row => row.Facts).ToListAsync());
        texts.AddRange(await db.Set<Snapshot>().Select(row => row.Headline).ToListAsync());
        texts.AddRange(await db.Set<Commitment>().Select(row => row.Title).ToListAsync());
        texts
            .Where(text => text is not null && people.Exists(name => text.Contains(name, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_are_sound_and_none_lies_in_the_future()
    {
        await using var world = await DemoWorld.CreateAsync(Engine.Sqlite, Morning);
        await world.GenerateAsync();
        await using var db = world.Open();
        (await db.Set<HistoryCommit>().MaxAsync(row => row.At)).ShouldBeLessThan(Morning);
        (await db.Set<HistoryTag>().MaxAsync(row => row.At)).ShouldBeLessThan(Morning);
        (await db.Set<TimelineEvent>().MaxAsync(row => row.At)).ShouldBeLessThanOrEqualTo(Morning);
        (await db.Set<Document>().Where(row => row.Problems > 0).Select(row => row.Path).ToListAsync()).ShouldBeEmpty();
        (await db.Set<Repository>().CountAsync()).ShouldBe(10);
        (await db.Set<Service>().CountAsync()).ShouldBe(14);
        (await db.Set<Team>().CountAsync()).ShouldBe(6);
        (await db.Set<Commitment>().CountAsync()).ShouldBeInRange(85, 115);
        (
            await db.Set<Commitment>()
                .CountAsync(row => row.Closure == null && row.DueOn < DateOnly.FromDateTime(Morning))
        ).ShouldBe(3);
        var year = Morning.AddYears(-1);
        (await db.Set<HistoryCommit>().CountAsync(row => row.At > year)).ShouldBeInRange(2000, 6000);
        var days = await db.Set<HistoryCommit>().Select(row => row.At).ToListAsync();
        days.Count(at => at.DayOfWeek is DayOfWeek.Sunday or DayOfWeek.Saturday).ShouldBeLessThan(days.Count / 20);
    }

    private static async Task<string> ReviewAsync(DemoWorld world)
    {
        await using var db = world.Open();
        var review = await db.ReviewAsync(world.Practices, new(AllColumns: true));
        return JsonSerializer.Serialize(review, ReviewJson.Options);
    }

    private static async Task<string> RowsAsync(DemoWorld world)
    {
        await using var db = world.Open();
        var commits = await db.Set<HistoryCommit>()
            .OrderBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.At,
                row.Subject,
            })
            .ToListAsync();
        var documents = await db.Set<Document>()
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Id,
                row.Path,
                row.ChangedAt,
                row.TeamId,
            })
            .ToListAsync();
        var points = await db.Set<Point>().OrderBy(row => row.MeasureId).ThenBy(row => row.Date).ToListAsync();
        var told = await db.Set<TimelineEvent>()
            .OrderBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.At,
                row.Actor,
                row.Verb,
                row.Subject,
            })
            .ToListAsync();
        var rows = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                commits,
                documents,
                points = points.OrderBy(row => row.MeasureId.ToString()).ThenBy(row => row.Date),
                told = told.OrderBy(row => row.Id.ToString()),
            }
        );
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(rows));
    }
}
