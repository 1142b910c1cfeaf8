using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.People;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Sources.Git;

/// <summary>One person for each address that commits, after <c>.mailmap</c>; bots are nobody. Authors are linked to their person.</summary>
internal sealed class PeopleProposal(AppDb db)
{
    public async Task<int> WriteAsync(Guid repositoryId, CancellationToken cancellation)
    {
        var authors = await db.Set<HistoryAuthor>()
            .Where(row => row.RepositoryId == repositoryId && !row.IsBot && row.PersonId == null)
            .ToListAsync(cancellation);
        if (authors.Count == 0)
            return 0;
        var known = await db.Set<PersonAddress>()
            .ToDictionaryAsync(row => row.Address, row => row.PersonId, StringComparer.Ordinal, cancellation);
        var groups = authors.GroupBy(AuthorAddress.Of, StringComparer.Ordinal).ToList();
        var fresh = groups.Where(group => !known.ContainsKey(group.Key)).ToList();
        var number = fresh.Count == 0 ? 0 : (int)await db.TakeNumbersAsync("people", fresh.Count, cancellation);
        var people = fresh
            .Select(group => new Person
            {
                Number = number++,
                Name = Name(group.First()),
                CreatedAt = db.Now,
            })
            .ToList();
        await db.InsertManyToBeFoundAsync(people, cancellation);
        var addresses = fresh
            .Zip(people)
            .Select(pair => new PersonAddress
            {
                PersonId = pair.Second.Id,
                Name = Name(pair.First.First()),
                Address = pair.First.Key,
            })
            .ToList();
        await db.InsertManyAsync(addresses, cancellation);
        foreach (var address in addresses)
            known[address.Address] = address.PersonId;
        foreach (var group in groups)
        foreach (var author in group)
            author.PersonId = known[group.Key];
        await db.SaveChangesAsync(cancellation);
        return people.Count;
    }

    private static string Name(HistoryAuthor author)
    {
        var name = author.Name.Trim();
        return StorableText.Cut(name.Length is 0 ? author.Address : name, 200);
    }
}
