namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>Patterns as people write them: <c>*</c> stands for anything, case does not matter, the whole text must fit.</summary>
public static class Wildcard
{
    /// <param name="pattern">Empty fits everything.</param>
    public static bool Fits(string pattern, string? text)
    {
        if (pattern.Length == 0)
            return true;
        text ??= "";
        // Linear: the last star is the only place to go back to.
        var (at, here, star, mark) = (0, 0, -1, 0);
        while (here < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, mark) = (at++, here);
            else if (at < pattern.Length && char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(text[here]))
                (at, here) = (at + 1, here + 1);
            else if (star >= 0)
                (at, here) = (star + 1, ++mark);
            else
                return false;
        }
        while (at < pattern.Length && pattern[at] == '*')
            at++;
        return at == pattern.Length;
    }
}
