using System.Runtime.InteropServices;
using Binnacle.History;

namespace Binnacle.Commands;

/// <summary>Areas by changes, and those that one person knows. Files count under the names they had.</summary>
internal sealed class ScanAreas(ScanHead head)
{
    private const int FewestChanges = 10;

    private readonly Dictionary<string, Area> touched = new(StringComparer.Ordinal);

    public void Add(Commit commit, string person)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in commit.Changes)
        {
            if (head.ComponentOf(change.Path) is not { } name)
                continue;
            ref var area = ref CollectionsMarshal.GetValueRefOrAddDefault(touched, name, out _);
            area ??= new Area();
            area.Lines += (change.Added ?? 0) + (change.Deleted ?? 0);
            if (!seen.Add(name))
                continue;
            area.Changes++;
            area.ByPerson[person] = area.ByPerson.GetValueOrDefault(person) + 1;
        }
    }

    public IReadOnlyList<AreaAccount> Account() =>
        [
            .. touched
                .OrderByDescending(area => area.Value.Changes)
                .ThenBy(area => area.Key, StringComparer.Ordinal)
                .Select(area => new AreaAccount(
                    area.Key,
                    area.Value.Changes,
                    area.Value.Lines,
                    area.Value.IsSinglePerson
                )),
        ];

    /// <summary>The rule is that of the check "Areas only one person knows".</summary>
    private sealed class Area
    {
        public int Changes { get; set; }

        public int Lines { get; set; }

        public Dictionary<string, int> ByPerson { get; } = new(StringComparer.Ordinal);

        public bool IsSinglePerson =>
            Changes >= FewestChanges
            && ByPerson.Values.Count(own => own >= 3 && own * 10 >= Changes) == 1
            && ByPerson.Values.Max() * 2 >= Changes;
    }
}
