using System.Text;

namespace Binnacle.History;

/// <summary>Paths and people of one reading, each kept once and shared by the processes that read in parallel.</summary>
internal sealed class LogNames
{
    private readonly Interned<string> paths = new(Encoding.UTF8.GetString);
    private readonly Interned<Identity> people;
    private readonly Mailmap mailmap;

    public LogNames(Mailmap mailmap)
    {
        this.mailmap = mailmap;
        people = new(ToIdentity);
    }

    /// <summary>The same object for the same bytes.</summary>
    public string Path(ReadOnlySpan<byte> bytes) => paths[bytes];

    /// <summary>From <c>NAME LF ADDRESS</c>.</summary>
    public Identity Person(ReadOnlySpan<byte> nameAndAddress) => people[nameAndAddress];

    /// <summary>From <c>NAME &lt;ADDRESS&gt;</c> values separated by byte 1; without the author and without repeats.</summary>
    public IReadOnlyList<Identity> CoAuthors(ReadOnlySpan<byte> trailers, Identity author)
    {
        if (trailers.Length == 0)
            return [];
        var found = new List<Identity>(1);
        foreach (var range in trailers.Split((byte)1))
        {
            var value = trailers[range];
            var left = value.LastIndexOf((byte)'<');
            var right = value.LastIndexOf((byte)'>');
            if (left < 0 || right < left)
                continue;
            var name = value[..left].Trim(" \t"u8);
            var address = value[(left + 1)..right].Trim(" \t"u8);
            if (name.Length + address.Length == 0)
                continue;
            byte[] key = [.. name, (byte)'\n', .. address];
            var person = people[key];
            if (person != author && !found.Contains(person))
                found.Add(person);
        }
        return found;
    }

    private Identity ToIdentity(byte[] nameAndAddress)
    {
        var cut = Array.IndexOf(nameAndAddress, (byte)'\n');
        var name = Encoding.UTF8.GetString(nameAndAddress, 0, cut);
        var address = Encoding.UTF8.GetString(nameAndAddress, cut + 1, nameAndAddress.Length - cut - 1);
        return mailmap.Resolve(new(name, address));
    }
}
