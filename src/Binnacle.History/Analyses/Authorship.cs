using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>How well one person knows one file.</summary>
/// <param name="Person">A number of <see cref="AuthorAliases.Person"/>.</param>
/// <param name="IsFirst">FA: made the file, or made it again.</param>
/// <param name="Deliveries">DL: own modifications and renames.</param>
/// <param name="Acceptances">AC: the others' modifications and renames.</param>
/// <param name="Degree">DOA = 3.293 + 1.098 · FA + 0.164 · DL − 0.321 · ln(1 + AC).</param>
/// <param name="Normalized">DOA ÷ the highest of the file.</param>
/// <param name="IsAuthor">Normalized above 0.75, and DOA at least 3.293 or FA.</param>
public sealed record DegreeOfAuthorship(
    string File,
    int Person,
    bool IsFirst,
    int Deliveries,
    int Acceptances,
    double Degree,
    double Normalized,
    bool IsAuthor
);

/// <summary>
/// Degree of authorship of people over files. A file's changes are those under its path and, where it was renamed, under the paths before. Source: Avelino, Passos,
/// Hora, Valente, "A Novel Approach for Estimating Truck Factors" (ICPC 2016), as its tool does it.
/// </summary>
public sealed class Authorship
{
    // The tool compares with a float.
    private const float LeastDegree = 3.293f;
    private const double LeastShare = 0.75;

    private readonly Dictionary<string, List<Event>> byPath = new(StringComparer.Ordinal);

    /// <summary>Who the numbers are.</summary>
    public AuthorAliases People { get; } = new();

    /// <summary>Adds one commit, in any order; merges carry no changes.</summary>
    public void Add(Commit commit)
    {
        var author = People.Add(commit.Author);
        foreach (var change in commit.Changes)
        {
            if (change.Kind is not (ChangeKind.Added or ChangeKind.Modified or ChangeKind.Renamed))
                continue;
            ref var events = ref CollectionsMarshal.GetValueRefOrAddDefault(byPath, change.Path, out _);
            (events ??= []).Add(new(author, change.Kind == ChangeKind.Added, change.OldPath));
        }
    }

    /// <summary>By file in the order given, best first. A file that no commit changed (a merge made it) has none.</summary>
    /// <param name="files">In git's order: as in the tool, a rename leads back only from the first file that reaches it.</param>
    public IReadOnlyList<DegreeOfAuthorship> Of(IEnumerable<string> files)
    {
        var result = new List<DegreeOfAuthorship>();
        var followed = new HashSet<Event>(ReferenceEqualityComparer.Instance);
        foreach (var file in files)
        {
            var shares = new Dictionary<int, (bool IsFirst, int Deliveries)>();
            foreach (var change in Past(file, followed))
            {
                ref var share = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    shares,
                    People.Person(change.Author),
                    out _
                );
                share = change.IsAdd ? (true, share.Deliveries) : (share.IsFirst, share.Deliveries + 1);
            }
            result.AddRange(Degrees(file, shares));
        }
        return result;
    }

    private static IEnumerable<DegreeOfAuthorship> Degrees(
        string file,
        Dictionary<int, (bool IsFirst, int Deliveries)> shares
    )
    {
        var all = shares.Values.Sum(share => share.Deliveries);
        double Degree((bool IsFirst, int Deliveries) share) =>
            3.293
            + (share.IsFirst ? 1.098 : 0)
            + 0.164 * share.Deliveries
            - 0.321 * Math.Log(1 + all - share.Deliveries);
        var best = shares.Count == 0 ? 0 : shares.Values.Max(Degree);
        return shares
            .Select(row =>
            {
                var (degree, first) = (Degree(row.Value), row.Value.IsFirst);
                return new DegreeOfAuthorship(
                    file,
                    row.Key,
                    first,
                    row.Value.Deliveries,
                    all - row.Value.Deliveries,
                    degree,
                    degree / best,
                    degree / best > LeastShare && (degree >= LeastDegree || first)
                );
            })
            .OrderByDescending(row => row.Degree)
            .ThenBy(row => row.Person);
    }

    private IEnumerable<Event> Past(string file, HashSet<Event> followed)
    {
        var paths = new Queue<string>([file]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { file };
        while (paths.TryDequeue(out var path))
            foreach (var change in byPath.GetValueOrDefault(path, []))
            {
                yield return change;
                if (change.OldPath is { } old && followed.Add(change) && seen.Add(old))
                    paths.Enqueue(old);
            }
    }

    private sealed record Event(int Author, bool IsAdd, string? OldPath);
}
