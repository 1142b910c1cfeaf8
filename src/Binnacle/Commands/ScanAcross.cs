using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>Coupling across repositories, by day and author and by issue.</summary>
internal static class ScanAcross
{
    private const int Most = 100;

    /// <summary>Trees are compared and contents are not read, so it costs little beside the scan itself.</summary>
    public static async Task<AcrossAccount> ReadAsync(
        IReadOnlyList<ScanInput> inputs,
        DateTime? since,
        CancellationToken cancellation
    )
    {
        var heads = new List<(ScanInput Input, ObjectId Head, DateTime At)>();
        foreach (var input in inputs)
        {
            var head = await input.HeadAsync(cancellation);
            heads.Add((input, head, await input.NewestAsync(head, cancellation)));
        }
        var window = ScanWindow.Of(since, heads.Max(row => row.At));
        var coupling = new CrossCoupling(window.Since);
        foreach (var (input, head, _) in heads)
            await AddAsync(coupling, input, head, window.Since, cancellation);
        var thresholds = inputs[0].Choice.Coupling;
        return new(
            new(window.Since, window.End),
            [.. inputs.Select(input => input.Git.Path)],
            Level(coupling.ByAuthorDay(), thresholds),
            Level(coupling.ByIssue(), thresholds)
        );
    }

    private static async Task AddAsync(
        CrossCoupling coupling,
        ScanInput input,
        ObjectId at,
        DateTime since,
        CancellationToken cancellation
    )
    {
        var head = await ScanHead.ListAsync(input.Git, at, cancellation);
        var ids = await input.Git.SelectedAsync(new(at, since), cancellation);
        var options = input.Options with { MailmapAt = at, TreesOnly = true };
        await foreach (var commit in input.CommitsAsync(ids, options, cancellation))
        {
            if (BotRule.Matches(commit.Author))
                continue;
            var places = commit
                .Changes.Select(change => head.ComponentOf(change.Path))
                .OfType<string>()
                .Select(component => new Place(input.Git.Path, component));
            coupling.Add(commit, ScanPerson.Of(commit.Author), places.ToHashSet());
        }
    }

    private static AcrossLevel Level(CrossSets sets, CouplingThresholds thresholds)
    {
        var (repositories, components) = (sets.Repositories(thresholds), sets.Components(thresholds));
        return new(
            sets.Count,
            sets.Across,
            new(repositories.Count, [.. repositories.Take(Most)]),
            new(components.Count, [.. components.Take(Most)])
        );
    }
}
