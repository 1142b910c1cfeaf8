using Binnacle.Platform.Checks;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Learning;

internal static class LearningChecks
{
    private const int WindowDays = 730;
    private const int FewestChanges = 10;
    private const int FewestByPerson = 3;
    private const double LeastShare = 0.10;

    private static readonly Threshold SingleShare = new(
        "learning.single-share",
        "Share of areas that one person may know alone",
        0.10,
        "share",
        0,
        1
    );

    public static readonly Check Protected = new(
        "learning.protected",
        "Protected time for learning is kept",
        "Hours of protected time that no other meeting took ÷ hours protected.",
        "Needs the calendar",
        States.NotTold("Whether time for learning is kept", "Name the hours of the week that no meeting may take")
    )
    {
        Answers = ["learning"],
    };

    public static readonly Check Areas = new(
        "learning.areas",
        "Areas only one person knows",
        "Areas of the code with 10 or more changes by people in 24 months that one person alone knows ÷ such areas. One knows an area with 3 or more changes that are at least 10 % of its changes; alone, when nobody else does and half of the changes or more are one's own. Alive up to the limit, at risk up to two and a half times the limit.",
        "Needs a repository with its whole history, and an area with 10 changes in 24 months",
        EvaluateAreas
    )
    {
        Thresholds = [SingleShare],
        Source = "Ours, simpler than the truck factor of Avelino et al. (2016)",
        EdgeCases =
        [
            "No person is named, here or in the evidence.",
            "Areas are those of the newest commit: one that is gone since is left out of earlier days too.",
            "An area that nobody knows by this rule is not counted as known by one.",
            "Shallow repositories are left out: their history is cut.",
            "Changes by bots and merges are left out.",
        ],
    };

    public static readonly Check Retrospectives = new(
        "learning.retrospectives",
        "Retrospectives close their actions",
        "Teams with a retrospective in the last 30 days and no commitment from an earlier one past its date ÷ teams with retrospectives in the calendar.",
        "Needs retrospectives under Cadences, and what was promised there",
        Retrospective.Evaluate,
        Version: 2
    )
    {
        EdgeCases =
        [
            "A commitment belongs to a retrospective when it was made from the page of its cadence.",
            "Moved ones count as held. Teams whose retrospectives are not in the calendar are left out, and stand in the coverage.",
        ],
    };

    private sealed record Area(
        RepositoryHistory Repository,
        AreaFact Fact,
        int Changes,
        int Knowers,
        int Most,
        DateTime NewestAt
    )
    {
        /// <summary>Where work is spread over many, the one with a tenth of it does not know it alone.</summary>
        public bool IsSingle => Knowers == 1 && Most * 2 >= Changes;

        /// <summary>Files that stand in no folder are the repository's own.</summary>
        public string Name => Fact.Path.Length == 0 ? Repository.Repository : Fact.Path;
    }

    private static CheckResult EvaluateAreas(CheckRecords records, Scope scope, DateOnly date)
    {
        var histories = records
            .Of<RepositoryHistory>()
            .OrderBy(history => history.Repository, StringComparer.Ordinal)
            .ThenBy(history => history.RepositoryId)
            .ToList();
        var whole = histories.FindAll(history => !history.IsShallow);
        var areas = whole
            .SelectMany(history => AreasOf(records, history, date))
            .Where(area => scope.Holds(area.Fact.TeamId ?? area.Repository.TeamId, area.Repository.RepositoryId))
            .ToList();
        if (areas.Count == 0)
        {
            return CheckResult.Unknown(
                $"No area of {scope.Name} had {FewestChanges} changes by people in the 24 months to {Words.Date(date)}",
                whole.Count < histories.Count
                    ? "Fetch the whole history of the repositories"
                    : "Look again when more has changed"
            );
        }
        var single = areas.Where(area => area.IsSingle).OrderByDescending(area => area.Changes).ToList();
        var share = (double)single.Count / areas.Count;
        var limit = SingleShare.For(records, scope, date);
        var state =
            share <= limit + 1e-9 ? CheckState.Pass
            : share <= (2.5 * limit) + 1e-9 ? CheckState.Warn
            : CheckState.Fail;
        var newest = areas.MaxBy(area => area.NewestAt)!;
        var nobody = areas.Count(area => area.Knowers == 0);
        return new CheckResult(
            state,
            $"{single.Count} of {areas.Count}",
            single.Count == 0
                ? $"Every area of {scope.Name} is known by more than one person"
                : $"One person alone knows {Words.Count(single.Count, "area")} of {scope.Name}, of {areas.Count} that changed",
            state is CheckState.Pass ? "" : $"Let a second person make the next change in {single[0].Name}"
        )
        {
            Number = share,
            Unit = "share",
            Target = $"at most {Words.Percent(limit)} of areas",
            Sample = new Sample(areas.Count, "areas"),
            Coverage = new Coverage(whole.Count, histories.Count, "repositories"),
            NewestAt = newest.NewestAt,
            NewestWhat = newest.Repository.Repository,
            Facts = nobody == 0 ? [] : [new Fact("Known by nobody alone or together", Words.Count(nobody, "area"))],
            Evidence =
            [
                .. single
                    .Select(area => new Evidence(
                        area.Name,
                        $"{Words.Percent((double)area.Most / area.Changes)} of {Words.Count(area.Changes, "change")} by one person",
                        area.Repository.RepositoryId,
                        area.Fact.Path,
                        At: area.NewestAt,
                        State: CheckState.Fail
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    /// <summary>The same for every scope, so worked out once a repository and day.</summary>
    private static List<Area> AreasOf(CheckRecords records, RepositoryHistory history, DateOnly date) =>
        records.Derived((history.RepositoryId, date), records => Count(records, history, date));

    private static List<Area> Count(CheckRecords records, RepositoryHistory history, DateOnly date)
    {
        var totals = new int[history.Areas.Count];
        var newest = new DateTime[history.Areas.Count];
        var own = new Dictionary<(int Area, int Author), int>();
        foreach (var change in ChangeIndex.Of(records).Changes(history.RepositoryId).Within(WindowDays, date))
        {
            foreach (var area in change.Commit.Areas)
            {
                if (area < 0 || area >= totals.Length || history.Areas[area].Files == 0)
                    continue;
                totals[area]++;
                newest[area] = change.At;
                own[(area, change.Commit.Author)] = own.GetValueOrDefault((area, change.Commit.Author)) + 1;
            }
        }
        var knowers = new int[totals.Length];
        var most = new int[totals.Length];
        foreach (var ((area, _), count) in own)
        {
            most[area] = Math.Max(most[area], count);
            if (count >= FewestByPerson && count >= LeastShare * totals[area])
                knowers[area]++;
        }
        return
        [
            .. Enumerable
                .Range(0, totals.Length)
                .Where(area => totals[area] >= FewestChanges)
                .Select(area => new Area(
                    history,
                    history.Areas[area],
                    totals[area],
                    knowers[area],
                    most[area],
                    newest[area]
                )),
        ];
    }
}
