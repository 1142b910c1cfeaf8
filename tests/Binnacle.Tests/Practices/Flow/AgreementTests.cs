using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Flow.Agreed;
using Binnacle.Practices.Flow.Ci;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Platform.Commitments;
using Binnacle.Tests.Platform.Facts;
using Binnacle.Tests.Servers;
using FsCheck;
using FsCheck.Fluent;
using Repository = Binnacle.Platform.Catalogue.Repository;

namespace Binnacle.Tests.Practices.Flow;

public sealed class AgreementTests
{
    // A Friday; the Monday of its week is 2 March 2026.
    private static readonly DateTime Now = new(2026, 3, 6, 16, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly Guid Shop = World.Number(7);

    [Fact]
    public void The_first_look_is_by_another_human_in_working_time()
    {
        AgreedChange[] changes =
        [
            Change(1, "2026-03-02 15:00"),
            Change(2, "2026-03-02 09:00"),
            Change(3, "2026-03-02 09:00", merged: "2026-03-02 10:00"),
            Change(4, "2026-03-06 12:00"),
            Change(5, "2026-03-02 09:00") with
            {
                IsByBot = true,
            },
            Change(6, "2026-03-02 09:00") with
            {
                IsDraft = true,
            },
            Change(7, "2026-03-02 09:00") with
            {
                ClosedAt = At("2026-03-03 09:00"),
            },
            Change(8, "2026-03-02 09:00", ready: "2026-03-04 09:00"),
        ];
        var items = Items(
            AgreementKind.FirstLook,
            AgreementUnit.WorkingHours,
            changes,
            // Two hours of the afternoon and two of the morning, 18 by the clock.
            Look(1, "2026-03-03 11:00"),
            Look(1, "2026-03-02 15:01", who: "author"),
            Look(1, "2026-03-02 15:02", who: "bot", isBot: true),
            Look(2, "2026-03-04 09:00"),
            Look(8, "2026-03-03 09:00")
        );

        items
            .OrderBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => (item.Name, item.Amount, item.ByTheClock, item.IsOver, item.LeftOut))
            .ShouldBe([
                ("shop 1", 4, 20, true, null),
                ("shop 2", 16, 48, true, null),
                ("shop 3", double.PositiveInfinity, 1, true, null),
                ("shop 4", 4, 4, false, null),
                ("shop 5", 39, 103, false, "made by a bot"),
                ("shop 7", 39, 103, false, "given up before anybody looked"),
                ("shop 8", 0, 0, true, null),
            ]);
    }

    [Fact]
    public void A_source_that_tells_no_reviews_makes_nothing_late()
    {
        var item = Items(AgreementKind.FirstLook, AgreementUnit.Days, [Change(1, "2026-03-02 09:00")]).Single();
        item.LeftOut.ShouldBe("its source tells no reviews");
    }

    [Fact]
    public void Open_changes_are_counted_at_the_end_of_working_days()
    {
        AgreedChange[] changes =
        [
            Change(1, "2026-03-01 09:00"),
            Change(2, "2026-03-02 09:00", merged: "2026-03-03 12:00"),
            Change(3, "2026-03-03 09:00") with
            {
                ClosedAt = At("2026-03-04 09:00"),
            },
            Change(4, "2026-03-03 09:00") with
            {
                IsByBot = true,
            },
        ];
        Items(AgreementKind.InProgress, AgreementUnit.Changes, changes)
            .Where(item => item.On >= Monday)
            .Select(item => (item.On.Day, item.Amount))
            .ShouldBe([(2, 2), (3, 2), (4, 1), (5, 1)]);
    }

