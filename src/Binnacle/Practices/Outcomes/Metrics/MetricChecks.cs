using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Outcomes.Metrics;

internal static class MetricChecks
{
    /// <summary>Two quarters.</summary>
    private const int TwoQuarters = 182;

    public static readonly Threshold CitedDays = new(
        "outcomes.cited-days",
        "Days within which a decision should cite each outcome measure",
        TwoQuarters,
        "days",
        30,
        730
    );

    public static readonly Threshold RotationDays = new(
        "outcomes.rotation-days",
        "Days after which the owners of an outcome measure should change",
        TwoQuarters,
        "days",
        30,
        1095
    );

    public static readonly Check Cited = new(
        "outcomes.cited",
        "Outcome measures drive decisions",
        "Outcome measures cited by a decision of the last 182 days, or the limit you set ÷ outcome measures.",
        "Needs decisions that name the measures they stand on",
        EvaluateCited,
        Version: 2
    )
    {
        Thresholds = [CitedDays],
        EdgeCases =
        [
            "Until a decision names a measure it is unknown: decisions may be kept elsewhere.",
            "A measure that no decision cited is not judged before decisions have named measures for as long as the limit.",
            "A decision counts from the day it was decided, whatever became of it.",
        ],
    };

    public static readonly Check Rotation = new(
        "outcomes.rotation",
        "Ownership of outcomes rotates",
        "Outcome measures of which an owner changed within the last 182 days, or the limit you set ÷ outcome measures whose owners changed, or were first recorded longer ago than that.",
        "Needs owners of outcome measures, recorded with the day they took over",
        EvaluateRotation,
        Version: 3
    )
    {
        Thresholds = [RotationDays],
        EdgeCases =
        [
            "A measure without a recorded owner is left out and told as coverage.",
            "The first owners are no change: a measure is judged once one took over from another, or when the limit has passed since its first owners.",
            "A change on one side is enough: product and engineering need not hand over together.",
        ],
    };

    private static CheckResult EvaluateCited(CheckRecords records, Scope scope, DateOnly date)
    {
        var measures = OutcomeMeasure.Of(records, scope, date);
        if (measures.Count == 0)
            return OutcomesChecks.NoMeasure(scope, date);
        var citations = Citations.Of(records).Where(citation => States.IsBy(citation.At, date)).ToList();
        if (citations.Count == 0)
            return CheckResult.Unknown(
                $"No decision that {scope.Name} knew on {Words.Date(date)} names a measure",
                "Name in the next decision the measure that it stands on"
            );
        var limit = CitedDays.DaysFor(records, scope, date);
        var newest = measures.ToDictionary(
            measure => measure.Record.Id,
            measure => citations.FindAll(citation => citation.MeasureId == measure.Record.Id).MaxBy(last => last.At)
        );
        var lacking = measures.FindAll(measure =>
            newest[measure.Record.Id] is not { } last || States.Age(last.At, date) > limit
        );
        if (lacking.Count > 0 && States.Age(citations.Min(citation => citation.At), date) < limit)
            return CheckResult.Unknown(
                $"Decisions of {scope.Name} name measures only since {Words.Date(citations.Min(citation => citation.At))}, too short to judge {lacking[0].Record.Name}",
                "Look again when they have done so for two quarters"
            );
        var cited = measures.Count - lacking.Count;
        var latest = newest.Values.OfType<Citation>().MaxBy(citation => citation.At);
        return new CheckResult(
            States.OfShare(cited, measures.Count),
            $"{cited} of {measures.Count}",
            lacking.Count == 0
                ? $"Each outcome measure of {scope.Name} drove a decision in the last {limit} days"
                : $"{Words.Count(lacking.Count, "outcome measure")} of {scope.Name} drove no decision in {limit} days",
            lacking.Count == 0 ? "" : $"Use {lacking[0].Record.Name} for a decision, or retire it"
        )
        {
            Number = (double)cited / measures.Count,
            Unit = "share",
            Target = $"all, in {limit} days",
            Sample = new Sample(measures.Count, "outcome measures"),
            NewestAt = latest?.At,
            NewestWhat = latest?.Title,
            Evidence =
            [
                .. measures
                    .OrderBy(measure => newest[measure.Record.Id]?.At ?? DateTime.MinValue)
                    .Select(measure => new Evidence(
                        measure.Record.Name,
                        newest[measure.Record.Id] is { } last
                            ? $"decision {last.Decision}, {last.Title}"
                            : "no decision yet",
                        At: newest[measure.Record.Id]?.At,
                        State: lacking.Contains(measure) ? CheckState.Fail : CheckState.Pass
                    )),
            ],
        };
    }

