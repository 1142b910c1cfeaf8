using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Decisions;

internal static class DecisionsChecks
{
    private const string Needs =
        "Needs decision records in a repository, one Markdown file each, such as docs/decisions/0001-title.md";

    private static readonly Threshold QuietDays = new(
        "decisions.quiet-days",
        "Days without a new or changed decision record while code changes",
        365,
        "days",
        30,
        1825
    );

    private static readonly Threshold UndecidedDays = new(
        "decisions.undecided-days",
        "Days that a decision may wait",
        14,
        "days",
        1,
        365
    );

    public static readonly Check Recorded = new(
        "decisions.recorded",
        "Decisions are recorded and current",
        "Decision records whose status can be read ÷ decision records. At risk when one cannot be read, or when no record was added or changed within the limit although code changed; not kept when fewer than half can be read.",
        Needs,
        EvaluateRecorded
    )
    {
        Thresholds = [QuietDays],
        Source = "Nygard (2011), Documenting architecture decisions; MADR 4.0",
        EdgeCases = ["No record found is unknown: decisions may be kept elsewhere."],
    };

    public static readonly Check Undecided = new(
        "decisions.undecided",
        "No decision waits longer than two weeks",
        "Decision records that were a draft or proposed for longer than the limit, counted from the day of the file's first version with such a status, or from the date in the record when that is earlier. Not kept when one has waited twice the limit.",
        Needs,
        EvaluateUndecided
    )
    {
        Thresholds = [UndecidedDays],
        EdgeCases =
        [
            "On hold is a decision to wait: shown, not counted.",
            "A record whose status cannot be read is not counted here.",
        ],
    };

    public static readonly Check Confirmed = new(
        "decisions.confirmed",
        "Accepted decisions are confirmed",
        "Accepted MADR records with a section Confirmation ÷ accepted MADR records. At risk when one lacks it, not kept when more than half do.",
        "Needs MADR records with a section Confirmation that says how the decision is checked",
        EvaluateConfirmed
    )
    {
        Source = "MADR 4.0",
        EdgeCases =
        [
            "Unknown when no record has the section: then the format in use does not ask for it.",
            "Formats without such a section (Nygard, log4brains) are left out.",
        ],
    };

    public static readonly Check Revisit = new(
        "decisions.revisit",
        "No revisit date has passed",
        "Accepted decisions whose revisit date lies before the day. Not kept when one passed more than 92 days ago.",
        "Needs decision records with a revisit date",
        EvaluateRevisit
    )
    {
        EdgeCases = ["Not applicable when no accepted decision names a date: nobody promised to look again."],
    };

    private static CheckResult? Missing(
        CheckRecords records,
        Scope scope,
        DateOnly date,
        out IReadOnlyList<DocumentInForce> decisions
    )
    {
        decisions = records.Documents(DocumentKind.Decision, scope, date);
        return decisions.Count > 0
            ? null
            : RepositoriesInScope
                .Of(records, scope, date)
                .NotFound(
                    "decision record",
                    "Add decision records, or point Binnacle at the repository that holds them"
                );
    }

    private static DecisionFacts? FactsOf(DocumentInForce decision) => decision.Facts as DecisionFacts;

    private static string Name(DocumentInForce decision) =>
        FactsOf(decision) is { Number: { } number } facts ? $"{number}: {facts.Title}" : decision.Facts.Title;

