namespace Binnacle.History.Analyses;

/// <summary>A row of <see cref="KnowledgeLoss"/>.</summary>
/// <param name="Files">Files that somebody changed.</param>
/// <param name="WithoutAuthor">Of them, those that nobody's degree of authorship suffices for.</param>
/// <param name="Lost">Of those with an author, how many have only authors that went quiet.</param>
public sealed record LostKnowledge(string Entity, int Files, int WithoutAuthor, int Lost)
{
    /// <summary>0 to 1: lost files ÷ files with an author; null when no file has one.</summary>
    public double? Share => Files == WithoutAuthor ? null : (double)Lost / (Files - WithoutAuthor);
}

/// <summary>
/// Files whose authors all made no commit, of any kind, for some time before the end. Authors by degree of authorship. Who went quiet here may
/// work elsewhere: it is a question to ask and no verdict.
/// </summary>
public static class KnowledgeLoss
{
    /// <summary>After so long without a commit, someone counts as gone.</summary>
    public const int QuietDays = 180;

    /// <summary>By name.</summary>
    /// <param name="lastCommitOf">When a person of <paramref name="degrees"/> made the last commit.</param>
    public static IReadOnlyList<LostKnowledge> Of(
        IEnumerable<DegreeOfAuthorship> degrees,
        Func<int, DateTime> lastCommitOf,
        DateTime end,
        Func<string, string> entityOf
    )
    {
        var quietSince = end.AddDays(-QuietDays);
        return
        [
            .. degrees
                .GroupBy(row => row.File, StringComparer.Ordinal)
                .Select(rows =>
                    (
                        Entity: entityOf(rows.Key),
                        HasAuthor: rows.Any(row => row.IsAuthor),
                        IsKnown: rows.Any(row => row.IsAuthor && lastCommitOf(row.Person) >= quietSince)
                    )
                )
                .GroupBy(file => file.Entity, StringComparer.Ordinal)
                .Select(files => new LostKnowledge(
                    files.Key,
                    files.Count(),
                    files.Count(file => !file.HasAuthor),
                    files.Count(file => file is { HasAuthor: true, IsKnown: false })
                ))
                .OrderBy(row => row.Entity, StringComparer.Ordinal),
        ];
    }
}
