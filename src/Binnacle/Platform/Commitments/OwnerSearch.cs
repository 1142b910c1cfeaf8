using System.Linq.Expressions;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

public sealed record PersonChoice(Guid Id, int Number, string Name, string? Team)
{
    /// <summary>As a list shows the person; typed like this, it is that person.</summary>
    public string Label { get; init; } = Team is null ? Name : $"{Name}, {Team}";
}

/// <summary>Finds one of thousands of people by a name or a part of it.</summary>
public static class OwnerSearch
{
    private const int Most = 20;
    private const int MostSuggested = 100;

    /// <summary>
    /// Those with exactly that name, else those whose name holds it, else who is labelled so; people who left are not
    /// offered.
    /// </summary>
    public static async Task<IReadOnlyList<PersonChoice>> PeopleNamedAsync(
        this AppDb db,
        string? text,
        CancellationToken cancellation = default
    )
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var sought = text.Trim();
        var folded = sought.ToLowerInvariant();
        var found = await ChoicesAsync(
            db,
            Here(db).Where(person => person.Name.Contains(sought) || person.Name.ToLower().Contains(folded)),
            cancellation
        );
        if (found.Count == 0)
            return await LabelledAsync(db, sought, cancellation);
        var exact = found.FindAll(person => person.Name.Equals(sought, StringComparison.OrdinalIgnoreCase));
        return await db.ToldApartAsync(exact.Count > 0 ? exact : found, cancellation);
    }

    /// <summary>These people, also those who left, in no order.</summary>
    public static async Task<IReadOnlyList<PersonChoice>> PeopleAsync(
        this AppDb db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation = default
    ) =>
        await db.ToldApartAsync(
            await db.Set<Person>()
                .Where(person => ids.Contains(person.Id))
                .Select(Choice(db))
                .ToListAsync(cancellation),
            cancellation
        );

    /// <summary>Names that a browser proposes while one types: a few, never all; namesakes as they are told apart.</summary>
    public static async Task<IReadOnlyList<string>> SuggestedPeopleAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var people = await Here(db)
            .OrderBy(person => person.Name)
            .ThenBy(person => person.Number)
            .Take(MostSuggested)
            .Select(Choice(db))
            .ToListAsync(cancellation);
        var told = await db.ToldApartAsync(people, cancellation);
        return [.. told.Select(person => person.Typed(told)).Distinct()];
    }

    /// <summary>What stands in a field that names this person: the name, for a namesake the label.</summary>
    public static async Task<string?> TypedNameAsync(this AppDb db, Guid? id, CancellationToken cancellation = default)
    {
        var name = await db.Set<Person>()
            .Where(person => person.Id == id)
            .Select(person => person.Name)
            .FirstOrDefaultAsync(cancellation);
        var named = await db.PeopleNamedAsync(name, cancellation);
        return named.Count > 1 ? named.FirstOrDefault(person => person.Id == id)?.Label ?? name : name;
    }

    /// <param name="number">Of a person chosen among several; wins over the name.</param>
    /// <exception cref="Refusal">Nobody, or more than one.</exception>
    public static async Task<PersonChoice> OwnerAsync(
        this AppDb db,
        string? text,
        int? number,
        CancellationToken cancellation = default
    )
    {
        if (number is { } chosen)
        {
            return await db.Set<Person>()
                    .Where(person => person.Number == chosen)
                    .Select(person => new PersonChoice(person.Id, person.Number, person.Name, null))
                    .SingleOrDefaultAsync(cancellation)
                ?? throw new Refusal("owner", $"There is no person with the number {chosen}.");
        }
        if (string.IsNullOrWhiteSpace(text))
            throw new Refusal("owner", "Say who owns it: type a name or a part of it.");
        var found = await db.PeopleNamedAsync(text, cancellation);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new Refusal(
                "owner",
                $"Nobody in the catalogue is named “{text.Trim()}”. Type another part of the name."
            ),
            Most => throw new Refusal(
                "owner",
                $"{Most} people or more match “{text.Trim()}”. Choose one, or type more of the name."
            ),
            _ => throw new Refusal("owner", $"{found.Count} people match “{text.Trim()}”. Choose one."),
        };
    }

    private static async Task<IReadOnlyList<PersonChoice>> LabelledAsync(
        AppDb db,
        string label,
        CancellationToken cancellation
    )
    {
        var named = await ChoicesAsync(
            db,
            Here(db).Where(person => label.StartsWith(person.Name + ", ")),
            cancellation
        );
        var told = await db.ToldApartAsync(named, cancellation);
        return [.. told.Where(person => person.Label.Equals(label, StringComparison.OrdinalIgnoreCase))];
    }

    private static IQueryable<Person> Here(AppDb db)
    {
        var today = db.Today;
        return db.Set<Person>().Where(person => person.LeftOn == null || person.LeftOn >= today);
    }

    private static Task<List<PersonChoice>> ChoicesAsync(
        AppDb db,
        IQueryable<Person> people,
        CancellationToken cancellation
    ) =>
        people
            .OrderBy(person => person.Name.Length)
            .ThenBy(person => person.Name)
            .ThenBy(person => person.Number)
            .Take(Most)
            .Select(Choice(db))
            .ToListAsync(cancellation);

    private static Expression<Func<Person, PersonChoice>> Choice(AppDb db) =>
        person =>
            new(
                person.Id,
                person.Number,
                person.Name,
                db.Set<Team>().Where(team => team.Id == person.TeamId).Select(team => team.Name).FirstOrDefault()
            );
}
