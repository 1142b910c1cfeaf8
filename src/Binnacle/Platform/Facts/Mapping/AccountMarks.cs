namespace Binnacle.Platform.Facts.Mapping;

/// <summary>What the rules say of accounts, by their marks: no name leads from here to anything that was told.</summary>
internal sealed class AccountMarks
{
    private readonly Dictionary<string, string> others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> bots = new(StringComparer.Ordinal);

    public AccountMarks(IEnumerable<MappingRule> rules, PersonMarks? marks)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (marks?.OfAccount(rule.Pattern) is not { } mark || !known.Add(mark))
                continue;
            if (rule.AccountIs is AccountIs.SamePerson && marks.OfAccount(rule.OtherAccount) is { } other)
                others[mark] = other;
            else
                bots[mark] = rule.AccountIs is AccountIs.Bot;
        }
    }

    /// <summary>One mark for all accounts of one person.</summary>
    public string? PersonOf(string? mark)
    {
        if (mark is null || !others.ContainsKey(mark))
            return mark;
        var way = new List<string> { mark };
        while (others.TryGetValue(way[^1], out var next))
        {
            // A ring: any of it may stand for all, as long as it is always the same.
            if (way.IndexOf(next) is >= 0 and var start)
                return way[start..].Min(StringComparer.Ordinal);
            way.Add(next);
        }
        return way[^1];
    }

    public bool? IsBot(string? mark, bool? told) =>
        mark is not null && (bots.TryGetValue(mark, out var said) || bots.TryGetValue(PersonOf(mark)!, out said))
            ? said
            : told;
}
