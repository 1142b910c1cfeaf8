using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.People;

/// <summary>As a form sends it; a slug stands for the team.</summary>
public sealed record PersonValues(string? Name, string? Team, DateOnly? JoinedOn, DateOnly? LeftOn);

/// <summary>What leaders do with people; each leaves an event on the Timeline. Merging and splitting save at once.</summary>
public static class PersonVerbs
{
    public static async Task<Person> AddPersonAsync(
        this AppDb db,
        PersonValues values,
        CancellationToken cancellation = default
    )
    {
        var (name, team) = await CheckAsync(db, values, cancellation);
        db.Viewer.RequireLeader(team?.Id);
        var person = new Person
        {
            Number = (int)await db.TakeNumbersAsync("people", cancellation: cancellation),
            Name = name,
            TeamId = team?.Id,
            JoinedOn = values.JoinedOn,
            LeftOn = values.LeftOn,
            CreatedAt = db.Now,
            ConfirmedAt = db.Now,
            ConfirmedBy = db.Viewer.Name,
        };
        db.Add(person);
        db.Record("person.added", person.Name, Url(person));
        return person;
    }

    public static async Task ChangeAsync(
        this AppDb db,
        Person person,
        PersonValues values,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(person.TeamId);
        var (name, team) = await CheckAsync(db, values, cancellation);
        if (team is not null && team.Id != person.TeamId)
            db.Viewer.RequireLeader(team.Id);
        var changes = new Changes()
            .Add("name", person.Name, name)
            .Add("team", await db.TeamNameAsync(person.TeamId, cancellation), team?.Name)
            .Add("joined", $"{person.JoinedOn:yyyy-MM-dd}", $"{values.JoinedOn:yyyy-MM-dd}")
            .Add("left", $"{person.LeftOn:yyyy-MM-dd}", $"{values.LeftOn:yyyy-MM-dd}");
        if (!changes.Any)
            return;
        (person.Name, person.TeamId) = (name, team?.Id);
        (person.JoinedOn, person.LeftOn) = (values.JoinedOn, values.LeftOn);
        (person.ConfirmedAt, person.ConfirmedBy) = (db.Now, db.Viewer.Name);
        // Who leads the team sees the addresses of its people.
        foreach (
            var address in await db.Set<PersonAddress>()
                .IgnoreQueryFilters()
                .Where(row => row.PersonId == person.Id)
                .ToListAsync(cancellation)
        )
            address.TeamId = team?.Id;
        db.Record("person.changed", person.Name, Url(person), changes.Told);
    }

    /// <summary>One person stood twice in the catalogue: addresses and commitments go to the one that stays.</summary>
    public static async Task MergePeopleAsync(
        this AppDb db,
        Person from,
        int? intoNumber,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var into =
            await db.Set<Person>().FirstOrDefaultAsync(row => row.Number == intoNumber, cancellation)
            ?? throw new Refusal("into", "Give the number of the person that stays, as in the address of their page.");
        if (into.Id == from.Id)
            throw new Refusal("into", "A person cannot be merged into themselves.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var addresses = await db.Set<PersonAddress>()
            .IgnoreQueryFilters()
            .Where(row => row.PersonId == from.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.PersonId, into.Id).SetProperty(row => row.TeamId, into.TeamId),
                cancellation
            );
        await db.Set<HistoryAuthor>()
            .Where(row => row.PersonId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.PersonId, into.Id), cancellation);
        await db.Set<Commitment>()
            .IgnoreQueryFilters()
            .Where(row => row.OwnerId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OwnerId, into.Id), cancellation);
        await db
            .Users.Where(row => row.PersonId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.PersonId, into.Id), cancellation);
        into.JoinedOn ??= from.JoinedOn;
        db.Remove(from);
        db.Record(
            "person.merged",
            from.Name,
            Url(into),
            $"Person {from.Number} became part of person {into.Number}, {into.Name}, with "
                + $"{(addresses == 1 ? "1 address" : $"{addresses} addresses")}. To undo it, split the addresses off on that page."
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>An address belongs to somebody else: a new person is made of it.</summary>
    public static async Task<Person> SplitAsync(
        this AppDb db,
        Person person,
        Guid addressId,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var addresses = await db.Set<PersonAddress>()
            .IgnoreQueryFilters()
            .Where(row => row.PersonId == person.Id)
            .ToListAsync(cancellation);
        var address =
            addresses.Find(row => row.Id == addressId)
            ?? throw new Refusal("addresses", "The address is no longer this person's. Reload the page.");
        if (addresses.Count == 1)
            throw new Refusal("addresses", "It is the only address of this person.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var split = new Person
        {
            Number = (int)await db.TakeNumbersAsync("people", cancellation: cancellation),
            Name = address.Name,
            CreatedAt = db.Now,
        };
        db.Add(split);
        (address.PersonId, address.TeamId) = (split.Id, null);
        var authors = await db.Set<HistoryAuthor>().Where(row => row.PersonId == person.Id).ToListAsync(cancellation);
        foreach (var author in authors.Where(author => AuthorAddress.Of(author) == address.Address))
            author.PersonId = split.Id;
        db.Record(
            "person.split",
            person.Name,
            Url(person),
            $"An address of person {person.Number} became person {split.Number}, {split.Name}. To undo it, merge them."
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return split;
    }

    private static async Task<(string Name, Team? Team)> CheckAsync(
        AppDb db,
        PersonValues values,
        CancellationToken cancellation
    )
    {
        var name = values.Name?.Trim() ?? "";
        if (name.Length is 0 or > 200)
            throw new Refusal("name", "Give a name of 1 to 200 characters.");
        if (values.LeftOn < values.JoinedOn)
            throw new Refusal("left", "The day of leaving is before the day of joining.");
        return (name, await db.TeamOrNobodyAsync(values.Team, cancellation));
    }

    private static string Url(Person person) => $"/catalogue/people/{person.Number}";
}