    private static CheckResult EvaluateRecorded(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var unreadable = decisions
            .Where(decision => FactsOf(decision) is null or { Status: DecisionStatus.Unknown })
            .ToList();
        var readable = decisions.Count - unreadable.Count;
        var newest = decisions.MaxBy(decision => decision.Version.At);
        var limit = QuietDays.DaysFor(records, scope, date);
        var age = States.Age(newest.Version.At, date);
        var changed = ChangeIndex
            .Of(records)
            .Changes(scope)
            .Between(DateOnly.FromDateTime(newest.Version.At).AddDays(1), date)
            .Length;
        var isQuiet = age > limit && changed > 0;
        var state = States.OfShare(readable, decisions.Count);
        return new CheckResult(
            state is CheckState.Pass && isQuiet ? CheckState.Warn : state,
            $"{readable} of {decisions.Count}",
            unreadable.Count > 0
                    ? $"{Words.Count(unreadable.Count, "decision record")} of {scope.Name} {Words.Verb(unreadable.Count, "has", "have")} no status that can be read"
                : isQuiet
                    ? $"No decision of {scope.Name} was written down for {age} days, while {Words.Count(changed, "change")} went in"
                : $"{scope.Name} keeps {Words.Count(decisions.Count, "decision record")}, all with a status",
            unreadable.Count > 0 ? $"Give {Name(unreadable[0])} a status"
                : isQuiet ? "Write down the last decision that was hard to make"
                : ""
        )
        {
            Number = (double)readable / decisions.Count,
            Unit = "share",
            Target = "all readable, none quiet for longer than " + limit + " days",
            Sample = new Sample(decisions.Count, "decision records"),
            Coverage = RepositoriesInScope.Of(records, scope, date).Coverage,
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Facts =
            [
                .. decisions
                    .GroupBy(decision => FactsOf(decision)?.Status ?? DecisionStatus.Unknown)
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => group.Key)
                    .Select(group => new Fact(StatusWords(group.Key), group.Count().ToString())),
            ],
            Evidence =
            [
                .. unreadable.Select(decision =>
                    decision.AsEvidence(
                        Name(decision),
                        FactsOf(decision)?.StatusText is { Length: > 0 } text ? $"status \"{text}\"" : "no status",
                        CheckState.Fail
                    )
                ),
                .. decisions
                    .Except(unreadable)
                    .OrderByDescending(decision => decision.Version.At)
                    .Select(decision =>
                        decision.AsEvidence(Name(decision), StatusWords(FactsOf(decision)!.Status), CheckState.Pass)
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static string StatusWords(DecisionStatus status) =>
        status switch
        {
            DecisionStatus.Unknown => "Unknown",
            DecisionStatus.OnHold => "On hold",
            _ => status.ToString(),
        };

    private static CheckResult EvaluateUndecided(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var limit = UndecidedDays.DaysFor(records, scope, date);
        var readable = decisions
            .Where(decision => FactsOf(decision) is { Status: not DecisionStatus.Unknown })
            .ToList();
        if (readable.Count == 0)
        {
            return CheckResult.Unknown(
                $"No decision record of {scope.Name} has a status that can be read",
                $"Give {Name(decisions[0])} a status"
            );
        }
        var waiting = readable
            .Where(decision => IsUndecided(decision.Version))
            .Select(decision => (Decision: decision, Days: date.DayNumber - UndecidedSince(decision, date).DayNumber))
            .OrderByDescending(waiting => waiting.Days)
            .ToList();
        var late = waiting.FindAll(waiting => waiting.Days > limit);
        var longest = waiting.Count == 0 ? 0 : waiting[0].Days;
        return new CheckResult(
            States.OfAge(longest, limit),
            late.Count == 0 ? "none" : $"{late.Count} {Words.Verb(late.Count, "waits", "wait")}",
            late.Count > 0
                    ? $"{Words.Count(late.Count, "decision")} of {scope.Name} {Words.Verb(late.Count, "has", "have")} waited longer than {limit} days, the longest {longest} days"
                : waiting.Count > 0
                    ? $"{Words.Count(waiting.Count, "decision")} of {scope.Name} {Words.Verb(waiting.Count, "waits", "wait")}, none longer than {limit} days"
                : $"No decision of {scope.Name} waits",
            late.Count > 0 ? $"Decide {Name(late[0].Decision)}, or put it on hold" : ""
        )
        {
            Number = late.Count,
            Unit = "count",
            Target = $"decided within {limit} days",
            Sample = new Sample(readable.Count, "decision records"),
            Coverage = new Coverage(readable.Count, decisions.Count, "decision records"),
            NewestAt = readable.Max(decision => decision.Version.At),
            NewestWhat = readable.MaxBy(decision => decision.Version.At).Record.Path,
            Facts =
            [
                new Fact(
                    "On hold",
                    readable.Count(decision => FactsOf(decision)!.Status is DecisionStatus.OnHold).ToString()
                ),
            ],
            Evidence =
            [
                .. waiting
                    .Select(waiting =>
                        waiting.Decision.AsEvidence(
                            Name(waiting.Decision),
                            $"waits for {waiting.Days} d",
                            States.OfAge(waiting.Days, limit)
                        )
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static bool IsUndecided(DocumentVersionRecord version) =>
        version.Facts is DecisionFacts { Status: DecisionStatus.Draft or DecisionStatus.Proposed };

    private static DateOnly UndecidedSince(DocumentInForce decision, DateOnly date)
    {
        var since = DateOnly.FromDateTime(decision.Version.At);
        foreach (var version in decision.Record.Versions.Where(version => States.IsBy(version.At, date)).Reverse())
        {
            if (!IsUndecided(version))
                return since;
            since = DateOnly.FromDateTime(version.At);
        }
        return FactsOf(decision)?.Date is { } written && written < since ? written : since;
    }

    private static CheckResult EvaluateConfirmed(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var accepted = decisions
            .Where(decision => FactsOf(decision) is { Format: "madr", Status: DecisionStatus.Accepted })
            .ToList();
        if (accepted.Count == 0)
            return CheckResult.NotApplicable(
                $"No accepted decision of {scope.Name} is in a format with a confirmation"
            );
        var open = accepted.FindAll(decision => !FactsOf(decision)!.HasConfirmation);
        var confirmed = accepted.Count - open.Count;
        if (confirmed == 0)
        {
            return CheckResult.Unknown(
                $"None of {Words.Count(accepted.Count, "accepted decision")} of {scope.Name} says how it is confirmed",
                $"Add a section Confirmation to {Name(accepted[^1])}"
            ) with
            {
                Sample = new Sample(accepted.Count, "accepted decisions"),
            };
        }
        return new CheckResult(
            States.OfShare(confirmed, accepted.Count),
            $"{confirmed} of {accepted.Count}",
            open.Count == 0
                ? $"Every accepted decision of {scope.Name} says how it is confirmed"
                : $"{Words.Count(open.Count, "accepted decision")} of {scope.Name} {Words.Verb(open.Count, "was", "were")} never confirmed",
            open.Count == 0 ? "" : $"Say in {Name(open[0])} how the decision is checked"
        )
        {
            Number = (double)confirmed / accepted.Count,
            Unit = "share",
            Target = "all accepted decisions",
            Sample = new Sample(accepted.Count, "accepted decisions"),
            Coverage = new Coverage(accepted.Count, decisions.Count, "decision records"),
            NewestAt = accepted.Max(decision => decision.Version.At),
            NewestWhat = accepted.MaxBy(decision => decision.Version.At).Record.Path,
            Evidence =
            [
                .. open.OrderBy(decision => decision.Version.At)
                    .Select(decision => decision.AsEvidence(Name(decision), "no confirmation", CheckState.Fail))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static CheckResult EvaluateRevisit(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var dated = decisions
            .Where(decision => FactsOf(decision) is { Status: DecisionStatus.Accepted, RevisitOn: not null })
            .OrderBy(decision => FactsOf(decision)!.RevisitOn)
            .ToList();
        if (dated.Count == 0)
            return CheckResult.NotApplicable($"No accepted decision of {scope.Name} names a day to look at it again");
        var passed = dated.FindAll(decision => FactsOf(decision)!.RevisitOn < date);
        var longest = passed.Count == 0 ? 0 : date.DayNumber - FactsOf(passed[0])!.RevisitOn!.Value.DayNumber;
        return new CheckResult(
            passed.Count == 0 ? CheckState.Pass
                : longest <= 92 ? CheckState.Warn
                : CheckState.Fail,
            passed.Count == 0 ? "none" : $"{passed.Count} passed",
            passed.Count == 0
                ? $"Every decision of {scope.Name} that names a day to look again still has time"
                : $"{Words.Count(passed.Count, "decision")} of {scope.Name} {Words.Verb(passed.Count, "is", "are")} past the day to look again",
            passed.Count == 0 ? "" : $"Look at {Name(passed[0])} again"
        )
        {
            Number = passed.Count,
            Unit = "count",
            Target = "none past its date",
            Sample = new Sample(dated.Count, "decisions with a date"),
            NewestAt = dated.Max(decision => decision.Version.At),
            NewestWhat = dated.MaxBy(decision => decision.Version.At).Record.Path,
            Evidence =
            [
                .. dated
                    .Select(decision =>
                        decision.AsEvidence(
                            Name(decision),
                            $"look again on {Words.Date(FactsOf(decision)!.RevisitOn!.Value)}",
                            FactsOf(decision)!.RevisitOn < date ? CheckState.Fail : CheckState.Pass
                        )
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }
}
