namespace Binnacle.History.Analyses;

/// <summary>
/// One person for every address and name that occur together: who shares either with another, letter case and accents aside, is the same, also by
/// way of a third. Source: Truck-Factor's alias handling.
/// </summary>
public sealed class AuthorAliases
{
    // Written out, because the runtime takes no accents off where it runs without tables of cultures.
    private const string Accented =
        "ÀÁÂÃÄÅĀĂĄÇĆĈĊČĎÈÉÊËĒĔĖĘĚĜĞĠĢĤÌÍÎÏĨĪĬĮİĴĶĹĻĽÑŃŅŇÒÓÔÕÖŌŎŐŔŖŘŚŜŞŠȘŢŤȚÙÚÛÜŨŪŬŮŰŲŴÝŶŸŹŻŽŁ";
    private const string Plain = "AAAAAAAAACCCCCDEEEEEEEEEGGGGHIIIIIIIIIJKLLLNNNNOOOOOOOORRRSSSSSTTTUUUUUUUUUUWYYYZZZL";

    private readonly Dictionary<string, int> byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Identity, int> known = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> parents = [];
    private readonly List<string> labels = [];

    /// <summary>A number for this author; <see cref="Person"/> tells whose it is once all were seen.</summary>
    public int Add(Identity identity)
    {
        if (!known.TryGetValue(identity, out var number))
            known[identity] = number = Join(identity);
        return number;
    }

    private int Join(Identity identity)
    {
        var name = Normal(identity.Name);
        var address = Normal(identity.Address);
        if (!byAddress.TryGetValue(address.Length > 0 ? address : name, out var number))
        {
            number = parents.Count;
            byAddress[address.Length > 0 ? address : name] = number;
            parents.Add(number);
            labels.Add(identity.Name.Length > 0 ? identity.Name : identity.Address);
        }
        if (name.Length == 0)
            return number;
        if (byName.TryGetValue(name, out var other))
            Join(number, other);
        else
            byName[name] = number;
        return number;
    }

    /// <summary>The smallest number of the same person.</summary>
    public int Person(int number)
    {
        while (parents[number] != number)
            number = parents[number] = parents[parents[number]];
        return number;
    }

    /// <summary>The name that this person was first seen with.</summary>
    public string NameOf(int number) => labels[Person(number)];

    private void Join(int one, int other)
    {
        (one, other) = (Person(one), Person(other));
        parents[Math.Max(one, other)] = Math.Min(one, other);
    }

    private static string Normal(string text) =>
        string.Concat(
            text.ToUpperInvariant().Where(letter => letter is < '\u0300' or > '\u036f').Select(WithoutAccent)
        );

    private static char WithoutAccent(char letter) =>
        letter < 0x80 ? letter
        : Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Plain[at]
        : letter;
}
