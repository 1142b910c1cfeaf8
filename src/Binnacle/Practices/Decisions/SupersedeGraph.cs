namespace Binnacle.Practices.Decisions;

/// <summary>Which decision supersedes which. Following it from the younger to the older never comes back to where one began.</summary>
public sealed class SupersedeGraph(IEnumerable<(Guid Younger, Guid Older)> links)
{
    private readonly ILookup<Guid, Guid> older = links.ToLookup(link => link.Younger, link => link.Older);

    /// <summary>What <paramref name="younger"/> would supersede, by itself and through what it supersedes, holds itself.</summary>
    public bool WouldClose(Guid younger, Guid elder) => younger == elder || Reaches(elder, younger);

    /// <summary>A way of any length from the younger to the older.</summary>
    public bool Reaches(Guid from, Guid to)
    {
        var seen = new HashSet<Guid> { from };
        var waiting = new Stack<Guid>([from]);
        while (waiting.TryPop(out var at))
        {
            foreach (var next in older[at])
            {
                if (next == to)
                    return true;
                if (seen.Add(next))
                    waiting.Push(next);
            }
        }
        return false;
    }
}
