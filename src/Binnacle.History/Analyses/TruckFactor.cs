namespace Binnacle.History.Analyses;

/// <summary>One who was taken away.</summary>
/// <param name="Person">A number of <see cref="AuthorAliases.Person"/>.</param>
/// <param name="Files">Files this person is an author of.</param>
/// <param name="CoverageLeft">Share of all files that still have an author then, 0 to 1.</param>
/// <param name="IsPruned">Author of less than a tenth of the first one's files; the shipped tool does not count such.</param>
public sealed record KeyAuthor(int Person, int Files, double CoverageLeft, bool IsPruned);

/// <summary>
/// How few people can leave until half of the files have no author left. Source: Avelino et al. 2016: while at least half of the files have an author, the author of
/// most files is taken away (of equals, who changed more).
/// </summary>
/// <param name="Files">Files that somebody changed.</param>
/// <param name="Coverage">Share of them with an author, 0 to 1.</param>
/// <param name="Authors">In the order they were taken away.</param>
public sealed record TruckFactor(int Files, double Coverage, IReadOnlyList<KeyAuthor> Authors)
{
    private const double Half = 0.5;
    private const float Tenth = 0.1f;

    /// <summary>As published: nobody pruned.</summary>
    public int Count => Authors.Count;

    /// <summary>As the shipped tool counts.</summary>
    public int PrunedCount => Authors.Count(author => !author.IsPruned);

    /// <summary>Computes it from all degrees of all files.</summary>
    public static TruckFactor Of(IReadOnlyList<DegreeOfAuthorship> degrees)
    {
        var files = degrees.Select(row => row.File).Distinct(StringComparer.Ordinal).Count();
        var authors = degrees
            .Where(row => row.IsAuthor)
            .GroupBy(row => row.Person)
            .ToDictionary(rows => rows.Key, rows => rows.Select(row => row.File).ToList());
        var changes = degrees
            .GroupBy(row => row.Person)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Deliveries + (row.IsFirst ? 1 : 0)));
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in authors.Values.SelectMany(own => own))
            known[file] = known.GetValueOrDefault(file) + 1;
        double Coverage() => files == 0 ? 0 : (double)known.Count / files;
        var coverage = Coverage();
        var gone = new List<KeyAuthor>();
        while (authors.Count > 0 && Coverage() >= Half)
        {
            var (person, own) = authors
                .OrderByDescending(row => row.Value.Count)
                .ThenByDescending(row => changes[row.Key])
                .ThenBy(row => row.Key)
                .First();
            authors.Remove(person);
            foreach (var file in own)
                if (--known[file] == 0)
                    known.Remove(file);
            var most = gone.Count == 0 ? own.Count : gone[0].Files;
            gone.Add(new(person, own.Count, Coverage(), (float)own.Count / most < Tenth));
        }
        return new(files, coverage, gone);
    }
}
