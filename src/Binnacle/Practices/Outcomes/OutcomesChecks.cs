using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Outcomes.Metrics;

namespace Binnacle.Practices.Outcomes;

internal static class OutcomesChecks
{
    internal static readonly Threshold LiveDays = new(
        "outcomes.live-days",
        "Days after which a measure without a new point is no longer live",
        31,
        "days",
        1,
        365
    );

    private static readonly Threshold Least = new("outcomes.least", "Fewest outcome measures", 3, "count", 1, 20);

    private static readonly Threshold Most = new("outcomes.most", "Most outcome measures", 5, "count", 1, 20);

    public static readonly Check Live = new(
        "outcomes.live",
        "Three to five live outcome measures",
        "Outcome measures with a point at most 31 days old, or the limit you set. At risk when there are fewer or more than asked for, not kept when none is live.",
        "Needs outcome measures; import their points as CSV",
        EvaluateLive
    )
    {
        Answers = ["outcomes"],
        PerTeam = false,
        Thresholds = [LiveDays, Least, Most],
        EdgeCases =
        [
            "No outcome measure defined is unknown: they may be looked at elsewhere.",
            "A measure exists from its first point, or from the day it was defined when that came first.",
        ],
    };

    public static readonly Check Owned = new(
        "outcomes.owned",
        "Outcomes owned by product and engineering",
        "Outcome measures with an owner from product and one from engineering ÷ outcome measures.",
        "Needs outcome measures with their two owners; import them as CSV",
        EvaluateOwned
    )
    {
        Answers = ["shared-metrics"],
        EdgeCases = ["Owners are those named now: who owned a measure on an earlier day is not kept."],
    };

    public static readonly Check Commitments = new(
        "outcomes.commitments",
        "Commitments are kept by their date",
        "Open commitments whose due date lies before the day. Not kept when one is more than 14 days late.",
        "Make a commitment from any finding of this review",
        EvaluateCommitments
    )
    {
        EdgeCases = ["A commitment closed late counts until the day it was closed, and not after."],
    };

    internal static CheckResult NoMeasure(Scope scope, DateOnly date) =>
        CheckResult.Unknown(
            $"No outcome measure of {scope.Name} was known on {Words.Date(date)}",
            "Import the points of one outcome measure as CSV"
        );

    private static CheckResult EvaluateLive(CheckRecords records, Scope scope, DateOnly date)
    {
        var measures = OutcomeMeasure.Of(records, scope, date);
        if (measures.Count == 0)
            return NoMeasure(scope, date);
        var limit = LiveDays.DaysFor(records, scope, date);
        var least = (int)Least.For(records, scope, date);
        var most = Math.Max(least, (int)Most.For(records, scope, date));
        var live = measures.FindAll(measure => IsLive(measure, date, limit));
        var newest = measures.MaxBy(measure => measure.Newest?.Date ?? DateOnly.MinValue);
        var state =
            live.Count == 0 ? CheckState.Fail
            : live.Count < least || live.Count > most ? CheckState.Warn
            : CheckState.Pass;
        return new CheckResult(
            state,
            live.Count == measures.Count ? live.Count.ToString() : $"{live.Count} of {measures.Count}",
            live.Count == 0 ? $"No outcome measure of {scope.Name} has a point from the last {limit} days"
                : live.Count < least
                    ? $"{scope.Name} steers by {Words.Count(live.Count, "live outcome measure")}, where {least} are the least"
                : live.Count > most
                    ? $"{scope.Name} looks at {live.Count} live outcome measures, where {most} are the most"
                : $"{scope.Name} steers by {Words.Count(live.Count, "live outcome measure")}",
            live.Count > most ? "Retire the measure that drove no decision"
                : state is CheckState.Pass ? ""
                : live.Count < measures.Count
                    ? $"Import the newest points of {measures.First(measure => !IsLive(measure, date, limit)).Record.Name}"
                : "Define the next measure that customers would notice"
        )
        {
            Number = live.Count,
            Unit = "count",
            Target = $"{least} to {most}, each with a point at most {limit} days old",
            Sample = new Sample(measures.Count, "outcome measures"),
            NewestAt = newest?.At,
            NewestWhat = newest?.Record.Name,
            Evidence =
            [
                .. measures
                    .OrderBy(measure => measure.Newest?.Date ?? DateOnly.MinValue)
                    .Select(measure => new Evidence(
                        measure.Record.Name,
                        measure.Newest is { } point ? $"newest point {Words.Date(point.Date)}" : "no point yet",
                        At: measure.At,
                        State: IsLive(measure, date, limit) ? CheckState.Pass : CheckState.Fail
                    )),
            ],
        };
    }

