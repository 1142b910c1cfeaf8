using System.Runtime.InteropServices;
using System.Text;
using Binnacle.History;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Jobs;
using Binnacle.Sources.Git;
using Files = Binnacle.Sources.RepositoryFiles.RepositoryFiles;

namespace Binnacle.Commands;

/// <summary>Adds up a repository in one pass over its history; memory grows with areas and people, not with commits.</summary>
internal sealed class ScanAccounting
{
    private const int MonthsOfWork = 12;
    private const int MonthsOfAreas = 24;
    private const int LongestFile = 2 * 1024 * 1024;
    private const int MostProblems = 20;
    private const int FewestChanges = 10;

    private readonly DateTime workSince;
    private readonly DateTime areasSince;
    private readonly AreaMap areas;
    private readonly GitAttributes attributes;
    private readonly HashSet<string> people = new(StringComparer.Ordinal);
    private readonly HashSet<string> bots = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkKind, int> kinds = Enum.GetValues<WorkKind>().ToDictionary(kind => kind, _ => 0);
    private readonly Dictionary<DecidedBy, int> means = Enum.GetValues<DecidedBy>().ToDictionary(by => by, _ => 0);
    private readonly Dictionary<string, Area> touched = new(StringComparer.Ordinal);
    private int merges;
    private int byBots;
    private DateTime first = DateTime.MaxValue;
    private DateTime last = DateTime.MinValue;

    private ScanAccounting(DateTime end, AreaMap areas, GitAttributes attributes)
    {
        (this.areas, this.attributes) = (areas, attributes);
        (workSince, areasSince) = (end.AddMonths(-MonthsOfWork), end.AddMonths(-MonthsOfAreas));
    }

    /// <exception cref="RepositoryException">It cannot be read, or holds no commit.</exception>
    public static async Task<ScanAccount> ReadAsync(
        string place,
        TimeProvider clock,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var git = await GitRepository.OpenAsync(place, cancellation);
        var head =
            await git.HeadAsync(cancellation)
            ?? throw new RepositoryException(RepositoryProblem.Empty, $"{git.Path} has no commit yet.");
        var now = clock.GetUtcNow().UtcDateTime;
        var options = new ReadOptions
        {
            ScannedAt = now,
            AcceptMissingContent = true,
            MailmapAt = head.Commit,
        };
        // Windows end at the newest change, so that a repository at rest tells something, too.
        var end = now;
        await foreach (var newest in git.ReadCommitsAsync([head.Commit], options, cancellation))
            end = newest.SoundAt < now ? newest.SoundAt : now;
        progress.Report(new("Reading files", 0, 0));
        var files = new List<string>();
        var candidates = new List<(string Path, ObjectId Blob)>();
        var attributes = GitAttributes.Parse("");
        await foreach (var file in git.FilesAsync(head.Commit, cancellation))
        {
            files.Add(file.Path);
            if (file is { Size: not null, IsLink: false } && Files.IsCandidate(file.Path))
                candidates.Add((file.Path, file.Blob));
            if (file.Path is ".gitattributes")
                await foreach (var blob in git.BlobsAsync([file.Blob], LongestFile, cancellation))
                    attributes = GitAttributes.Parse(Encoding.UTF8.GetString(blob.Content));
        }
        var documents = await DocumentsAsync(git, candidates, cancellation);
        var accounting = new ScanAccounting(end, AreaMap.From(files.Where(attributes.IsOwn)), attributes);
        var ids = await git.ReachableAsync(head.Commit, cancellation);
        var read = 0;
        await foreach (var commit in git.ReadCommitsAsync(ids, options, cancellation))
        {
            accounting.Add(commit);
            if (++read % 100 == 0)
                progress.Report(new("Reading commits", read, ids.Count));
        }
        return accounting.Account(git, head, ids.Count, end, await git.TagsAsync(cancellation), documents);
    }

