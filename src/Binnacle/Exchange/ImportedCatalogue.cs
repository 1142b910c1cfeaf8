using Binnacle.Platform.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>Teams, people, repositories and services of an import.</summary>
internal sealed class ImportedCatalogue(ImportRun import)
{
    public async Task WriteAsync(CancellationToken cancellation)
    {
        await TeamsAsync(cancellation);
        await PeopleAsync(cancellation);
        await RepositoriesAsync(cancellation);
        await ServicesAsync(cancellation);
    }

    private async Task TeamsAsync(CancellationToken cancellation)
    {
        var known = await import.Db.Set<Team>().ToDictionaryAsync(row => row.Slug, cancellation);
        var handles = await import.Db.Set<TeamHandle>().ToDictionaryAsync(row => row.Handle, cancellation);
        foreach (var (slug, row) in known)
            import.Teams[slug] = row.Id;
        foreach (var (item, index) in import.Document.Teams.Select((item, index) => (item, index)))
        {
            var place = $"$.teams[{index}]";
            var isNew = !known.TryGetValue(item.Slug, out var team);
            if (isNew)
            {
                team = new Team
                {
                    Slug = item.Slug,
                    ProposedBy = item.ProposedBy,
                    CreatedAt = item.CreatedAt,
                };
                import.Db.Add(team);
                known[item.Slug] = team;
                import.Teams[item.Slug] = team.Id;
            }
            team!.Name = item.Name;
            (team.ConfirmedAt, team.ConfirmedBy) = (item.ConfirmedAt, item.ConfirmedBy);
            team.ArchivedAt = item.ArchivedAt;
            var added = 0;
            foreach (var (handle, number) in item.Handles.Select((handle, number) => (handle, number)))
            {
                if (!handles.TryGetValue(handle, out var row))
                {
                    handles[handle] = new TeamHandle { TeamId = team.Id, Handle = handle };
                    import.Db.Add(handles[handle]);
                    added++;
                }
                else if (row.RemovedAt is not null)
                {
                    (row.TeamId, row.RemovedAt) = (team.Id, null);
                    added++;
                }
                else if (row.TeamId != team.Id)
                    import.Problem($"{place}.handles[{number}]", $"“{handle}” stands for another team already");
            }
            if (isNew || added > 0)
                import.Did(isNew ? "added" : "changed", "team", item.Slug);
            else
                import.Kept(team, "team", item.Slug);
        }
    }