    private static bool IsLive(OutcomeMeasure measure, DateOnly date, int limit) =>
        measure.Newest is { } point && date.DayNumber - point.Date.DayNumber <= limit;

    private static CheckResult EvaluateOwned(CheckRecords records, Scope scope, DateOnly date)
    {
        var measures = OutcomeMeasure.Of(records, scope, date);
        if (measures.Count == 0)
            return NoMeasure(scope, date);
        var lacking = measures.FindAll(measure => Lacks(measure) is not null);
        var owned = measures.Count - lacking.Count;
        var newest = measures.MaxBy(measure => measure.Newest?.Date ?? DateOnly.MinValue);
        return new CheckResult(
            States.OfShare(owned, measures.Count),
            $"{owned} of {measures.Count}",
            lacking.Count == 0
                ? $"Product and engineering share every outcome measure of {scope.Name}"
                : $"{Words.Count(lacking.Count, "outcome measure")} of {scope.Name} {Words.Verb(lacking.Count, "lacks", "lack")} an owner from product or from engineering",
            lacking.Count == 0 ? "" : $"Name {Lacks(lacking[0])} for {lacking[0].Record.Name}"
        )
        {
            Number = (double)owned / measures.Count,
            Unit = "share",
            Target = "all outcome measures",
            Sample = new Sample(measures.Count, "outcome measures"),
            NewestAt = newest?.At,
            NewestWhat = newest?.Record.Name,
            Evidence =
            [
                .. lacking.Select(measure => new Evidence(
                    measure.Record.Name,
                    $"needs {Lacks(measure)}",
                    State: CheckState.Fail
                )),
                .. measures
                    .Except(lacking)
                    .Select(measure => new Evidence(measure.Record.Name, State: CheckState.Pass)),
            ],
        };
    }

    private static string? Lacks(OutcomeMeasure measure) =>
        (
            string.IsNullOrWhiteSpace(measure.Record.ProductOwner),
            string.IsNullOrWhiteSpace(measure.Record.EngineeringOwner)
        ) switch
        {
            (true, true) => "owners from product and engineering",
            (true, false) => "an owner from product",
            (false, true) => "an owner from engineering",
            _ => null,
        };

    private static CheckResult EvaluateCommitments(CheckRecords records, Scope scope, DateOnly date)
    {
        var made = records
            .Of<CommitmentRecord>()
            .Where(commitment => scope.Holds(commitment.TeamId, null) && States.IsBy(commitment.MadeAt, date))
            .ToList();
        if (made.Count == 0)
        {
            return CheckResult.Unknown(
                $"No commitment of {scope.Name} was made by {Words.Date(date)}",
                "Make a commitment from the finding that matters most"
            );
        }
        var open = made.FindAll(commitment => commitment.IsOpenOn(date))
            .OrderBy(commitment => commitment.DueOn)
            .ThenBy(commitment => commitment.Number)
            .ToList();
        var late = open.FindAll(commitment => commitment.DueOn < date);
        var longest = late.Count == 0 ? 0 : date.DayNumber - late[0].DueOn.DayNumber;
        var newest = made.MaxBy(commitment => commitment.MadeAt)!;
        return new CheckResult(
            late.Count == 0 ? CheckState.Pass
                : longest <= 14 ? CheckState.Warn
                : CheckState.Fail,
            late.Count == 0 ? "none late" : $"{late.Count} late",
            late.Count > 0
                    ? $"{Words.Count(late.Count, "commitment")} of {scope.Name} {Words.Verb(late.Count, "is", "are")} overdue, the oldest by {Words.LongDays(longest)}"
                : open.Count > 0
                    ? $"{Words.Count(open.Count, "commitment")} of {scope.Name} {Words.Verb(open.Count, "is", "are")} open, none overdue"
                : $"Every commitment of {scope.Name} is closed",
            late.Count == 0 ? "" : $"Close \"{late[0].Title}\", or agree on a new date"
        )
        {
            Number = late.Count,
            Unit = "count",
            Target = "none overdue",
            Sample = new Sample(open.Count, "open commitments"),
            NewestAt = newest.MadeAt,
            NewestWhat = newest.Title,
            Evidence =
            [
                .. open.Select(commitment => new Evidence(
                        $"{commitment.Number}: {commitment.Title}",
                        $"due {Words.Date(commitment.DueOn)}",
                        At: commitment.MadeAt,
                        State: commitment.DueOn < date ? CheckState.Fail : CheckState.Pass
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }
}
