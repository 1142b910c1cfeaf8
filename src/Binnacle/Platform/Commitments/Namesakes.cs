using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>People who have one name, told apart wherever one of them is chosen.</summary>
public static class Namesakes
{
    /// <summary>
    /// By the team where that is enough; else by the number that the catalogue shows, and for those who may see addresses
    /// by the part before the @.
    /// </summary>
    public static async Task<IReadOnlyList<PersonChoice>> ToldApartAsync(
        this AppDb db,
        IReadOnlyList<PersonChoice> people,
        CancellationToken cancellation = default
    )
    {
        var names = people.ToLookup(person => person.Name, StringComparer.OrdinalIgnoreCase);
        var alike = people
            .Where(person => names[person.Name].Count(other => person.Team is null || other.Team == person.Team) > 1)
            .Select(person => person.Id)
            .ToHashSet();
        if (alike.Count == 0)
            return people;
        var addresses = (
            await db.Set<PersonAddress>()
                .Where(address => alike.Contains(address.PersonId))
                .OrderBy(address => address.Address)
                .Select(address => new { address.PersonId, address.Address })
                .ToListAsync(cancellation)
        ).ToLookup(address => address.PersonId, address => address.Address.Split('@')[0]);
        return
        [
            .. people.Select(person =>
                alike.Contains(person.Id)
                    ? person with
                    {
                        Label = $"{person.Label}, number {person.Number}{Of(addresses[person.Id].FirstOrDefault())}",
                    }
                    : person
            ),
        ];
    }

    /// <summary>What stands in a field that names this person: the name, for a namesake the label.</summary>
    public static string Typed(this PersonChoice person, IReadOnlyList<PersonChoice> among) =>
        among.Count(other => other.Name.Equals(person.Name, StringComparison.OrdinalIgnoreCase)) > 1
            ? person.Label
            : person.Name;

    private static string Of(string? address) => address is null ? "" : $" ({address})";
}
