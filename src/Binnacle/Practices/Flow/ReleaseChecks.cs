using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Flow;

/// <summary>What version tags tell of flow, as long as deployments are not known.</summary>
internal static class ReleaseChecks
{
    private const int WindowDays = 365;
    private const int FewestChanges = 10;

    private static readonly Threshold GapDays = new("flow.release-days", "Days between releases", 30, "days", 1, 365);

    private static readonly Threshold LeadDays = new(
        "flow.lead-days",
        "Days from a change to the release that contains it",
        30,
        "days",
        1,
        365
    );

    private const string Needs = "Needs version tags in repositories, such as v1.4.0";

    public static readonly Check Cadence = new(
        "flow.cadence",
        "Releases come at a steady pace",
        "Median days between days with a release of the same repository, by version tags in the last 365 days. At risk past the limit, not kept past twice the limit; at risk as well when the newest release is older than three limits.",
        Needs,
        EvaluateCadence
    )
    {
        Thresholds = [GapDays],
        EdgeCases =
        [
            "Pre-releases do not count; several releases of a repository on one day count once.",
            "A gap belongs to the window in which it ended.",
            "Unknown without version tags, and with a single release in the window and none before.",
        ],
    };

    public static readonly Check LeadTime = new(
        "flow.lead-time",
        "Changes reach a release soon",
        "Median days from a change by a person to the first version tag that contains it, for changes of the last 365 days in repositories with version tags. Unreleased changes count as waiting until the day (Kaplan–Meier). At risk past the limit, not kept past twice the limit.",
        Needs,
        EvaluateLeadTime
    )
    {
        Thresholds = [LeadDays],
        Source = "Kaplan and Meier (1958), Nonparametric estimation from incomplete observations",
        EdgeCases =
        [
            "A tag is not a deployment: how long a release takes to reach customers is unknown.",
            "Unknown below 10 changes, and when more than half of the changes wait so long that no median exists.",
        ],
    };

    private sealed record Gap(RepositoryHistory Repository, ReleaseFact Release, int Days);

    private static List<RepositoryHistory> WithReleases(CheckRecords records, Scope scope, DateOnly date) =>
        [
            .. RepositoriesInScope
                .Of(records, scope, date)
                .All.Select(repository => ChangeIndex.Of(records).History(repository.Id))
                .OfType<RepositoryHistory>()
                .Where(history => ReleasesBy(history, date).Any()),
        ];

    private static IEnumerable<ReleaseFact> ReleasesBy(RepositoryHistory history, DateOnly date) =>
        history.Releases.Where(release => !release.IsPrerelease && States.IsBy(release.At, date));

    private static CheckResult NoTags(CheckRecords records, Scope scope, DateOnly date) =>
        RepositoriesInScope
            .Of(records, scope, date)
            .NotFound("version tag", "Tag releases with their version, or say how releases are marked");