    private void Add(Commit commit)
    {
        first = commit.SoundAt < first ? commit.SoundAt : first;
        last = commit.SoundAt > last ? commit.SoundAt : last;
        var person = ScanPerson.Of(commit.Author);
        var isBot = BotRule.Matches(commit.Author);
        (isBot ? bots : people).Add(person);
        byBots += isBot ? 1 : 0;
        merges += commit.IsMerge ? 1 : 0;
        if (isBot || commit.IsMerge)
            return;
        if (commit.SoundAt > workSince)
        {
            var work = WorkMix.Classify(commit.Subject);
            kinds[work.Kind]++;
            means[work.By]++;
        }
        if (commit.SoundAt > areasSince)
            AddAreas(commit, person);
    }

    private void AddAreas(Commit commit, string person)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in commit.Changes)
        {
            if (!attributes.IsOwn(change.Path))
                continue;
            var name = areas.AreaOf(change.Path);
            ref var area = ref CollectionsMarshal.GetValueRefOrAddDefault(touched, name, out _);
            area ??= new Area();
            area.Lines += (change.Added ?? 0) + (change.Deleted ?? 0);
            if (!seen.Add(name))
                continue;
            area.Changes++;
            area.ByPerson[person] = area.ByPerson.GetValueOrDefault(person) + 1;
        }
    }

    private ScanAccount Account(
        GitRepository git,
        RepositoryHead head,
        int commits,
        DateTime end,
        IReadOnlyList<Tag> tags,
        IReadOnlyList<DocumentAccount> documents
    ) =>
        new(
            git.Path,
            head.Branch,
            head.Commit.ToString(),
            git.IsShallow,
            git.IsPartial,
            commits,
            merges,
            people.Count,
            bots.Count,
            byBots,
            first,
            last,
            git.CommitsWithoutLineCounts,
            new(DateOnly.FromDateTime(workSince), DateOnly.FromDateTime(end), kinds.Values.Sum(), kinds, means),
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
            ],
            ReleasesOf(tags, areasSince, end),
            documents
        );

    private static ReleaseAccount ReleasesOf(IReadOnlyList<Tag> tags, DateTime since, DateTime end)
    {
        var versions = tags.Where(tag => ReleaseFinding.IsRelease(tag.Name))
            .ToLookup(tag => ReleaseFinding.IsPrerelease(tag.Name));
        var releases = versions[false].OrderBy(tag => tag.At).ToList();
        var recent = releases.FindAll(tag => tag.At > since && tag.At <= end);
        var gaps = recent.Zip(recent.Skip(1), (one, next) => (next.At - one.At).TotalDays).Order().ToList();
        var newest = releases.FindLast(tag => tag.At <= end);
        return new(
            releases.Count,
            versions[true].Count(),
            newest?.Name,
            newest?.At,
            gaps.Count == 0 ? null : Math.Round((gaps[(gaps.Count - 1) / 2] + gaps[gaps.Count / 2]) / 2, 1)
        );
    }

    private static async Task<IReadOnlyList<DocumentAccount>> DocumentsAsync(
        GitRepository git,
        List<(string Path, ObjectId Blob)> candidates,
        CancellationToken cancellation
    )
    {
        var paths = candidates.ToLookup(file => file.Blob, file => file.Path);
        var found = new List<(string Path, ReadDocument Document)>();
        await foreach (var blob in git.BlobsAsync(paths.Select(group => group.Key), LongestFile, cancellation))
        foreach (var path in paths[blob.Id])
            if (Files.Read(path, blob.Content, blob.IsCut) is { } document)
                found.Add((path, document));
        return
        [
            .. found
                .OrderBy(row => row.Path, StringComparer.Ordinal)
                .GroupBy(row => row.Document.Kind)
                .OrderBy(group => group.Key)
                .Select(group => new DocumentAccount(
                    group.Key,
                    group.Count(),
                    group.Sum(row => row.Document.Problems.Count),
                    [
                        .. group
                            .SelectMany(row =>
                                row.Document.Problems.Select(problem =>
                                    $"{row.Path}{(problem.Line is { } line ? $":{line}" : "")}: {problem.What}"
                                )
                            )
                            .Take(MostProblems),
                    ]
                )),
        ];
    }

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
