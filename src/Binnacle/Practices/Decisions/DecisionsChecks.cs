using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Decisions;

internal static class DecisionsChecks
{
    private const string Needs =
        "Needs decisions written down here, or decision records in a repository, one Markdown file each, such as docs/decisions/0001-title.md";

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

    private static readonly Threshold ConfirmDays = new(
        "decisions.confirm-days",
        "Days until an accepted decision should be confirmed",
        90,
        "days",
        7,
        730
    );

    private const string CountedOnce =
        "A record that was taken over from a repository counts once, as the decision kept here.";

    public static readonly Check Recorded = new(
        "decisions.recorded",
        "Decisions are recorded and current",
        "Decisions kept here and decision records in repositories whose status can be read ÷ all of them. At risk when one cannot be read, or when no record was added or changed within the limit although code changed; not kept when fewer than half can be read.",
        Needs,
        EvaluateRecorded
    )
    {
        Thresholds = [QuietDays],
        Source = "Nygard (2011), Documenting architecture decisions; MADR 4.0",
        Version = 2,
        EdgeCases = ["No record found is unknown: decisions may be kept elsewhere.", CountedOnce],
    };

    public static readonly Check Undecided = new(
        "decisions.undecided",
        "No decision waits longer than two weeks",
        "Decisions that were a draft or proposed for longer than the limit, counted from the day on which they were proposed here, or of the file's first version with such a status, or from the date in the record when that is earlier. Not kept when one has waited twice the limit.",
        Needs,
        EvaluateUndecided
    )
    {
        Version = 2,
        Thresholds = [UndecidedDays],
        EdgeCases =
        [
            "On hold is a decision to wait: shown, not counted.",
            "A record whose status cannot be read is not counted here.",
            CountedOnce,
        ],
    };

    public static readonly Check Confirmed = new(
        "decisions.confirmed",
        "Accepted decisions are confirmed",
        "Of decisions kept here that were accepted longer ago than the limit, those that somebody saw to be followed, and of accepted MADR records those with a section Confirmation, ÷ both. At risk when one lacks it, not kept when more than half do.",
        "Needs accepted decisions here that somebody confirms, or MADR records with a section Confirmation that says how the decision is checked",
        EvaluateConfirmed
    )
    {
        Version = 2,
        Thresholds = [ConfirmDays],
        Source = "MADR 4.0",
        EdgeCases =
        [
            "A decision kept here counts as soon as it is confirmed, unconfirmed only after the limit.",
            "Unknown when there are records alone and none has the section: then the format in use does not ask for it.",
            "Formats without such a section (Nygard, log4brains) are left out.",
            CountedOnce,
        ],
    };

    public static readonly Check Revisit = new(
        "decisions.revisit",
        "No revisit date has passed",
        "Accepted decisions whose revisit date lies before the day. Not kept when one passed more than 92 days ago.",
        "Needs decisions with a day to look at them again",
        EvaluateRevisit
    )
    {
        Version = 2,
        EdgeCases =
        [
            "Not applicable when no accepted decision names a date: nobody promised to look again.",
            CountedOnce,
        ],
    };

    private static CheckResult? Missing(
        CheckRecords records,
        Scope scope,
        DateOnly date,
        out IReadOnlyList<DecisionOnDay> decisions
    )
    {
        decisions = DecisionOnDay.All(records, scope, date);
        return decisions.Count > 0
            ? null
            : RepositoriesInScope
                .Of(records, scope, date)
                .NotFound(
                    "decision",
                    "Write a decision down, or point Binnacle at the repository that holds the records"
                );
    }

