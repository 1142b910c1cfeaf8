using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Access;

/// <summary>Who sees which row, decided by the one filter of <see cref="AppDb"/>; the Timeline stands for every classified table.</summary>
public sealed class DataClassTests
{
    private const string AllPeople = "open, people, people of payments, people of search";
    private static readonly Guid Payments = Guid.Parse("019a0000-0000-7000-8000-000000000001");
    private static readonly Guid Search = Guid.Parse("019a0000-0000-7000-8000-000000000002");
    private static readonly Guid Ada = Guid.Parse("019a0000-0000-7000-8000-00000000000a");
    private static readonly Guid Other = Guid.Parse("019a0000-0000-7000-8000-00000000000b");

    private static readonly (string Name, Viewer Viewer, string Sees)[] Scenarios =
    [
        ("nobody", Viewer.Nobody, "open"),
        ("viewer", In(Role.Viewer), "open"),
        ("member", In(Role.Member), "open"),
        ("leader", In(Role.Leader), AllPeople),
        ("administrator", In(Role.Administrator), AllPeople),
        ("the system", Viewer.System, AllPeople),
        ("leader of payments", In(Role.Viewer, Payments, Role.Leader), "open, people of payments"),
        ("member of payments", In(Role.Viewer, Payments, Role.Member), "open"),
        ("leader of search without another role", In(Role.None, Search, Role.Leader), "open, people of search"),
        ("the owner", In(Role.Viewer) with { AccountId = Ada }, "open, private of ada"),
        ("the owner as administrator", In(Role.Administrator) with { AccountId = Ada }, AllPeople + ", private of ada"),
    ];

    [Theory, OnBothDatabases]
    public async Task Rows_are_seen_by_class_role_and_team(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using (var db = database.Open())
        {
            db.Record("thing.made", "open");
            db.Record("thing.made", "people", classified: new Row(DataClass.People, null, null));
            db.Record("thing.made", "people of payments", classified: new Row(DataClass.People, Payments, null));
            db.Record("thing.made", "people of search", classified: new Row(DataClass.People, Search, null));
            db.Record("thing.made", "private of ada", classified: new Row(DataClass.Private, null, Ada));
            await db.SaveChangesAsync();
        }

        foreach (var (name, viewer, sees) in Scenarios)
        {
            await using var db = database.Open(viewer);
            var seen = await db.Set<TimelineEvent>()
                .OrderBy(row => row.Subject)
                .Select(row => row.Subject)
                .ToListAsync();
            string.Join(", ", seen).ShouldBe(sees, name);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_token_is_seen_by_its_owner_alone(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var owner = Account.Named("ada", "Ada", DateTime.UnixEpoch);
        await using (var db = database.Open())
        {
            db.Add(owner);
            await db.SaveChangesAsync();
        }
        await using (var db = database.Open(In(Role.Member) with { AccountId = owner.Id }))
        {
            db.AddApiToken("export", TokenScope.Read, TimeSpan.FromDays(1));
            await db.SaveChangesAsync();
            (await db.Set<ApiToken>().CountAsync()).ShouldBe(1);
        }

        await using var administrator = database.Open(In(Role.Administrator));
        (await administrator.Set<ApiToken>().CountAsync()).ShouldBe(0);
        (await administrator.Set<TimelineEvent>().CountAsync(row => row.Verb == "token.created")).ShouldBe(0);
    }

    [Theory, OnBothDatabases]
    public async Task A_recorded_change_without_an_event_is_not_saved(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        db.Add(new RoleGrant { AccountId = Ada, Role = Role.Leader });

        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Theory, OnBothDatabases]
    public async Task The_timeline_is_never_edited(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        db.Record("thing.made", "open");
        await db.SaveChangesAsync();
        db.Remove(await db.Set<TimelineEvent>().SingleAsync());

        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    private static Viewer In(Role role) => new(Other, "someone", role, new Dictionary<Guid, Role>());

    private static Viewer In(Role role, Guid team, Role inTeam) =>
        new(Other, "someone", role, new Dictionary<Guid, Role> { [team] = inTeam });

    private sealed record Row(DataClass DataClass, Guid? TeamId, Guid? OwnerAccountId) : IClassified;
}
