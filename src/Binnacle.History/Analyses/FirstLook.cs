namespace Binnacle.History.Analyses;

/// <summary>
/// What the differences of trees tell by themselves, within seconds: contents are not read, so there are no lines, and a renamed file begins anew. Merges, bots,
/// vendored and generated files and those that are gone are left out.
/// </summary>
/// <param name="Commits">All that the head reaches.</param>
/// <param name="Since">Where the year of hotspots, couplings and work begins; it ends at the newest change.</param>
/// <param name="Changes">Changes by people in that year.</param>
/// <param name="Hotspots">Source files by changes in the year, most first, at most <see cref="Most"/>.</param>
/// <param name="Couplings">Pairs of source files in the year, by <see cref="TemporalCoupling"/> with its defaults, at most <see cref="Most"/>.</param>
/// <param name="Work">Changes of each kind in the year.</param>
/// <param name="Files">Files at the head that count.</param>
/// <param name="TruckFactor">By <see cref="Analyses.TruckFactor"/>, over all of history, not pruned.</param>
/// <param name="Joined">People by the month of their first change, in the year: counted, not named.</param>
public sealed record FirstLook(
    int Commits,
    DateTime Since,
    DateTime Until,
    int Changes,
    IReadOnlyList<RevisionCount> Hotspots,
    IReadOnlyList<CoupledPair> Couplings,
    IReadOnlyDictionary<WorkKind, int> Work,
    int Files,
    int TruckFactor,
    IReadOnlyDictionary<DateOnly, int> Joined
)
{
    /// <summary>The most rows kept of hotspots and couplings.</summary>
    public const int Most = 100;

    /// <summary>Looks at all that a commit reaches.</summary>
    /// <param name="progress">Receives from time to time how many commits were looked at.</param>
    /// <exception cref="RepositoryException">The repository cannot be read.</exception>
    public static async Task<FirstLook> ReadAsync(
        GitRepository git,
        ObjectId head,
        ReadOptions options,
        Action<int>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var files = (await CommitFiles.ReadAsync(git, head, cancellation)).Own.Select(file => file.Path).ToList();
        var code = files.Where(SourceFileRule.IsSource).ToHashSet(StringComparer.Ordinal);
        var history = new ChangeHistory();
        var authorship = new Authorship();
        var firsts = new Dictionary<Identity, DateTime>();
        var subjects = new List<(DateTime At, string Subject)>();
        var commits = 0;
        await foreach (
            var commit in git.ReadCommitsAsync(
                await git.ReachableAsync(head, cancellation),
                options with
                {
                    TreesOnly = true,
                    MailmapAt = options.MailmapAt ?? head,
                },
                cancellation
            )
        )
        {
            if (++commits % 1000 == 0)
                progress?.Invoke(commits);
            if (commit.IsMerge || BotRule.Matches(commit.Author))
                continue;
            history.Add(commit);
            authorship.Add(commit);
            subjects.Add((commit.SoundAt, commit.Subject));
            if (!firsts.TryGetValue(commit.Author, out var first) || commit.SoundAt < first)
                firsts[commit.Author] = commit.SoundAt;
        }
        var until = subjects.Count == 0 ? options.ScannedAt : subjects.Max(row => row.At);
        var since = until.AddYears(-1);
        var year = history.Since(since).Renamed(path => code.Contains(path) ? path : null);
        var recent = subjects.FindAll(row => row.At >= since);
        return new(
            commits,
            since,
            until,
            recent.Count,
            [.. Revisions.Of(year).Take(Most)],
            [.. TemporalCoupling.Of(year, new()).Take(Most)],
            recent.CountBy(row => WorkMix.Classify(row.Subject).Kind).ToDictionary(),
            files.Count,
            Analyses.TruckFactor.Of(authorship.Of(files)).Count,
            firsts
                .Values.Where(at => at >= since)
                .CountBy(at => new DateOnly(at.Year, at.Month, 1))
                .OrderBy(row => row.Key)
                .ToDictionary()
        );
    }
}