    [Fact]
    public void A_week_is_judged_by_what_was_in_force_on_its_monday()
    {
        var (first, second, ended) = (
            Version(1, 2, Monday.AddDays(-14)),
            Version(2, 1, Monday.AddDays(-3)),
            Version(3, null, Monday.AddDays(7))
        );
        Agreement[] versions = [first, second, ended];
        AgreementWeek.InForce(versions, Monday.AddDays(-21)).ShouldBeNull();
        AgreementWeek.InForce(versions, Monday.AddDays(-7)).ShouldBe(first);
        AgreementWeek.InForce(versions, Monday).ShouldBe(second);
        AgreementWeek.InForce(versions, Monday.AddDays(7)).ShouldBeNull();

        AgreementItem[] items = [Item(1.5), Item(0.5), Item(0.5, isOver: false), Item(9, leftOut: "made by a bot")];
        var today = Monday.AddDays(20);
        var week = AgreementWeek.Of(Monday, second, items, today);
        (week.State, week.Within, week.Count).ShouldBe((WeekState.Slipped, 1, 2));
        week.LeftOut.ShouldBe(
            new Dictionary<string, int> { [AgreementWeek.StillOpen] = 1, ["made by a bot"] = 1 },
            ignoreOrder: true
        );
        AgreementWeek.Of(Monday, first, items, today).State.ShouldBe(WeekState.Kept);
        AgreementWeek.Of(Monday, second, [], today).State.ShouldBe(WeekState.Unknown);
        AgreementWeek.Of(Monday, second, items, Monday.AddDays(6)).State.ShouldBe(WeekState.Running);
    }

