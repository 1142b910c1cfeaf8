using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

public sealed record PersonChoice(Guid Id, int Number, string Name, string? Team);

/// <summary>Finds one of thousands of people by a name or a part of it.</summary>
public static class OwnerSearch
{
    private const int Most = 20;

    /// <summary>Those with exactly that name, else those whose name holds it; people who left are not offered.</summary>
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
        var today = db.Today;
        var found = await db.Set<Person>()
            .Where(person => person.LeftOn == null || person.LeftOn >= today)
            .Where(person => person.Name.Contains(sought) || person.Name.ToLower().Contains(folded))
            .OrderBy(person => person.Name.Length)
            .ThenBy(person => person.Name)
            .ThenBy(person => person.Number)
            .Take(Most)
            .Select(person => new PersonChoice(
                person.Id,
                person.Number,
                person.Name,
                db.Set<Team>().Where(team => team.Id == person.TeamId).Select(team => team.Name).FirstOrDefault()
            ))
            .ToListAsync(cancellation);
        var exact = found.FindAll(person => person.Name.Equals(sought, StringComparison.OrdinalIgnoreCase));
        return exact.Count > 0 ? exact : found;
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
}
