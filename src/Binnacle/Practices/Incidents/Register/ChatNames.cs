using System.Globalization;

namespace Binnacle.Practices.Incidents.Register;

/// <summary>
/// Tells people of chats apart without keeping their names: Person 1, Person 2. Whoever is not known to be one of those that
/// stand there is somebody else.
/// </summary>
internal sealed class ChatNames(IEnumerable<string?> there)
{
    private const string Somebody = "Person ";

    private readonly Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
    private int last = there.Select(NumberOf).DefaultIfEmpty(0).Max();

    /// <param name="told">What a line of theirs stands under already.</param>
    public void Learn(string? name, string? told)
    {
        if (name is not null && NumberOf(told) > 0)
            known.TryAdd(name, told!);
    }

    public string? Of(string? name)
    {
        if (name is null)
            return null;
        if (!known.TryGetValue(name, out var person))
            known.Add(name, person = string.Create(CultureInfo.InvariantCulture, $"{Somebody}{++last}"));
        return person;
    }

    private static int NumberOf(string? author) =>
        author?.StartsWith(Somebody, StringComparison.Ordinal) == true
        && int.TryParse(author.AsSpan(Somebody.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