    private async Task PeopleAsync(CancellationToken cancellation)
    {
        var known = await import.Db.Set<Person>().ToDictionaryAsync(row => row.Number, cancellation);
        var addresses = await import.Db.Set<PersonAddress>().ToDictionaryAsync(row => row.Address, cancellation);
        foreach (var (number, row) in known)
            import.People[number] = row.Id;
        foreach (var (item, index) in import.Document.People.Select((item, index) => (item, index)))
        {
            var place = $"$.people[{index}]";
            var isNew = !known.TryGetValue(item.Number, out var person);
            if (isNew)
            {
                person = new Person { Number = item.Number, CreatedAt = item.CreatedAt };
                import.Db.Add(person);
                known[item.Number] = person;
                import.People[item.Number] = person.Id;
            }
            else if (person!.Name != item.Name && !Shares(person, item, addresses))
            {
                import.Problem(
                    $"{place}.number",
                    $"{item.Number} is {person.Name} here and {item.Name} in the document, without an address in common"
                );
                continue;
            }
            (person!.Name, person.TeamId) = (item.Name, import.Team(item.Team, $"{place}.team"));
            (person.JoinedOn, person.LeftOn) = (item.JoinedOn, item.LeftOn);
            (person.ConfirmedAt, person.ConfirmedBy) = (item.ConfirmedAt, item.ConfirmedBy);
            var added = Addresses(person, item, addresses, place);
            if (isNew || added > 0)
                import.Did(
                    isNew ? "added" : "changed",
                    "person",
                    item.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
            else
                import.Kept(person, "person", item.Name);
        }
    }

    private int Addresses(Person person, PersonItem item, Dictionary<string, PersonAddress> known, string place)
    {
        var added = 0;
        foreach (var (address, number) in item.Addresses.Select((address, number) => (address, number)))
        {
            if (!known.TryGetValue(address.Address, out var row))
            {
                row = new PersonAddress
                {
                    PersonId = person.Id,
                    Name = address.Name,
                    Address = address.Address,
                    TeamId = person.TeamId,
                };
                import.Db.Add(row);
                known[address.Address] = row;
                added++;
            }
            else if (row.PersonId != person.Id)
                import.Problem(
                    $"{place}.addresses[{number}].address",
                    $"“{address.Address}” belongs to another person"
                );
            else
                row.TeamId = person.TeamId;
        }
        return added;
    }

    private static bool Shares(Person person, PersonItem item, Dictionary<string, PersonAddress> known) =>
        item.Addresses.Any(address => known.TryGetValue(address.Address, out var row) && row.PersonId == person.Id);

    private async Task RepositoriesAsync(CancellationToken cancellation)
    {
        var known = await import.Db.Set<Repository>().ToDictionaryAsync(row => row.Slug, cancellation);
        var places = known.Values.ToDictionary(row => row.Location, row => row.Slug, StringComparer.Ordinal);
        foreach (var (slug, row) in known)
            import.Repositories[slug] = row.Id;
        foreach (var (item, index) in import.Document.Repositories.Select((item, index) => (item, index)))
        {
            var place = $"$.repositories[{index}]";
            if (places.TryGetValue(item.Location, out var other) && other != item.Slug)
            {
                import.Problem($"{place}.location", $"{item.Location} is the repository “{other}” already");
                continue;
            }
            var isNew = !known.TryGetValue(item.Slug, out var repository);
            if (isNew)
            {
                repository = new Repository
                {
                    Slug = item.Slug,
                    Location = item.Location,
                    IsClone = item.IsClone,
                    AddedAt = item.AddedAt,
                };
                import.Db.Add(repository);
                known[item.Slug] = repository;
                places[item.Location] = item.Slug;
                import.Repositories[item.Slug] = repository.Id;
            }
            else if (repository!.Location != item.Location)
            {
                import.Problem($"{place}.location", $"expected {repository.Location} as here, found {item.Location}");
                continue;
            }
            (repository!.Name, repository.WebUrl) = (item.Name, item.WebUrl);
            repository.TeamId = import.Team(item.Team, $"{place}.team");
            repository.ArchivedAt = item.ArchivedAt;
            if (isNew)
                import.Did("added", "repository", item.Slug);
            else
                import.Kept(repository, "repository", item.Slug);
        }
    }

    private async Task ServicesAsync(CancellationToken cancellation)
    {
        var known = await import.Db.Set<Service>().ToDictionaryAsync(row => row.Slug, cancellation);
        foreach (var (item, index) in import.Document.Services.Select((item, index) => (item, index)))
        {
            var place = $"$.services[{index}]";
            var isNew = !known.TryGetValue(item.Slug, out var service);
            if (isNew)
            {
                service = new Service
                {
                    Slug = item.Slug,
                    ProposedBy = item.ProposedBy,
                    CreatedAt = item.CreatedAt,
                };
                import.Db.Add(service);
                known[item.Slug] = service;
            }
            (service!.Name, service.Path, service.IsCritical) = (item.Name, item.Path, item.IsCritical);
            service.TeamId = import.Team(item.Team, $"{place}.team");
            service.RepositoryId = import.Repository(item.Repository, $"{place}.repository");
            (service.ConfirmedAt, service.ConfirmedBy) = (item.ConfirmedAt, item.ConfirmedBy);
            service.ArchivedAt = item.ArchivedAt;
            if (isNew)
                import.Did("added", "service", item.Slug);
            else
                import.Kept(service, "service", item.Slug);
        }
    }
}
