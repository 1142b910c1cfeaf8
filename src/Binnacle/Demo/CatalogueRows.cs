using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;

namespace Binnacle.Demo;

/// <summary>Teams, people, services and repositories, as a person confirmed them when Binnacle came.</summary>
internal sealed class CatalogueRows
{
    private readonly Dictionary<string, Team> teams = [];
    private readonly Dictionary<string, Person> people = [];
    private readonly Dictionary<string, Repository> repositories = [];
    private readonly Dictionary<string, Service> services = [];

    private CatalogueRows() { }

    public Team? Team(string? slug) => slug is { Length: > 0 } ? teams[slug] : null;

    public Person Person(string name) => people[name];

    public Repository Repository(string slug) => repositories[slug];

    public Service Service(string slug) => services[slug];

    public Guid? TeamByHandle(string handle) =>
        teams.Values.FirstOrDefault(team => team.Handles.Exists(own => own.Handle == handle))?.Id;

    public static async Task<CatalogueRows> WriteAsync(
        AppDb db,
        Calendar calendar,
        int seed,
        Telling telling,
        CancellationToken cancellation
    )
    {
        var draw = new Draw(seed, "catalogue");
        var rows = new CatalogueRows();
        var adopted = Calendar.At(calendar.Workday(Northwind.Adopted), 500);
        rows.AddTeams(db, draw, adopted);
        await rows.AddPeopleAsync(db, draw, calendar, adopted, cancellation);
        rows.AddRepositories(db, draw, adopted, telling);
        rows.AddServices(db, draw, adopted);
        telling.Tell(
            adopted.AddMinutes(41),
            Northwind.Director,
            "catalogue.confirmed",
            Northwind.Name,
            "/catalogue",
            "6 teams, 14 services and the people in them."
        );
        await db.SaveChangesAsync(cancellation);
        return rows;
    }

    private void AddTeams(AppDb db, Draw draw, DateTime at)
    {
        foreach (var plan in Northwind.Teams)
        {
            var team = new Team
            {
                Id = draw.Id(),
                Slug = plan.Slug,
                Name = plan.Name,
                ProposedBy = "CODEOWNERS",
                CreatedAt = at,
                ConfirmedAt = at.AddMinutes(40),
                ConfirmedBy = Northwind.Director,
            };
            team.Handles.Add(
                new TeamHandle
                {
                    Id = draw.Id(),
                    TeamId = team.Id,
                    Handle = plan.Handle,
                }
            );
            teams[plan.Slug] = team;
            db.Add(team);
        }
    }

    private async Task AddPeopleAsync(
        AppDb db,
        Draw draw,
        Calendar calendar,
        DateTime at,
        CancellationToken cancellation
    )
    {
        var number = (int)await db.TakeNumbersAsync("people", Northwind.People.Length, cancellation);
        foreach (var plan in Northwind.People)
        {
            var joined = plan.JoinedAgo is { } ago
                ? calendar.Workday(ago)
                : calendar.Day(Calendar.Days + draw.Between(120, 1900));
            var known = plan.JoinedAgo is null || plan.JoinedAgo > Northwind.Adopted ? at : Calendar.At(joined, 560);
            var person = new Person
            {
                Id = draw.Id(),
                Number = number++,
                Name = plan.Name,
                TeamId = Team(plan.Team)?.Id,
                JoinedOn = joined,
                LeftOn = plan.LeftAgo is { } left ? calendar.Day(left) : null,
                CreatedAt = known,
                ConfirmedAt = known.AddMinutes(40),
                ConfirmedBy = Northwind.Director,
            };
            person.Addresses.Add(
                new PersonAddress
                {
                    Id = draw.Id(),
                    PersonId = person.Id,
                    Name = plan.Name,
                    Address = plan.Address,
                    TeamId = person.TeamId,
                }
            );
            people[plan.Name] = person;
            db.Add(person);
        }
    }

    private void AddRepositories(AppDb db, Draw draw, DateTime at, Telling telling)
    {
        foreach (var (plan, index) in Repositories.All.Select((plan, index) => (plan, index)))
        {
            var repository = new Repository
            {
                Id = draw.Id(),
                Slug = plan.Slug,
                Name = plan.Slug,
                Location = $"northwind/{plan.Slug}",
                TeamId = Team(plan.Team)?.Id,
                Branch = "main",
                AddedAt = at.AddMinutes(index),
                // Today has begun whatever the hour.
                ScannedAt = Calendar.At(telling.Calendar.Today, 0),
            };
            repositories[plan.Slug] = repository;
            db.Add(repository);
            telling.Tell(
                repository.AddedAt,
                Northwind.Director,
                "repository.added",
                plan.Slug,
                $"/repositories/{plan.Slug}"
            );
        }
    }

    private void AddServices(AppDb db, Draw draw, DateTime at)
    {
        foreach (var plan in Northwind.Services)
            db.Add(
                services[plan.Slug] = new()
                {
                    Id = draw.Id(),
                    Slug = plan.Slug,
                    Name = plan.Name,
                    TeamId = Team(plan.Team)!.Id,
                    RepositoryId = Repository(plan.Repository).Id,
                    Path = plan.Path,
                    IsCritical = plan.IsCritical,
                    ProposedBy = $"{plan.Repository}",
                    CreatedAt = at,
                    ConfirmedAt = at.AddMinutes(41),
                    ConfirmedBy = Northwind.Director,
                }
            );
    }
}
