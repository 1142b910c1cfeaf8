using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>Adds up a repository in one pass over its history (<see cref="ScanPass"/>).</summary>
internal static class ScanAccounting
{
    private const int MostProblems = 20;

    /// <param name="others">Repositories to look for coupling with.</param>
    /// <exception cref="RepositoryException">One cannot be read, or holds no commit.</exception>
    public static async Task<ScanAccount> ReadAsync(
        ScanInput input,
        IReadOnlyList<ScanInput> others,
        CancellationToken cancellation
    )
    {
        var git = input.Git;
        var at = await input.HeadAsync(cancellation);
        // Windows end at the newest change, so that a repository at rest tells something, too.
        var window = ScanWindow.Of(input.Choice.Since, await input.NewestAsync(at, cancellation));
        input.Progress.Report(new("Reading files", 0, 0));
        var head = await ScanHead.ListAsync(git, at, cancellation);
        await head.ReadContentsAsync(git, cancellation);
        var pass = new ScanPass(head, window.Since, window.WorkSince, window.End);
        var ids = await git.ReachableAsync(at, cancellation);
        await foreach (var commit in input.CommitsAsync(ids, input.Options with { MailmapAt = at }, cancellation))
            pass.Add(commit);
        return await AccountAsync(input, others, at, head, pass, window, ids.Count, cancellation);
    }

    private static async Task<ScanAccount> AccountAsync(
        ScanInput input,
        IReadOnlyList<ScanInput> others,
        ObjectId at,
        ScanHead head,
        ScanPass pass,
        ScanWindow window,
        int commits,
        CancellationToken cancellation
    )
    {
        var (git, choice, counts) = (input.Git, input.Choice, pass.Counts);
        var tags = await git.TagsAsync(cancellation);
        var until = choice.Until ?? input.Clock.GetUtcNow().UtcDateTime;
        var leadTimes = await pass.LeadTimes.OfAsync(
            git,
            at,
            ScanFlow.FullReleases(tags).Where(tag => tag.At <= until),
            cancellation
        );
        var history = pass.History.Renamed(path => head.OwnPaths.Contains(path) ? path : null);
        // Who made a file, and who is new, stands in the part that a shallow clone lacks.
        var isCut = git.IsShallow;
        var degrees = pass.Authorship.Of(head.Own.Select(file => file.Path));
        return new(
            git.Path,
            (await git.HeadAsync(cancellation))?.Branch,
            at.ToString(),
            isCut,
            git.IsPartial,
            commits,
            counts.Merges,
            counts.People,
            counts.Bots,
            counts.ByBots,
            counts.First,
            counts.Last,
            git.CommitsWithoutLineCounts,
            new(window.Since, window.End),
            ScanFlow.Work(pass, window),
            pass.Areas.Account(),
            ScanFlow.Releases(tags, window),
            ScanFlow.LeadTime(leadTimes),
            ScanFlow.Reverts(pass.Reverts),
            ScanFlow.Batch(pass.Batches),
            ScanFlow.Churn(pass.Churn),
            ScanCode.Hotspots(head, history),
            ScanCode.Coupling(head, history, choice.Coupling),
            ScanCode.CouplingSums(history, choice.Coupling),
            others.Count == 0 ? null : await ScanAcross.ReadAsync([input, .. others], choice.Since, cancellation),
            ScanCode.Ages(head, pass.Ages, window.End),
            await ScanMarkers.ReadAsync(input, head, at, window.End, cancellation),
            ScanPeople.Ownership(head, history),
            isCut ? null : ScanPeople.Factor(TruckFactor.Of(degrees)),
            isCut ? null : ScanPeople.Loss(head, degrees, pass.Authorship.LastCommits(), window.End),
            isCut ? null : ScanPeople.Newcomers(pass.Newcomers, window),
            Documents(head)
        );
    }

    private static IReadOnlyList<DocumentAccount> Documents(ScanHead head) =>
        [
            .. head
                .Documents.GroupBy(row => row.Document.Kind)
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