    private static CheckResult EvaluateCadence(CheckRecords records, Scope scope, DateOnly date)
    {
        var histories = WithReleases(records, scope, date);
        if (histories.Count == 0)
            return NoTags(records, scope, date);
        var gaps = histories.SelectMany(history => GapsOf(history, date)).ToList();
        var recent = gaps.FindAll(gap => States.Age(gap.Release.At, date) < WindowDays);
        var before = gaps.FindAll(gap => States.Age(gap.Release.At, date) is >= WindowDays and < 2 * WindowDays);
        var (newest, at) = histories
            .Select(history => (history, Release: ReleasesBy(history, date).MaxBy(release => release.At)!))
            .MaxBy(row => row.Release.At);
        var age = States.Age(at.At, date);
        if (recent.Count == 0)
        {
            return CheckResult.Unknown(
                $"The newest release of {scope.Name} is {at.Name} of {Words.Date(at.At)}, too little for a pace",
                age > WindowDays
                    ? "Say whether releases are marked in another way now"
                    : "Look again after the next release"
            ) with
            {
                NewestAt = at.At,
                NewestWhat = $"{at.Name}, {newest.Repository}",
            };
        }
        var limit = GapDays.DaysFor(records, scope, date);
        var median = Statistics.Median([.. recent.Select(gap => (double)gap.Days)]);
        double? earlier = before.Count == 0 ? null : Statistics.Median([.. before.Select(gap => (double)gap.Days)]);
        var state = States.OfAge(median, limit);
        var isSilent = age > 3 * limit;
        return new CheckResult(
            state is CheckState.Pass && isSilent ? CheckState.Warn : state,
            Words.Days(median),
            isSilent
                ? $"{scope.Name} released every {Words.LongDays(median)}, but not for {Words.LongDays(age)} now"
                : $"{scope.Name} releases every {Words.LongDays(median)}, the median of {Words.Count(recent.Count, "gap")}",
            state is CheckState.Pass && !isSilent ? "" : "Ask what would have to be true to release twice as often"
        )
        {
            Number = median,
            Unit = "days",
            Target =
                $"{limit} days, "
                + (GapDays.SettingFor(records, scope, date) is null ? "default until you set one" : "as set"),
            Sample = new Sample(recent.Count, "gaps between releases"),
            Coverage = new Coverage(
                histories.Count,
                RepositoriesInScope.Of(records, scope, date).All.Count,
                "repositories with version tags"
            ),
            NewestAt = at.At,
            NewestWhat = $"{at.Name}, {newest.Repository}",
            Facts =
            [
                new Fact(
                    "Year before",
                    earlier is { } known ? $"{Words.LongDays(known)}, {Words.Count(before.Count, "gap")}" : "unknown"
                ),
                new Fact("Newest release", $"{at.Name}, {Words.Date(at.At)}"),
            ],
            Evidence =
            [
                .. recent
                    .OrderByDescending(gap => gap.Days)
                    .Select(gap => new Evidence(
                        gap.Release.Name,
                        $"{gap.Days} d after the one before",
                        gap.Repository.RepositoryId,
                        Commit: gap.Release.Commit,
                        At: gap.Release.At
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static IEnumerable<Gap> GapsOf(RepositoryHistory history, DateOnly date)
    {
        ReleaseFact? previous = null;
        foreach (var release in ReleasesBy(history, date).OrderBy(release => release.At))
        {
            if (previous is not null)
            {
                var days = States.Age(previous.At, DateOnly.FromDateTime(release.At));
                if (days == 0)
                    continue;
                yield return new Gap(history, release, days);
            }
            previous = release;
        }
    }

    private static CheckResult EvaluateLeadTime(CheckRecords records, Scope scope, DateOnly date)
    {
        var tagged = WithReleases(records, scope, date).Select(history => history.RepositoryId).ToHashSet();
        if (tagged.Count == 0)
            return NoTags(records, scope, date);
        var end = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var durations = new List<Duration>();
        var waits = new List<(Change Change, Duration Duration)>();
        foreach (var change in ChangeIndex.Of(records).Changes(scope).Within(WindowDays, date))
        {
            if (!tagged.Contains(change.Repository.RepositoryId))
                continue;
            var released = change.Commit.ReleasedAt is { } at && at < end ? at : (DateTime?)null;
            var duration = new Duration(Math.Max(0, ((released ?? end) - change.At).TotalDays), released is not null);
            durations.Add(duration);
            waits.Add((change, duration));
        }
        var waiting = durations.Count(duration => !duration.IsOver);
        var limit = LeadDays.DaysFor(records, scope, date);
        var median = durations.Count < FewestChanges ? null : Statistics.TimeUntil(durations, 0.5);
        var slow = durations.Count < FewestChanges ? null : Statistics.TimeUntil(durations, 0.9);
        var result =
            durations.Count < FewestChanges
                ? CheckResult.Unknown(
                    $"{scope.Name} made {Words.Count(durations.Count, "change")} in {WindowDays} days in repositories with version tags, too few for a median",
                    "Look again when more has changed"
                )
            : median is null
                ? CheckResult.Unknown(
                    $"{Words.Count(waiting, "change")} of {scope.Name} {Words.Verb(waiting, "waits", "wait")} for a release, so many that no median exists",
                    "Release what waits, or say how releases are marked now"
                )
            : new CheckResult(
                States.OfAge(median.Value, limit),
                Words.Days(median.Value),
                $"Half of the changes of {scope.Name} reach a release within {Words.LongDays(median.Value)}",
                States.OfAge(median.Value, limit) is CheckState.Pass
                    ? ""
                    : "Look at the change that waited longest, and find out for what"
            )
            {
                Number = median,
            };
        return result with
        {
            Unit = "days",
            Target =
                $"{limit} days, "
                + (LeadDays.SettingFor(records, scope, date) is null ? "default until you set one" : "as set"),
            Sample = new Sample(durations.Count, "changes"),
            Coverage = new Coverage(
                tagged.Count,
                RepositoriesInScope.Of(records, scope, date).All.Count,
                "repositories with version tags"
            ),
            NewestAt = waits.Count == 0 ? null : waits[^1].Change.At,
            NewestWhat = waits.Count == 0 ? null : waits[^1].Change.Repository.Repository,
            Facts =
            [
                new Fact("Nine of ten within", slow is { } known ? Words.LongDays(known) : "unknown, too many wait"),
                new Fact("Not released yet", Words.Count(waiting, "change")),
            ],
            Evidence =
            [
                .. waits
                    .OrderByDescending(wait => wait.Duration.Days)
                    .Take(States.MostEvidence)
                    .Select(wait =>
                        wait.Change.AsEvidence(
                            $"{Words.Days(wait.Duration.Days)}{(wait.Duration.IsOver ? "" : ", not released")}"
                        )
                    ),
            ],
        };
    }
}
