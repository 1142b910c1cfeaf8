using Binnacle.Platform.Markup;

namespace Binnacle.Sources.RepositoryFiles;

/// <summary>
/// A pattern as gitignore writes them, without negation and ranges: a leading or inner slash ties it to the root,
/// a trailing one means the folder, * stays within a segment and ** does not.
/// </summary>
internal sealed class OwnershipPattern
{
    private readonly string[] segments;
    private readonly bool coversBelow;
    private readonly bool needsBelow;

    public OwnershipPattern(string pattern)
    {
        needsBelow = pattern.EndsWith('/');
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isTied = pattern.AsSpan().TrimEnd('/').Contains('/');
        segments = isTied || parts is ["**", ..] ? parts : ["**", .. parts];
        // "docs/*" means the files in docs; any other last name also means what lies below it.
        coversBelow = needsBelow || !isTied || parts is not [.., "*"];
    }

    public bool Matches(ReadOnlySpan<string> path)
    {
        if (segments.Length == 0)
            return false;
        if (segments.Length == 1 && segments[0] == "**")
            return true;
        var longest = path.Length - (needsBelow ? 1 : 0);
        var shortest = coversBelow ? 1 : longest;
        for (var length = longest; length >= shortest && length > 0; length--)
        {
            if (MatchesSegments(path[..length]))
                return true;
        }
        return false;
    }

    // Greedy with one way back to the last **: linear in practice, never exponential.
    private bool MatchesSegments(ReadOnlySpan<string> path)
    {
        int p = 0,
            s = 0,
            star = -1,
            mark = 0;
        while (p < path.Length)
        {
            if (s < segments.Length && segments[s] == "**")
            {
                star = s++;
                mark = p;
            }
            else if (s < segments.Length && MatchesName(segments[s], path[p]))
            {
                s++;
                p++;
            }
            else if (star >= 0)
            {
                s = star + 1;
                p = ++mark;
            }
            else
            {
                return false;
            }
        }
        // A last ** stands for something and not for nothing.
        return s == segments.Length;
    }

    private static bool MatchesName(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int n = 0,
            p = 0,
            star = -1,
            mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
