namespace Binnacle.History.Analyses;

/// <summary>Numbers for names, from 0; a renamed file keeps its number.</summary>
internal sealed class EntityNames
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public int Count => names.Count;

    public string NameOf(int number) => names[number];

    public int Of(string name)
    {
        if (numbers.TryGetValue(name, out var number))
            return number;
        number = names.Count;
        names.Add(name);
        numbers.Add(name, number);
        return number;
    }

    /// <summary>A file of this name is made: the same as before, unless what had the name goes on under another.</summary>
    public void Begin(string name)
    {
        if (numbers.TryGetValue(name, out var number) && names[number] == name)
            return;
        numbers[name] = names.Count;
        names.Add(name);
    }

    /// <summary>The older name leads here, too, until it begins anew: a branch may not know yet of the move.</summary>
    public void Move(int number, string to)
    {
        numbers[to] = number;
        names[number] = to;
    }
}
