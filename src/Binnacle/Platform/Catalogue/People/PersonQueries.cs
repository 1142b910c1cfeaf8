using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Catalogue.People;

/// <param name="Team">A slug.</param>
public sealed record PersonFilter(string? Search = null, string? Team = null);

public static class PersonQueries
{
    private sealed record Key(int Number);

    /// <summary>By number, for programs.</summary>
    public static async Task<Page<PersonRow>> PeopleAsync(
        this AppDb db,
        PersonFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var people = Find(db, filter);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            people = people.Where(row => row.Number > last.Number);
        return await people
            .OrderBy(row => row.Number)
            .PartAsync(part, rows => Rows(db, rows), row => new Key(row.Number), cancellation);
    }

    /// <summary>By name: an order to find people, not to compare them.</summary>
    public static Task<(List<PersonRow> Rows, int Total)> PeopleOnPageAsync(
        this AppDb db,
        PersonFilter filter,
        int page,
        CancellationToken cancellation = default
    ) =>
        Find(db, filter)
            .OrderBy(row => row.Name.ToLower())
            .ThenBy(row => row.Number)
            .OnPageAsync(page, rows => Rows(db, rows), cancellation);

    /// <returns>Null when there is no such person.</returns>
    public static async Task<PersonFacts?> PersonFactsAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    )
    {
        var people = db.Set<Person>().AsNoTracking().Where(row => row.Number == number);
        var row = await Rows(db, people).FirstOrDefaultAsync(cancellation);
        return row is null
            ? null
            : new(
                row,
                await db.Set<PersonAddress>()
                    .Where(address => address.PersonId == row.Id)
                    .OrderBy(address => address.Address)
                    .Select(address => new AddressRow(address.Id, address.Name, address.Address))
                    .ToListAsync(cancellation)
            );
    }

    private static IQueryable<Person> Find(AppDb db, PersonFilter filter)
    {
        var people = db.Set<Person>().AsNoTracking();
        if (filter.Search?.Trim().ToLowerInvariant() is { Length: > 0 } search)
            people = people.Where(row => row.Name.ToLower().Contains(search));
        if (filter.Team is { Length: > 0 } team)
            people = people.Where(row =>
                db.Set<Team>().Any(candidate => candidate.Id == row.TeamId && candidate.Slug == team)
            );
        return people;
    }

    private static IQueryable<PersonRow> Rows(AppDb db, IQueryable<Person> people) =>
        people.Select(row => new PersonRow(
            row.Id,
            row.Number,
            row.Name,
            row.TeamId,
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Slug).FirstOrDefault(),
            row.JoinedOn,
            row.LeftOn
        ));
}