    private static CheckResult EvaluateRecorded(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var unreadable = decisions.Where(decision => decision.Status is DecisionStatus.Unknown).ToList();
        var readable = decisions.Count - unreadable.Count;
        var newest = decisions.MaxBy(decision => decision.ChangedAt)!;
        var limit = QuietDays.DaysFor(records, scope, date);
        var age = States.Age(newest.ChangedAt, date);
        var changed = ChangeIndex
            .Of(records)
            .Changes(scope)
            .Between(DateOnly.FromDateTime(newest.ChangedAt).AddDays(1), date)
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
                : $"{scope.Name} keeps {Words.Count(decisions.Count, "decision")}, all with a status",
            unreadable.Count > 0 ? $"Give {unreadable[0].Name} a status"
                : isQuiet ? "Write down the last decision that was hard to make"
                : ""
        )
        {
            Number = (double)readable / decisions.Count,
            Unit = "share",
            Target = "all readable, none quiet for longer than " + limit + " days",
            Sample = new Sample(decisions.Count, "decisions"),
            Coverage = RepositoriesInScope.Of(records, scope, date).Coverage,
            NewestAt = newest.ChangedAt,
            NewestWhat = newest.Place,
            Facts =
            [
                .. decisions
                    .GroupBy(decision => decision.Status)
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => group.Key)
                    .Select(group => new Fact(group.Key.Capital(), group.Count().ToString())),
                .. Kept(decisions),
            ],
            Evidence =
            [
                .. unreadable.Select(decision => decision.AsEvidence(decision.StatusText, CheckState.Fail)),
                .. decisions
                    .Except(unreadable)
                    .OrderByDescending(decision => decision.ChangedAt)
                    .Select(decision => decision.AsEvidence(decision.Status.Capital(), CheckState.Pass))
                    .Take(States.MostEvidence),
            ],
        };
    }

    /// <summary>Where both kinds are there, how many of each.</summary>
    private static IEnumerable<Fact> Kept(IReadOnlyList<DecisionOnDay> decisions)
    {
        var own = decisions.Count(decision => decision.IsOwn);
        return own == 0 || own == decisions.Count
            ? []
            : [new Fact("Kept here", own.ToString()), new Fact("In repositories", (decisions.Count - own).ToString())];
    }

    private static CheckResult EvaluateUndecided(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var limit = UndecidedDays.DaysFor(records, scope, date);
        var readable = decisions.Where(decision => decision.Status is not DecisionStatus.Unknown).ToList();
        if (readable.Count == 0)
        {
            return CheckResult.Unknown(
                $"No decision record of {scope.Name} has a status that can be read",
                $"Give {decisions[0].Name} a status"
            );
        }
        var waiting = readable
            .Where(decision => decision.WaitingSince is not null)
            .Select(decision => (Decision: decision, Days: date.DayNumber - decision.WaitingSince!.Value.DayNumber))
            .OrderByDescending(waiting => waiting.Days)
            .ToList();
        var late = waiting.FindAll(waiting => waiting.Days > limit);
        var longest = waiting.Count == 0 ? 0 : waiting[0].Days;
        var newest = readable.MaxBy(decision => decision.ChangedAt)!;
        return new CheckResult(
            States.OfAge(longest, limit),
            late.Count == 0 ? "none" : $"{late.Count} {Words.Verb(late.Count, "waits", "wait")}",
            late.Count > 0
                    ? $"{Words.Count(late.Count, "decision")} of {scope.Name} {Words.Verb(late.Count, "has", "have")} waited longer than {limit} days, the longest {longest} days"
                : waiting.Count > 0
                    ? $"{Words.Count(waiting.Count, "decision")} of {scope.Name} {Words.Verb(waiting.Count, "waits", "wait")}, none longer than {limit} days"
                : $"No decision of {scope.Name} waits",
            late.Count > 0 ? $"Decide {late[0].Decision.Name}, or put it on hold" : ""
        )
        {
            Number = late.Count,
            Unit = "count",
            Target = $"decided within {limit} days",
            Sample = new Sample(readable.Count, "decisions"),
            Coverage = new Coverage(readable.Count, decisions.Count, "decisions"),
            NewestAt = newest.ChangedAt,
            NewestWhat = newest.Place,
            Facts =
            [
                new Fact("On hold", readable.Count(decision => decision.Status is DecisionStatus.OnHold).ToString()),
            ],
            Evidence =
            [
                .. waiting
                    .Select(waiting =>
                        waiting.Decision.AsEvidence($"waits for {waiting.Days} d", States.OfAge(waiting.Days, limit))
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static CheckResult EvaluateConfirmed(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var limit = ConfirmDays.DaysFor(records, scope, date);
        var accepted = decisions.Where(decision => decision.AsksForConfirmation(date, limit)).ToList();
        if (accepted.Count == 0)
            return CheckResult.NotApplicable(
                decisions.Any(decision => decision.IsOwn)
                    ? $"No decision of {scope.Name} was accepted longer than {limit} days ago"
                    : $"No accepted decision of {scope.Name} is in a format with a confirmation"
            );
        var open = accepted.FindAll(decision => !decision.IsConfirmed);
        var confirmed = accepted.Count - open.Count;
        if (confirmed == 0 && !accepted.Exists(decision => decision.IsOwn))
        {
            return CheckResult.Unknown(
                $"None of {Words.Count(accepted.Count, "accepted decision")} of {scope.Name} says how it is confirmed",
                $"Add a section Confirmation to {accepted[^1].Name}"
            ) with
            {
                Sample = new Sample(accepted.Count, "accepted decisions"),
            };
        }
        var newest = accepted.MaxBy(decision => decision.ChangedAt)!;
        return new CheckResult(
            States.OfShare(confirmed, accepted.Count),
            $"{confirmed} of {accepted.Count}",
            open.Count == 0
                ? $"Every accepted decision of {scope.Name} is confirmed"
                : $"{Words.Count(open.Count, "accepted decision")} of {scope.Name} {Words.Verb(open.Count, "was", "were")} never confirmed",
            open.Count == 0 ? ""
                : open[0].IsOwn ? $"See whether {open[0].Name} is followed, and confirm it"
                : $"Say in {open[0].Name} how the decision is checked"
        )
        {
            Number = (double)confirmed / accepted.Count,
            Unit = "share",
            Target = "all accepted decisions",
            Sample = new Sample(accepted.Count, "accepted decisions"),
            Coverage = new Coverage(accepted.Count, decisions.Count, "decisions"),
            NewestAt = newest.ChangedAt,
            NewestWhat = newest.Place,
            Evidence =
            [
                .. open.OrderBy(decision => decision.ChangedAt)
                    .Select(decision => decision.AsEvidence("no confirmation", CheckState.Fail))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static CheckResult EvaluateRevisit(CheckRecords records, Scope scope, DateOnly date)
    {
        if (Missing(records, scope, date, out var decisions) is { } missing)
            return missing;
        var dated = decisions
            .Where(decision => decision is { Status: DecisionStatus.Accepted, RevisitOn: not null })
            .OrderBy(decision => decision.RevisitOn)
            .ToList();
        if (dated.Count == 0)
            return CheckResult.NotApplicable($"No accepted decision of {scope.Name} names a day to look at it again");
        var passed = dated.FindAll(decision => decision.RevisitOn < date);
        var longest = passed.Count == 0 ? 0 : date.DayNumber - passed[0].RevisitOn!.Value.DayNumber;
        var newest = dated.MaxBy(decision => decision.ChangedAt)!;
        return new CheckResult(
            passed.Count == 0 ? CheckState.Pass
                : longest <= 92 ? CheckState.Warn
                : CheckState.Fail,
            passed.Count == 0 ? "none" : $"{passed.Count} passed",
            passed.Count == 0
                ? $"Every decision of {scope.Name} that names a day to look again still has time"
                : $"{Words.Count(passed.Count, "decision")} of {scope.Name} {Words.Verb(passed.Count, "is", "are")} past the day to look again",
            passed.Count == 0 ? "" : $"Look at {passed[0].Name} again"
        )
        {
            Number = passed.Count,
            Unit = "count",
            Target = "none past its date",
            Sample = new Sample(dated.Count, "decisions with a date"),
            NewestAt = newest.ChangedAt,
            NewestWhat = newest.Place,
            Evidence =
            [
                .. dated
                    .Select(decision =>
                        decision.AsEvidence(
                            $"look again on {Words.Date(decision.RevisitOn!.Value)}",
                            decision.RevisitOn < date ? CheckState.Fail : CheckState.Pass
                        )
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }
}
