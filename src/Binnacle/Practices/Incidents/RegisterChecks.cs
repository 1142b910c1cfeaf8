using Binnacle.Platform.Checks;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Practices.Incidents;

/// <summary>What the register of incidents answers. Each gives null where the register says nothing: others may know then.</summary>
internal static class RegisterChecks
{
    public const int PostmortemDays = 10;
    public const int NoticedDays = 92;

    private static List<IncidentRecord> Incidents(CheckRecords records, Scope scope, DateOnly date, int days) =>
        [
            .. records
                .Of<IncidentRecord>()
                .Where(row => scope.Holds(row.TeamId, row.RepositoryId) && IsWithin(row.StartedAt, date, days))
                .Where(row => States.IsBy(row.KnownAt, date))
                .OrderByDescending(row => row.StartedAt)
                .ThenByDescending(row => row.Number),
        ];

    private static bool IsWithin(DateTime at, DateOnly date, int days) =>
        States.Age(at, date) is >= 0 and var age && age <= days;

    private static bool IsInUse(CheckRecords records, DateOnly date, int days) =>
        records.Of<IncidentRecord>().Any(row => IsWithin(row.StartedAt, date, days));

    /// <summary>Severe incidents with a postmortem within ten days ÷ severe incidents that are older than ten days.</summary>
    public static CheckResult? Postmortems(CheckRecords records, Scope scope, DateOnly date, int days)
    {
        if (!IsInUse(records, date, days))
            return null;
        var all = Incidents(records, scope, date, days);
        var severe = all.FindAll(row => row.IsSevere);
        var unjudged = all.Count(row => row.Severity is null);
        var due = severe.FindAll(row => HasPublished(row, date) || States.Age(row.StartedAt, date) > PostmortemDays);
        if (due.Count == 0)
        {
            return unjudged > 0
                ? CheckResult.Unknown(
                    $"How severe {Words.Count(unjudged, "incident")} of {scope.Name} {Words.Verb(unjudged, "was", "were")} is unknown",
                    "Judge them by the written rule of severity"
                )
                : CheckResult.NotApplicable(
                    $"No severe incident of {scope.Name} waits for a postmortem, in {days} days"
                );
        }
        var kept = due.Count(row => IsInTime(row, date));
        var state = States.OfShare(kept, due.Count);
        var first = due.FirstOrDefault(row => !HasPublished(row, date));
        return new CheckResult(
            // Whether those that nobody judged were severe is unknown: not all can be well then.
            state is CheckState.Pass
            && unjudged > 0
                ? CheckState.Warn
                : state,
            $"{kept} of {due.Count}",
            kept == due.Count
                ? $"Every severe incident of {scope.Name} had its postmortem within {PostmortemDays} days"
                : $"{Words.Count(due.Count - kept, "severe incident")} of {scope.Name} had no postmortem within {PostmortemDays} days",
            first is not null ? $"Write the postmortem of incident {first.Number}, \"{first.Title}\""
                : state is not CheckState.Pass ? "Begin the next postmortem on the day after the incident"
                : unjudged > 0
                    ? $"Judge how severe {Words.Count(unjudged, "incident")} {Words.Verb(unjudged, "was", "were")}"
                : ""
        )
        {
            Number = (double)kept / due.Count,
            Unit = "share",
            Target = "all severe incidents",
            Sample = new Sample(due.Count, $"severe incidents in {days} days"),
            Coverage = new Coverage(all.Count - unjudged, all.Count, "incidents with a severity"),
            NewestAt = due.Max(row => row.StartedAt),
            NewestWhat = $"Incident {due.MaxBy(row => row.StartedAt)!.Number}",
            Evidence =
            [
                .. due.OrderBy(row => IsInTime(row, date))
                    .Select(row => new Evidence(
                        $"{row.Number} {row.Title}",
                        row.PublishedAt is { } at && States.IsBy(at, date)
                            ? $"postmortem after {Words.LongDays(Math.Max(0, (at - row.StartedAt).TotalDays))}"
                            : "no postmortem",
                        At: row.StartedAt,
                        State: IsInTime(row, date) ? CheckState.Pass : CheckState.Fail
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static bool HasPublished(IncidentRecord row, DateOnly date) =>
        row.PublishedAt is { } at && States.IsBy(at, date);

    private static bool IsInTime(IncidentRecord row, DateOnly date) =>
        HasPublished(row, date)
        && States.Age(row.StartedAt, DateOnly.FromDateTime(row.PublishedAt!.Value)) <= PostmortemDays;

    /// <summary>Actions that were due within a year, and how many were done by their day. Dropped with a reason counts for neither.</summary>
    public static CheckResult? OnTime(CheckRecords records, Scope scope, DateOnly date, int days)
    {
        var due = Actions(records, scope, date)
            .FindAll(row =>
                row.DueOn is { } day && day < date && date.DayNumber - day.DayNumber <= days && !(row.DroppedOn <= day)
            );
        if (due.Count == 0)
            return null;
        var kept = due.Count(row => row.DoneOn <= row.DueOn);
        var open = due.FindAll(row => !(row.DoneOn <= date) && !(row.DroppedOn <= date));
        return new CheckResult(
            States.OfShare(kept, due.Count),
            $"{kept} of {due.Count}",
            kept == due.Count
                ? $"Every action from incidents of {scope.Name} was done by its day"
                : $"{Words.Count(due.Count - kept, "action")} from incidents of {scope.Name} {Words.Verb(due.Count - kept, "was", "were")} not done by {Words.Verb(due.Count - kept, "its", "their")} day",
            kept == due.Count ? ""
                : open.Count > 0 ? $"Do \"{open.MinBy(row => row.DueOn)!.Title}\", or say why not"
                : "Give the next actions a day that can be kept"
        )
        {
            Number = (double)kept / due.Count,
            Unit = "share",
            Target = "all actions",
            Sample = new Sample(due.Count, $"actions due in {days} days"),
            NewestAt = due.Max(row => row.MadeAt),
            NewestWhat = due.MaxBy(row => row.MadeAt)!.Title,
            Evidence =
            [
                .. due.OrderBy(row => row.DoneOn <= row.DueOn)
                    .ThenByDescending(row => row.DueOn)
                    .ThenBy(row => row.Title, StringComparer.Ordinal)
                    .Select(row => new Evidence(
                        row.Title,
                        $"due {Words.Date(row.DueOn!.Value)}, {(row.DoneOn is { } done && done <= date ? $"done {Words.Date(done)}" : row.DroppedOn is { } dropped && dropped <= date ? $"dropped {Words.Date(dropped)}" : "open")}",
                        At: row.MadeAt,
                        State: row.DoneOn <= row.DueOn ? CheckState.Pass : CheckState.Fail
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    /// <summary>Incidents that a customer noticed first ÷ incidents of which it is known who did.</summary>
    public static CheckResult Noticed(CheckRecords records, Scope scope, DateOnly date, double limit)
    {
        var all = Incidents(records, scope, date, NoticedDays);
        var known = all.FindAll(row => row.DetectedBy is not null);
        // Half of them at least, else those that are known may be the odd ones.
        if (known.Count == 0 || known.Count * 2 < all.Count)
        {
            return CheckResult.Unknown(
                all.Count == 0
                    ? $"Who noticed incidents of {scope.Name} first is unknown"
                    : $"Who noticed first is known of {known.Count} of {Words.Count(all.Count, "incident")} of {scope.Name}",
                "Ask of the last incident who noticed it, and what should have"
            );
        }
        var customers = known.FindAll(row => row.DetectedBy is Detector.Customer);
        var share = (double)customers.Count / known.Count;
        var state =
            share <= limit
                ? known.Count == all.Count
                    ? CheckState.Pass
                    : CheckState.Warn
                : share <= 2 * limit
                    ? CheckState.Warn
                    : CheckState.Fail;
        return new CheckResult(
            state,
            $"{Words.Share(customers.Count, known.Count)} by customers",
            customers.Count == 0
                ? $"No incident of {scope.Name} that is known of was noticed by a customer first"
                : $"Customers noticed {customers.Count} of {Words.Count(known.Count, "incident")} of {scope.Name} first",
            state is CheckState.Pass ? ""
                : customers.Count > 0
                    ? $"Say what should have told of incident {customers[0].Number}, \"{customers[0].Title}\""
                : $"Say who noticed {Words.Count(all.Count - known.Count, "incident")} first"
        )
        {
            Number = share,
            Unit = "share",
            Target = $"at most {Words.Percent(limit)}",
            Sample = new Sample(known.Count, $"incidents in {NoticedDays} days"),
            Coverage = new Coverage(known.Count, all.Count, "incidents with who noticed first"),
            NewestAt = known.Max(row => row.StartedAt),
            NewestWhat = $"Incident {known[0].Number}",
            Evidence =
            [
                .. all.OrderBy(row => row.DetectedBy is not Detector.Customer)
                    .ThenBy(row => row.DetectedBy is not null)
                    .Select(row => new Evidence(
                        $"{row.Number} {row.Title}",
                        row.DetectedBy is { } by ? $"noticed by {by.Words()}" : "who noticed is unknown",
                        At: row.StartedAt,
                        State: row.DetectedBy switch
                        {
                            Detector.Customer => CheckState.Fail,
                            null => CheckState.Unknown,
                            _ => CheckState.Pass,
                        }
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    /// <summary>Actions done long enough ago at which somebody looked after their due date ÷ such actions.</summary>
    public static CheckResult Verified(CheckRecords records, Scope scope, DateOnly date, int days, int window)
    {
        var done = Actions(records, scope, date)
            .FindAll(row =>
                row is { DueOn: { } due, DoneOn: { } day }
                && Later(due, day) is var from
                && date.DayNumber - from.DayNumber is var age
                && age >= days
                && age <= window
            );
        if (done.Count == 0)
        {
            return CheckResult.Unknown(
                $"No action from an incident of {scope.Name} was done long enough ago to tell whether it worked",
                "Take one action from last quarter and look whether it helped"
            );
        }
        var looked = done.Count(row => HasLook(row, date));
        var first = done.Find(row => !HasLook(row, date));
        return new CheckResult(
            States.OfShare(looked, done.Count),
            $"{looked} of {done.Count}",
            first is null
                ? $"Somebody looked at every action from incidents of {scope.Name} whether it helped"
                : $"Nobody looked whether {Words.Count(done.Count - looked, "action")} from incidents of {scope.Name} helped",
            first is null ? "" : $"Look whether \"{first.Title}\" from incident {first.Incident} helped"
        )
        {
            Number = (double)looked / done.Count,
            Unit = "share",
            Target = "all actions",
            Sample = new Sample(done.Count, $"actions done, their day at least {days} days ago"),
            NewestAt = done.Max(row => row.MadeAt),
            NewestWhat = done.MaxBy(row => row.MadeAt)!.Title,
            Evidence =
            [
                .. done.OrderBy(row => HasLook(row, date))
                    .ThenByDescending(row => row.DoneOn)
                    .ThenBy(row => row.Title, StringComparer.Ordinal)
                    .Select(row => new Evidence(
                        row.Title,
                        $"done {Words.Date(row.DoneOn!.Value)}{(HasLook(row, date) ? ", looked at" : ", nobody looked")}",
                        At: row.MadeAt,
                        State: HasLook(row, date) ? CheckState.Pass : CheckState.Fail
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    /// <summary>With owner and date, or the decision not to act.</summary>
    public static (int Complete, int All) Decided(CheckRecords records, Scope scope, DateOnly date, int days)
    {
        var own = Actions(records, scope, date).FindAll(row => States.Age(row.MadeAt, date) <= days);
        return (own.Count(row => row.DueOn is not null || row.IsDeclined), own.Count);
    }

    private static List<IncidentActionRecord> Actions(CheckRecords records, Scope scope, DateOnly date) =>
        [
            .. records
                .Of<IncidentActionRecord>()
                .Where(row => scope.Holds(row.TeamId, row.RepositoryId) && States.IsBy(row.MadeAt, date))
                .OrderByDescending(row => row.MadeAt)
                .ThenBy(row => row.Title, StringComparer.Ordinal),
        ];

    private static bool HasLook(IncidentActionRecord row, DateOnly date) =>
        // The alert that fired is the proof, and it fires before the action is done.
        (row.FiredAt is { } fired && States.IsBy(fired, date))
        || row.LookedAt.Any(at => States.IsBy(at, date) && DateOnly.FromDateTime(at) > row.DueOn);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
