using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>One import while it goes on: what it found, what it did, and how names lead to rows.</summary>
internal sealed class ImportRun(AppDb db, ExportDocument document)
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public AppDb Db => db;

    public ExportDocument Document => document;

    public List<ImportProblem> Problems { get; } = [];

    public List<string> Lines { get; } = [];

    public int Unchanged { get; private set; }

    public Dictionary<string, Guid> Teams { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Guid> Repositories { get; } = new(StringComparer.Ordinal);

    public Dictionary<int, Guid> People { get; } = [];

    public string Counted => string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));

    public async Task OrganizationAsync(CancellationToken cancellation)
    {
        var organization = await db.Set<Organization>().SingleOrDefaultAsync(cancellation);
        if (organization is null)
        {
            organization = new Organization { IsDemo = document.Organization.IsDemo, CreatedAt = db.Now };
            db.Add(organization);
        }
        if (organization.IsDemo != document.Organization.IsDemo)
            Problem(
                "$.organization.isDemo",
                $"expected {Json(organization.IsDemo)} as in this database, found {Json(document.Organization.IsDemo)}; demo and real data never mix"
            );
        if (document.Organization.Name.Length > 0 && organization.Name != document.Organization.Name)
        {
            organization.Name = document.Organization.Name;
            Did("changed", "organization", document.Organization.Name);
        }
        if (document.Organization.Currency is { } currency && organization.Currency != currency)
        {
            if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
                Problem("$.organization.currency", $"expected three capital letters as EUR, found “{currency}”");
            else
            {
                organization.Currency = currency;
                Did("changed", "currency", currency);
            }
        }
    }

    public void Did(string verb, string kind, string name)
    {
        Lines.Add($"{verb} {kind} {name}");
        counts[$"{verb} {kind}"] = counts.GetValueOrDefault($"{verb} {kind}") + 1;
    }

    /// <summary>After values were set on a row that was there: changed or not is what the change tracker says.</summary>
    public void Kept(object row, string kind, string name)
    {
        if (db.Entry(row).State is EntityState.Modified)
            Did("changed", kind, name);
        else
            Unchanged++;
    }

    public void Problem(string place, string message) => Problems.Add(new(place, message));

    public Guid? Team(string? slug, string place) => Find(Teams, slug, place, "the slug of a team");

    public Guid? Repository(string? slug, string place) => Find(Repositories, slug, place, "the slug of a repository");

    /// <summary>Numbers that the import brought are never given out again.</summary>
    public async Task KeepNumbersAsync(CancellationToken cancellation)
    {
        await KeepAsync("people", document.People.Select(person => person.Number), cancellation);
        await KeepAsync("commitments", document.Commitments.Select(row => row.Number), cancellation);
        await KeepAsync("debt", (document.Debt?.Items ?? []).Select(row => row.Number), cancellation);
    }

    private async Task KeepAsync(string series, IEnumerable<int> numbers, CancellationToken cancellation)
    {
        var largest = numbers.DefaultIfEmpty(0).Max();
        var next = await db.Set<NumberSeries>()
            .Where(row => row.Name == series)
            .Select(row => (long?)row.Next)
            .FirstOrDefaultAsync(cancellation);
        if (largest >= (next ?? 1))
            await db.TakeNumbersAsync(series, largest - (next ?? 1) + 1, cancellation);
    }

    private Guid? Find(Dictionary<string, Guid> known, string? slug, string place, string expected)
    {
        if (slug is null)
            return null;
        if (known.TryGetValue(slug, out var id))
            return id;
        Problem(place, $"expected {expected} of this document or of the database, found “{slug}”");
        return null;
    }

    private static string Json(bool value) => value ? "true" : "false";
}
