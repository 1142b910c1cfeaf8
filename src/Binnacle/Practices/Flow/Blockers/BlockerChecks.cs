using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Flow.Blockers;

internal static class BlockerChecks
{
    public static readonly Threshold OldDays = new(
        "flow.blocker-days",
        "Days after which a blocker that stands is old",
        5,
        "days",
        1,
        60
    );

    public static readonly Check Old = new(
        "flow.blockers",
        "No blocker is older than five days",
        "Blockers that were raised more than 5 days ago and still stand; the aim is none. At risk with one past the limit, not kept with one past twice the limit.",
        "Needs blockers that people raise",
        Evaluate,
        Version: 2
    )
    {
        Thresholds = [OldDays],
        EdgeCases =
        [
            "A blocker that was reopened counts from the day it was reopened; one that was dropped as none counts nowhere.",
            "Unknown where no blocker was ever raised: that nobody tells is not that nothing blocks.",
            "Of a team count the blockers that stand in its own way, not those that wait for it.",
        ],
    };

    /// <summary>Those of a scope that stand on a day, with the days they have stood, the oldest first.</summary>
    public static IReadOnlyList<(BlockerRecord Blocker, int Days)> Standing(
        IEnumerable<BlockerRecord> blockers,
        DateOnly date
    )
    {
        var end = date.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        return
        [
            .. from blocker in blockers
            where blocker.StandingSince(end) is not null
            let days = States.Age(blocker.StandingSince(end)!.Value, date)
            orderby days descending, blocker.Number
            select (blocker, days),
        ];
    }

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        var raised = records
            .Of<BlockerRecord>()
            .Where(row => scope.Holds(row.TeamId, row.RepositoryId) && States.IsBy(row.RaisedAt, date))
            .ToList();
        if (raised.Count == 0)
            return CheckResult.Unknown(
                $"What blocks people is unknown in {scope.Name}: nobody has raised a blocker",
                "Ask each team what has blocked it for more than five days"
            );
        var limit = OldDays.DaysFor(records, scope, date);
        var standing = Standing(raised, date);
        var old = standing.Where(row => row.Days > limit).ToList();
        var oldest = standing.Count == 0 ? 0 : standing[0].Days;
        return new CheckResult(
            States.OfAge(oldest, limit),
            old.Count == 0 ? "none" : $"{old.Count} old",
            old.Count == 0
                ? standing.Count == 0
                    ? $"Nothing that was raised stands in the way of {scope.Name}"
                    : $"{Words.Count(standing.Count, "blocker")} of {scope.Name} {Words.Verb(standing.Count, "stands", "stand")}, none longer than {Words.LongDays(limit)}"
                : $"{Words.Count(old.Count, "blocker")} of {scope.Name} {Words.Verb(old.Count, "has", "have")} stood for more than {Words.LongDays(limit)}, the oldest for {oldest}",
            old.Count == 0 ? ""
                : old.Find(row => !row.Blocker.IsOwned) is { Blocker: { } nobodys }
                    ? $"Say who takes blocker {nobodys.Number} out of the way"
                : $"Ask what blocker {old[0].Blocker.Number} still waits for"
        )
        {
            Number = old.Count,
            Unit = "count",
            Target =
                $"none older than {limit} days, "
                + (OldDays.SettingFor(records, scope, date) is null ? "default until you set one" : "as set"),
            Sample = new Sample(raised.Count, "blockers raised"),
            NewestAt = raised.Max(row => row.RaisedAt),
            NewestWhat = "the newest blocker",
            Facts = [new Fact("Standing", Words.Count(standing.Count, "blocker"))],
            Evidence =
            [
                .. standing
                    .Take(States.MostEvidence)
                    .Select(row => new Evidence(
                        $"Blocker {row.Blocker.Number}: {row.Blocker.What}",
                        Note(row.Blocker, row.Days),
                        At: row.Blocker.RaisedAt,
                        State: States.OfAge(row.Days, limit)
                    )),
            ],
        };
    }

    private static string Note(BlockerRecord blocker, int days) =>
        string.Join(
            ", ",
            new[]
            {
                $"{days} d",
                blocker.Kind is { } kind ? $"waits for {kind.Words()}" : null,
                blocker.Causes.Count > 0 ? blocker.Causes[0].Name : null,
                blocker.IsOwned ? null : "no owner",
            }.OfType<string>()
        );
}
