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
/// Hora, Valente, "A Novel Approach for Estimating Truck Factors" (ICPC 2016), as its tool does it. Memory grows with paths and their people.
/// </summary>
public sealed class Authorship
{
    // The tool compares with a float.
    private const float LeastDegree = 3.293f;
    private const double LeastShare = 0.75;

    private readonly Dictionary<string, PathPast> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<int, DateTime> lastCommits = [];

    /// <summary>Who the numbers are.</summary>
    public AuthorAliases People { get; } = new();

    /// <summary>Adds one commit, in any order; merges carry no changes.</summary>
    public void Add(Commit commit)
    {
        var author = People.Add(commit.Author);
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lastCommits, author, out _);
        last = last > commit.SoundAt ? last : commit.SoundAt;
        foreach (var change in commit.Changes)
        {
            if (change.Kind is not (ChangeKind.Added or ChangeKind.Modified or ChangeKind.Renamed))
                continue;
            ref var past = ref CollectionsMarshal.GetValueRefOrAddDefault(byPath, change.Path, out _);
            (past ??= new()).Add(author, change);
        }
    }

    /// <summary>When each person made the last commit, merges counted, by number of <see cref="AuthorAliases.Person"/>.</summary>
    public IReadOnlyDictionary<int, DateTime> LastCommits() =>
        lastCommits
            .GroupBy(row => People.Person(row.Key), row => row.Value)
            .ToDictionary(rows => rows.Key, rows => rows.Max());

    /// <summary>By file in the order given, best first. A file that no commit changed (a merge made it) has none.</summary>
    /// <param name="files">In git's order: as in the tool, a rename leads back only from the first file that reaches it.</param>
    public IReadOnlyList<DegreeOfAuthorship> Of(IEnumerable<string> files)
    {
        var result = new List<DegreeOfAuthorship>();
        var followed = new HashSet<Move>(ReferenceEqualityComparer.Instance);
        foreach (var file in files)
        {
            var shares = new Dictionary<int, (bool IsFirst, int Deliveries)>();
            foreach (var known in Past(file, followed))
            {
                ref var share = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    shares,
                    People.Person(known.Author),
                    out _
                );
                share = (share.IsFirst || known.IsFirst, share.Deliveries + known.Deliveries);
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

    private IEnumerable<Share> Past(string file, HashSet<Move> followed)
    {
        var paths = new Queue<string>([file]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { file };
        while (paths.TryDequeue(out var path))
        {
            if (!byPath.TryGetValue(path, out var past))
                continue;
            foreach (var share in past.Shares)
                yield return share;
            foreach (var move in past.Moves)
                if (followed.Add(move) && seen.Add(move.From))
                    paths.Enqueue(move.From);
        }
    }

    private readonly record struct Share(int Author, bool IsFirst, int Deliveries);

    /// <summary>A rename that led to a path; each is another one, even from the same path.</summary>
    private sealed class Move(string from)
    {
        public string From { get; } = from;
    }

    private sealed class PathPast
    {
        public List<Share> Shares { get; } = new(1);

        public List<Move> Moves { get; } = new(0);

        public void Add(int author, in FileChange change)
        {
            var isAdd = change.Kind == ChangeKind.Added;
            if (change.OldPath is { } old)
                Moves.Add(new(old));
            var at = Shares.FindLastIndex(share => share.Author == author);
            if (at < 0)
                Shares.Add(new(author, isAdd, isAdd ? 0 : 1));
            else
                Shares[at] = isAdd
                    ? Shares[at] with
                    {
                        IsFirst = true,
                    }
                    : Shares[at] with
                    {
                        Deliveries = Shares[at].Deliveries + 1,
                    };
        }
    }
}
