using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.People;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>Takes a list of people in: known by address, else by a name that only one has; others are added.</summary>
public static class ImportingPeople
{
    /// <exception cref="ImportRefused">Nothing was imported; every line that is wrong is named.</exception>
    public static async Task<ImportReport> ImportPeopleAsync(
        this AppDb db,
        IReadOnlyList<PersonLine> lines,
        bool dryRun,
        CancellationToken cancellation = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var teams = await db.Set<Team>().Where(team => team.ArchivedAt == null).ToListAsync(cancellation);
        var problems = new List<ImportProblem>();
        var told = new List<string>();
        var unchanged = 0;
        foreach (var line in lines)
        {
            var team = teams.Find(team => Is(line.Team, team.Slug) || Is(line.Team, team.Name));
            if (line.Team is not null && team is null)
            {
                problems.Add(
                    new($"line {line.Line}, column team", $"expected the slug or name of a team, found “{line.Team}”")
                );
                continue;
            }
            try
            {
                var (person, what) = await TakeAsync(db, line, team, teams, cancellation);
                if (what is null)
                    unchanged++;
                else
                    told.Add($"{what} person {person.Number}, {person.Name}");
            }
            catch (Refusal refused)
            {
                problems.Add(new($"line {line.Line}, column {refused.Field}", refused.Message));
            }
        }
        if (problems.Count > 0)
            throw new ImportRefused(problems);
        if (dryRun)
            await transaction.RollbackAsync(cancellation);
        else
            await transaction.CommitAsync(cancellation);
        return new(told, unchanged);
    }

    private static async Task<(Person Person, string? What)> TakeAsync(
        AppDb db,
        PersonLine line,
        Team? team,
        List<Team> teams,
        CancellationToken cancellation
    )
    {
        var address = line.Address is { } given ? AuthorAddress.Of(given) : null;
        var owner = await db.Set<PersonAddress>().FirstOrDefaultAsync(row => row.Address == address, cancellation);
        var person = owner is not null
            ? await db.Set<Person>().SingleAsync(row => row.Id == owner.PersonId, cancellation)
            : await NamedAsync(db, line.Name, cancellation);
        var isNew = person is null;
        if (person is null)
        {
            var values = new PersonValues(line.Name, team?.Slug, line.JoinedOn, line.LeftOn);
            person = await db.AddPersonAsync(values, cancellation);
        }
        else
        {
            var slug = team?.Slug ?? teams.Find(known => known.Id == person.TeamId)?.Slug;
            var values = new PersonValues(
                line.Name,
                slug,
                line.JoinedOn ?? person.JoinedOn,
                line.LeftOn ?? person.LeftOn
            );
            await db.ChangeAsync(person, values, cancellation);
        }
        var addressed = address is not null && owner is null;
        if (addressed)
        {
            db.Add(
                new PersonAddress
                {
                    PersonId = person.Id,
                    Name = line.Name,
                    Address = address!,
                    TeamId = person.TeamId,
                }
            );
            db.Record("person.address-added", person.Name, $"/catalogue/people/{person.Number}");
        }
        var changed = db.Entry(person).State is EntityState.Modified || addressed;
        await db.SaveChangesAsync(cancellation);
        return (
            person,
            isNew ? "added"
            : changed ? "changed"
            : null
        );
    }

    private static async Task<Person?> NamedAsync(AppDb db, string name, CancellationToken cancellation)
    {
        var lower = name.ToLowerInvariant();
        var named = await db.Set<Person>().Where(row => row.Name.ToLower() == lower).Take(2).ToListAsync(cancellation);
        return named.Count switch
        {
            0 => null,
            1 => named[0],
            _ => throw new Refusal("name", $"expected a name that one person has, or an address; several are “{name}”"),
        };
    }

    private static bool Is(string? given, string known) =>
        given is not null && given.Equals(known, StringComparison.OrdinalIgnoreCase);
}