    [Fact]
    public void A_wider_target_never_keeps_less() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Choose(0, 100)).ToArbitrary(),
                Gen.Choose(1, 50).ToArbitrary(),
                (amounts, target) =>
                {
                    var items = amounts.Select(amount => Item(amount / 10.0)).ToList();
                    var narrow = AgreementWeek.Of(Monday, Version(1, target / 10.0, Monday), items, Monday.AddDays(9));
                    var wide = AgreementWeek.Of(Monday, Version(1, target / 5.0, Monday), items, Monday.AddDays(9));
                    wide.Within.ShouldBeGreaterThanOrEqualTo(narrow.Within);
                    wide.Count.ShouldBe(items.Count);
                    (narrow.Within + narrow.Outside.Count).ShouldBe(narrow.Count);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory, OnBothDatabases]
    public async Task A_team_agrees_sees_its_week_changes_and_gives_up(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var world = await CommitmentWorld.AddAsync(server.Database);
        await using (var db = server.Database.Open())
        {
            var repository = new Repository
            {
                Slug = "shop",
                Name = "shop",
                Location = "https://git.example/shop",
                TeamId = world.Payments.Id,
                AddedAt = db.Now,
            };
            db.Add(repository);
            foreach (var (number, lines) in new[] { (1, 100), (2, 900) })
            {
                var change = Binnacle.Platform.Facts.Change.Of("git.example/shop", number);
                (change.RepositoryId, change.Added, change.Deleted) = (repository.Id, lines, 0);
                (change.OpenedAt, change.MergedAt, change.Author) = (db.Now.AddHours(-1), db.Now, "mark");
                db.Add(change);
            }
            db.Record("test.prepared", "changes");
            await db.SaveChangesAsync();
        }
        var member = await server.BrowseAsAsync(await CommitmentWorld.MemberOfAsync(server, world.Payments));
        var agreed = await member.SubmitAsync(
            "/practices/flow/agreements/new",
            "agree",
            ("What", "size Lines"),
            ("Target", "400"),
            ("AgreedBy", "all of the team"),
            ("Since", server.Database.Open().Today.AddDays(-30).ToString("yyyy-MM-dd"))
        );
        agreed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await agreed.Content.ReadAsStringAsync());

        var page = await member.ReadAsync("/practices/flow/agreements/payments/size");
        page.QuerySelector("#weeks-title")!.TextContent.ShouldBe("This week so far: 1 of 2 within the target");
        page.QuerySelector("#outside-title").ShouldNotBeNull();
        (await member.ReadAsync("/practices/flow/agreements"))
            .QuerySelector("tbody td.number")!
            .TextContent.ShouldBe("1 of 2");

        var backwards = await member.SubmitAsync(
            "/practices/flow/agreements/new",
            "agree",
            ("What", "size Lines"),
            ("Target", "2000"),
            ("AgreedBy", "one"),
            ("Since", server.Database.Open().Today.AddDays(-20).ToString("yyyy-MM-dd"))
        );
        backwards.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(backwards)).Body!.TextContent.ShouldContain("Past weeks stay as they were judged");
        (
            await member.SubmitAsync("/practices/flow/agreements/payments/size", "give-up", ("Why", "Generated code"))
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await member.ReadAsync("/practices/flow/agreements/payments/size"))
            .QuerySelector("h1")!
            .TextContent.ShouldContain("gave it up");

        var program = await server.CallAsAsync(Role.Viewer, TokenScope.Read);
        var weeks = await program.GetFromJsonAsync<JsonElement>(
            "/api/v1/flow/agreements/weeks?team=payments&kind=size"
        );
        weeks.GetProperty("items").GetArrayLength().ShouldBeGreaterThanOrEqualTo(3);
        var first = await program.GetFromJsonAsync<JsonElement>(
            "/api/v1/flow/agreements/weeks?team=payments&kind=size&size=1"
        );
        first.GetProperty("items").GetArrayLength().ShouldBe(1);
        var second = await program.GetFromJsonAsync<JsonElement>(
            $"/api/v1/flow/agreements/weeks?team=payments&kind=size&size=1&cursor={first.GetProperty("next").GetString()}"
        );
        second.GetProperty("items")[0].ToString().ShouldBe(weeks.GetProperty("items")[1].ToString());
        (await program.GetAsync("/api/v1/flow/agreements/weeks?team=search&kind=size")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_look_by_ones_own_second_account_or_by_what_a_rule_calls_a_bot_is_none(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        var repository = db.AddRepository("shop");
        repository.TeamId = world.Payments.Id;
        var change = Binnacle.Platform.Facts.Change.Of("git.example/shop", 1);
        (change.RepositoryId, change.Author, change.Person) = (repository.Id, "work", "ada");
        (change.OpenedAt, change.MergedAt) = (db.Now.AddHours(-9), db.Now);
        db.Add(change);
        foreach (
            var (number, reviewer, person, byBot, ago) in new (int, string, string?, bool?, int)[]
            {
                (1, "home", "ada", null, 8),
                (2, "robot", null, true, 7),
                (3, "bob", null, null, 6),
            }
        )
        {
            var review = ChangeReview.Of(change, $"{number}");
            (review.Reviewer, review.Person, review.ByBot) = (reviewer, person, byBot);
            (review.RepositoryId, review.IsByBot, review.At) = (repository.Id, false, db.Now.AddHours(-ago));
            db.Add(review);
        }
        await db.SaveChangesAsync();

        var facts = await AgreementFacts.LoadAsync(
            db,
            world.Payments.Id,
            db.Now.AddDays(-7),
            new HashSet<AgreementKind> { AgreementKind.FirstLook },
            default
        );
        var item = AgreementItems
            .Of(
                AgreementKind.FirstLook,
                AgreementUnit.Hours,
                facts,
                (await db.WorkingCalendarsAsync()).Of(world.Payments.Id),
                db.Now.AddDays(-7),
                db.Now
            )
            .ShouldHaveSingleItem();
        item.LeftOut.ShouldBeNull();
        item.Amount.ShouldBe(3, 0.001);
    }

    [Fact]
    public async Task Hours_of_a_team_are_changed_from_its_own_and_not_from_those_of_the_organization()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await CommitmentWorld.AddAsync(server.Database);
        await using var db = server.Database.Open();
        await db.SetWorkingWeekAsync(null, "Europe/Berlin", "09:00", "17:00", WorkingCalendar.MondayToFriday);
        await db.SetWorkingWeekAsync("search", "Asia/Tokyo", "10:00", "18:30", [DayOfWeek.Sunday]);
        var leader = await server.BrowseAsAsync(Role.Leader);

        var page = await leader.ReadAsync("/cadences/hours");
        page.QuerySelector("#zone")!.GetAttribute("value").ShouldBe("Europe/Berlin");
        page.QuerySelectorAll("tbody th a").Length.ShouldBe(3, "each can be chosen");
        var search = await leader.ReadAsync("/cadences/hours?of=search");
        search.QuerySelector("#start")!.GetAttribute("value").ShouldBe("10:00");
        search.QuerySelector("h1")!.TextContent.ShouldContain("Europe/Berlin");
        var set = await leader.SubmitAsync("/cadences/hours?of=search", "hours", ("Zone", "Asia/Seoul"));
        set.StatusCode.ShouldBe(HttpStatusCode.Redirect, await set.Content.ReadAsStringAsync());

        var calendars = await db.WorkingCalendarsAsync();
        calendars
            .WeekOf((await db.TeamOfScopeAsync("search", "team"))!.Id)
            .InWords.ShouldBe("10:00 to 18:30, Sun, Asia/Seoul");
        calendars.WeekOf(null).Zone.ShouldBe("Europe/Berlin");
    }

    [Fact]
    public async Task A_scope_that_is_not_there_is_not_found_on_any_page_of_flow()
    {
        await using var server = await TestServer.StartAsync(Engine.Sqlite);
        await CommitmentWorld.AddAsync(server.Database);
        var viewer = await server.BrowseAsAsync(Role.Viewer);
        foreach (var page in new[] { "", "/blockers", "/agreements", "/ci", "/ci/jobs", "/standards", "/deployments" })
        {
            async Task<HttpStatusCode> At(string scope) =>
                (await viewer.GetAsync($"/practices/flow{page}{scope}")).StatusCode;
            (await At("?scope=team:payments")).ShouldBe(HttpStatusCode.OK, page);
            (await At("?scope=team:nobody")).ShouldBe(HttpStatusCode.NotFound, page);
            (await At(".json?scope=repository:nothing")).ShouldBe(HttpStatusCode.NotFound, page);
            if (page is "" or "/ci" or "/ci/jobs" or "/deployments")
                (await At("?service=nothing")).ShouldBe(HttpStatusCode.NotFound, page);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Working_hours_are_those_of_the_team_else_of_the_organization(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var world = await CommitmentWorld.AddAsync(database);
        await using var db = database.Open();
        (await db.WorkingCalendarsAsync()).IsSet(world.Payments.Id).ShouldBeFalse();
        await db.SetWorkingWeekAsync(null, "Europe/Berlin", "09:00", "17:00", WorkingCalendar.MondayToFriday);
        await db.SetWorkingWeekAsync("search", "Asia/Tokyo", "10:00", "18:30", [DayOfWeek.Sunday]);

        var calendars = await db.WorkingCalendarsAsync();
        calendars.WeekOf(world.Payments.Id).InWords.ShouldBe("09:00 to 17:00, Mon Tue Wed Thu Fri, Europe/Berlin");
        calendars.Of(world.Search.Id).WholeDay.ShouldBe(TimeSpan.FromHours(8.5));
        calendars.Of(world.Search.Id).Zone.Id.ShouldBe("Asia/Tokyo");
        (
            await Should.ThrowAsync<Refusal>(() =>
                db.SetWorkingWeekAsync(null, "UTC", "17:00", "09:00", [DayOfWeek.Monday])
            )
        ).Field.ShouldBe("end");
        (
            await Should.ThrowAsync<Refusal>(() =>
                db.SetWorkingWeekAsync(null, "Mars", "09:00", "17:00", [DayOfWeek.Monday])
            )
        ).Field.ShouldBe("zone");
    }

    private static IReadOnlyList<AgreementItem> Items(
        AgreementKind kind,
        AgreementUnit unit,
        AgreedChange[] changes,
        params AgreedLook[] looks
    ) =>
        AgreementItems.Of(
            kind,
            unit,
            new(
                changes,
                looks.ToLookup(look => look.ChangeId),
                Array.Empty<CiRun>(),
                [],
                new Dictionary<Guid, string> { [Shop] = "shop" }
            ),
            new(TimeZoneInfo.Utc, 540, 1020, WorkingCalendar.MondayToFriday),
            At("2026-02-23 00:00"),
            Now
        );

    private static AgreedChange Change(int number, string opened, string? ready = null, string? merged = null) =>
        new(
            World.Number(number),
            $"{number}",
            null,
            Shop,
            "author",
            false,
            false,
            100,
            At(opened),
            ready is null ? null : At(ready),
            merged is null ? null : At(merged),
            null,
            null
        );

    private static AgreedLook Look(int change, string at, string who = "other", bool isBot = false) =>
        new(World.Number(change), who, isBot, At(at));

    private static AgreementItem Item(double amount, bool isOver = true, string? leftOut = null) =>
        new("x", null, Monday, amount, isOver, leftOut);

    private static Agreement Version(int version, double? target, DateOnly since) =>
        new()
        {
            Version = version,
            Target = target,
            Unit = AgreementUnit.Days,
            Share = 0.9,
            Since = since,
        };

    private static DateTime At(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
