using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;

namespace Binnacle.Practices.Direction;

internal static class LinkedCheck
{
    /// <summary>Below so many changes a share says nothing.</summary>
    private const int Fewest = 10;

    public static readonly Check Linked = new(
        "direction.linked",
        "Changes serve a goal",
        "Changes of the last cycle that belong to an initiative which names an objective or a milestone ÷ all changes of the last cycle. Alive from the share that is set, not kept below half of it.",
        "Needs initiatives with rules that tell which changes belong to them, such as an issue key",
        Evaluate,
        Version: 2
    )
    {
        Thresholds = [DirectionSettings.CycleDays, DirectionSettings.LeastLinked],
        Source = "Interval: Wilson (1927), Journal of the American Statistical Association 22",
        EdgeCases =
        [
            "Unknown before the first initiative was written down, and with fewer than 10 changes in the cycle.",
            "A rule counts from the day on which it was added, also for changes before it: looking back, a day is judged by the rules of that day that are still in force.",
            "Not every change has to serve a goal: upkeep, fixes and security rarely do. Set the share that you want.",
        ],
    };

    private sealed class LinkIndex
    {
        private readonly Dictionary<(Guid, string), DateTime> from = [];

        public LinkIndex(CheckRecords records)
        {
            foreach (var link in records.Of<LinkedChangeRecord>())
                from[(link.RepositoryId, link.Commit)] = link.From;
        }

        public bool Holds(Change change, DateOnly date) =>
            from.TryGetValue((change.Repository.RepositoryId, change.Commit.Id), out var since)
            && States.IsBy(since, date);
    }

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        if (!records.Of<InitiativeRecord>().Any(row => States.IsBy(row.AddedAt, date)))
            return CheckResult.Unknown(
                $"Which share of the changes of {scope.Name} serves a goal is unknown: there is no initiative",
                "Write down an initiative, and how its changes can be told: an issue key, a branch, a folder"
            );
        var days = DirectionSettings.CycleDays.DaysFor(records, scope, date);
        var least = DirectionSettings.LeastLinked.For(records, scope, date);
        var changes = ChangeIndex.Of(records).Changes(scope).Within(days, date).ToArray();
        if (changes.Length < Fewest)
            return CheckResult.Unknown(
                $"{scope.Name} made {Words.Count(changes.Length, "change")} in {days} days, too few for a share",
                "Look at a longer cycle, or wait for more changes"
            );
        var index = records.Derived(nameof(LinkIndex), static records => new LinkIndex(records));
        var apart = changes.Where(change => !index.Holds(change, date)).Reverse().ToList();
        var linked = changes.Length - apart.Count;
        var share = (double)linked / changes.Length;
        var interval = Statistics.Wilson(linked, changes.Length);
        var repositories = records
            .Of<RepositoryHistory>()
            .Where(history =>
                scope.Kind is ScopeKind.Organization || changes.Any(change => change.Repository == history)
            )
            .ToList();
        var matched = records.Of<MatchingRecord>().Select(row => row.RepositoryId).ToHashSet();
        var state =
            share >= least ? CheckState.Pass
            : share >= least / 2 ? CheckState.Warn
            : CheckState.Fail;
        return new CheckResult(
            state,
            Words.Percent(share),
            $"{Words.Percent(share)} of the changes of {scope.Name} in {days} days serve a goal",
            state is CheckState.Pass
                ? ""
                : "Look at the work that serves none: name its initiative, make one, or stop it"
        )
        {
            Number = share,
            Unit = "share",
            Target = $"at least {Words.Percent(least)}",
            Sample = new Sample(changes.Length, "changes"),
            Coverage = new Coverage(
                repositories.Count(history => matched.Contains(history.RepositoryId)),
                repositories.Count,
                "repositories"
            ),
            NewestAt = changes[^1].At,
            NewestWhat = "change",
            Facts =
            [
                new Fact("Interval (95 %)", $"{Words.Percent(interval.Low)} to {Words.Percent(interval.High)}"),
                new Fact("Without a goal", Words.Count(apart.Count, "change")),
            ],
            Evidence = [.. apart.Take(States.MostEvidence).Select(change => change.AsEvidence("no goal"))],
        };
    }
}
