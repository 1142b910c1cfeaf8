using System.Text;

namespace Binnacle.History;

/// <summary>
/// A repository's <c>.mailmap</c> (gitmailmap(5)), applied to authors and to <c>Co-authored-by</c> trailers alike. Read from the commit,
/// so that a bare repository, a clone and a work tree with local edits all give the same people.
/// </summary>
internal sealed class Mailmap
{
    private readonly Dictionary<string, Entry> byAddress = new(StringComparer.OrdinalIgnoreCase);

    public static Mailmap Empty { get; } = new();

    public static Mailmap Parse(ReadOnlySpan<byte> text)
    {
        var result = new Mailmap();
        foreach (var line in Encoding.UTF8.GetString(text).Split('\n'))
            result.AddLine(line);
        return result;
    }

    public Identity Resolve(Identity identity)
    {
        if (!byAddress.TryGetValue(identity.Address, out var entry))
            return identity;
        var match = entry.ByName?.GetValueOrDefault(identity.Name) ?? entry;
        return match.Name is null && match.Address is null
            ? identity
            : new(match.Name ?? identity.Name, match.Address ?? identity.Address);
    }

    private void AddLine(string line)
    {
        if (line.StartsWith('#') || Person(line, allowEmptyAddress: false) is not { } first)
            return;
        var second = Person(line[first.End..], allowEmptyAddress: true);
        var oldAddress = second is null ? first.Address : second.Value.Address;
        var newAddress = second is null ? null : first.Address;
        if (!byAddress.TryGetValue(oldAddress, out var entry))
            byAddress[oldAddress] = entry = new();
        if (second?.Name is { } oldName)
        {
            entry.ByName ??= new(StringComparer.OrdinalIgnoreCase);
            entry.ByName[oldName] = new() { Name = first.Name, Address = newAddress };
            return;
        }
        entry.Name = first.Name ?? entry.Name;
        entry.Address = newAddress ?? entry.Address;
    }

    private static (string? Name, string Address, int End)? Person(string text, bool allowEmptyAddress)
    {
        var left = text.IndexOf('<', StringComparison.Ordinal);
        var right = left < 0 ? -1 : text.IndexOf('>', left + 1);
        if (right < 0 || (!allowEmptyAddress && right == left + 1))
            return null;
        var name = text[..left].Trim();
        return (name.Length == 0 ? null : name, text[(left + 1)..right], right + 1);
    }

    private sealed class Entry
    {
        public string? Name { get; set; }
        public string? Address { get; set; }
        public Dictionary<string, Entry>? ByName { get; set; }
    }
}