    private static CheckResult EvaluateRotation(CheckRecords records, Scope scope, DateOnly date)
    {
        var measures = OutcomeMeasure.Of(records, scope, date);
        if (measures.Count == 0)
            return OutcomesChecks.NoMeasure(scope, date);
        var ownerships = records
            .Of<OwnershipRecord>()
            .Where(row => States.IsBy(row.Since, date))
            .ToLookup(row => row.MeasureId);
        var owned = measures.FindAll(measure =>
            ownerships[measure.Record.Id].Any(row => row.EndedAt is not { } end || !States.IsBy(end, date))
        );
        if (owned.Count == 0)
            return CheckResult.Unknown(
                $"Since when the outcome measures of {scope.Name} have their owners is not recorded",
                "Record the owners of one outcome measure with the day they took over"
            );
        var limit = RotationDays.DaysFor(records, scope, date);
        var changed = owned.ToDictionary(
            measure => measure.Record.Id,
            measure => LastTakenOver([.. ownerships[measure.Record.Id]])
        );
        var judged = owned.FindAll(measure =>
            changed[measure.Record.Id] is var (row, isFirst) && (!isFirst || States.Age(row.Since, date) > limit)
        );
        if (judged.Count == 0)
        {
            var first = changed.Values.Min(change => change.Row.Since);
            return CheckResult.Unknown(
                $"Too early to tell: the outcome measures of {scope.Name} have their first recorded owners since {Words.Date(first)}",
                $"Look again after {Words.Date(first.AddDays(limit))}, or when somebody takes over"
            );
        }
        var lacking = judged.FindAll(measure => States.Age(changed[measure.Record.Id].Row.Since, date) > limit);
        var newest = judged.Select(measure => changed[measure.Record.Id].Row).MaxBy(row => row.Since)!;
        return new CheckResult(
            States.OfShare(judged.Count - lacking.Count, judged.Count),
            $"{judged.Count - lacking.Count} of {judged.Count}",
            lacking.Count == 0
                ? $"Every outcome measure of {scope.Name} that could be judged rotated in the last {limit} days"
                : $"{Words.Count(lacking.Count, "outcome measure")} of {scope.Name} {Words.Verb(lacking.Count, "has", "have")} had the same owners for more than {limit} days",
            lacking.Count == 0
                ? ""
                : $"Agree who takes over {lacking.MinBy(measure => changed[measure.Record.Id].Row.Since)!.Record.Name}"
        )
        {
            Number = (double)(judged.Count - lacking.Count) / judged.Count,
            Unit = "share",
            Target = $"all, within {limit} days",
            Sample = new Sample(judged.Count, "outcome measures"),
            Coverage = new Coverage(judged.Count, measures.Count, "outcome measures"),
            NewestAt = newest.Since,
            NewestWhat = measures.First(measure => measure.Record.Id == newest.MeasureId).Record.Name,
            Evidence =
            [
                .. owned
                    .Select(measure => (Measure: measure, Change: changed[measure.Record.Id]))
                    .OrderBy(pair => pair.Change.Row.Since)
                    .Select(pair => new Evidence(
                        pair.Measure.Record.Name,
                        $"{pair.Change.Row.Name} for {Side(pair.Change.Row.Side)} since {Words.Date(pair.Change.Row.Since)}{(pair.Change.IsFirst ? ", the first recorded" : "")}",
                        At: pair.Change.Row.Since,
                        State: lacking.Contains(pair.Measure) ? CheckState.Fail
                            : judged.Contains(pair.Measure) ? CheckState.Pass
                            : CheckState.Unknown
                    )),
                .. measures
                    .Except(owned)
                    .Select(measure => new Evidence(
                        measure.Record.Name,
                        "owners not recorded",
                        State: CheckState.Unknown
                    )),
            ],
        };
    }

    /// <summary>Who last took over from another; where nobody did, the first that is recorded.</summary>
    private static (OwnershipRecord Row, bool IsFirst) LastTakenOver(IReadOnlyList<OwnershipRecord> rows)
    {
        var taken = rows.Where(row => rows.Any(other => other.Side == row.Side && other.Since < row.Since))
            .MaxBy(row => row.Since);
        return taken is null ? (rows.MinBy(row => row.Since)!, true) : (taken, false);
    }

    internal static string Side(OwnerSide side) => side.ToString().ToLowerInvariant();
}
