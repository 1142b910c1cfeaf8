using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;

namespace Binnacle.Tests.Platform.Commitments;

/// <summary>Two teams, four people of whom two are named Ada, and a share of debt work that is too low in Payments.</summary>
internal sealed record CommitmentWorld(Team Payments, Team Search, Person Bob)
{
    public const string Finding = "check=debt.share&in=team:payments";

    public static async Task<CommitmentWorld> AddAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var payments = new Team
        {
            Slug = "payments",
            Name = "Payments",
            CreatedAt = db.Now,
        };
        var search = new Team
        {
            Slug = "search",
            Name = "Search",
            CreatedAt = db.Now,
        };
        db.AddRange(payments, search);
        Person[] people =
        [
            new()
            {
                Number = 1,
                Name = "Ada Kern",
                TeamId = payments.Id,
                CreatedAt = db.Now,
            },
            new()
            {
                Number = 2,
                Name = "Ada Lund",
                TeamId = search.Id,
                CreatedAt = db.Now,
            },
            new()
            {
                Number = 3,
                Name = "Bob Østergård",
                CreatedAt = db.Now,
            },
            new()
            {
                Number = 4,
                Name = "Cleo Mar",
                LeftOn = db.Today.AddDays(-30),
                CreatedAt = db.Now,
            },
        ];
        db.AddRange(people.Cast<object>());
        db.Add(new Evaluation { Date = db.Today, At = db.Now });
        db.Add(
            new Snapshot
            {
                ScopeKey = "team:payments",
                CheckId = "debt.share",
                Date = db.Today,
                Version = 1,
                State = CheckState.Fail,
                Number = 0.06,
                SampleCount = 50,
                Unit = "share",
                Text = "6 %",
                Headline = "Payments spent 6 % on debt where 20 % is set aside",
                Target = "at least 20 %",
                NextStep = "Take the top two debt items into the next cycle.",
            }
        );
        db.Record("test.prepared", "world");
        await db.SaveChangesAsync();
        return new(payments, search, people[2]);
    }

    /// <summary>Three of one name, of whom two are in one team.</summary>
    public static async Task AddNamesakesAsync(TestDatabase database, CommitmentWorld world)
    {
        await using var db = database.Open();
        foreach (var (number, team) in new[] { (11, world.Payments), (12, world.Search), (13, world.Search) })
        {
            var person = new Person
            {
                Number = number,
                Name = "Jan Wit",
                TeamId = team.Id,
                CreatedAt = db.Now,
            };
            person.Addresses.Add(new() { Name = "Jan Wit", Address = $"jan.wit{number - 11}@example.org" });
            db.Add(person);
        }
        db.Record("test.prepared", "namesakes");
        await db.SaveChangesAsync();
    }

    /// <summary>An account without a role in the organization, member of one team.</summary>
    public static Task<Account> MemberOfAsync(TestServer server, Team team) => GrantAsync(server, team, Role.Member);

    public static async Task<Account> GrantAsync(TestServer server, Team team, Role role)
    {
        var account = await server.AccountAsync(Role.None);
        await using var db = server.Database.Open();
        db.Add(
            new RoleGrant
            {
                AccountId = account.Id,
                TeamId = team.Id,
                Role = role,
                GrantedAt = db.Now,
            }
        );
        db.Record("role.granted", account.Name);
        await db.SaveChangesAsync();
        return account;
    }
}
