using Binnacle.Platform.Checks;

namespace Binnacle.Practices.Debt.Register;

internal static class RegisterChecks
{
    private const int Top = 10;
    private const int DaysOfGrace = 28;

    public static readonly Check Owned = new(
        "debt.owned",
        "Top debt has owner, cost and class",
        "The ten most costly open items of the debt register that have an owner, a cost of delay and a class ÷ those ten, or all where there are fewer. Alive when all have them, not kept below half.",
        "Needs a debt register",
        EvaluateOwned,
        Version: 2
    )
    {
        Source = "Reinertsen (2009), The principles of product development flow",
        EdgeCases =
        [
            "Items without a cost stand first: it may be the largest.",
            "Cost is the middle of the estimate in force on the day; owners count from the day on which one was named.",
        ],
    };

    public static readonly Check Waiting = new(
        "debt.waiting",
        "Nothing that can wait is past its date",
        "Open items of the class \"can wait\" whose day to look again has passed; the aim is none. Not kept when one is more than 28 days past it.",
        "Needs a debt register",
        EvaluateWaiting,
        Version: 2
    )
    {
        EdgeCases = ["Not applicable where no open item can wait."],
    };

    private static CheckResult EvaluateOwned(CheckRecords records, Scope scope, DateOnly date)
    {
        var open = Open(records, scope, date);
        if (open.Count == 0)
            return Empty(scope, "Write down the three debts that slow people most, with an owner each");
        var top = open.OrderByDescending(item => item.On(date)?.Cost ?? double.MaxValue)
            .ThenBy(item => item.Number)
            .Take(Top)
            .Select(item => (Item: item, Missing: Missing(item, date)))
            .ToList();
        var whole = top.Count(row => row.Missing.Count == 0);
        var state = States.OfShare(whole, top.Count);
        var costs = top.Select(row => row.Item.On(date)?.At).Max();
        return new CheckResult(
            state,
            $"{whole} of {top.Count}",
            state is CheckState.Pass
                ? $"The costliest debt of {scope.Name} has owner, cost and class"
                : $"{top.Count - whole} of the {Words.Count(top.Count, "costliest debt item")} of {scope.Name} {Words.Verb(top.Count - whole, "lacks", "lack")} an owner, a cost or a class",
            state is CheckState.Pass ? "" : $"Complete item {top.First(row => row.Missing.Count > 0).Item.Number} first"
        )
        {
            Number = (double)whole / top.Count,
            Unit = "share",
            Target = "all",
            Sample = new Sample(top.Count, "items"),
            NewestAt = costs,
            NewestWhat = costs is null ? null : "estimate",
            Facts = [new Fact("Open items", open.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            Evidence =
            [
                .. top.OrderBy(row => row.Missing.Count == 0)
                    .Select(row => new Evidence(
                        $"{row.Item.Number} {row.Item.Title}",
                        row.Missing.Count == 0 ? "complete" : $"without {Words.List(row.Missing)}",
                        row.Item.RepositoryId,
                        State: row.Missing.Count == 0 ? CheckState.Pass : CheckState.Fail
                    )),
            ],
        };
    }

    private static List<string> Missing(DebtItemRecord item, DateOnly date)
    {
        var missing = new List<string>();
        if (!item.IsOwnedOn(date))
            missing.Add("owner");
        if (item.On(date)?.Cost is null)
            missing.Add("cost");
        if (item.On(date)?.Class is null)
            missing.Add("class");
        return missing;
    }

    private static CheckResult EvaluateWaiting(CheckRecords records, Scope scope, DateOnly date)
    {
        var open = Open(records, scope, date);
        if (open.Count == 0)
            return Empty(scope, "Give each postponed debt the day on which waiting ends");
        var waiting = open.Where(item => item.On(date) is { Class: DebtClass.CanWait, LookAgainOn: not null })
            .Select(item => (Item: item, Past: date.DayNumber - item.On(date)!.LookAgainOn!.Value.DayNumber))
            .OrderByDescending(row => row.Past)
            .ThenBy(row => row.Item.Number)
            .ToList();
        if (waiting.Count == 0)
            return CheckResult.NotApplicable($"No open debt of {scope.Name} can wait");
        var past = waiting.Count(row => row.Past > 0);
        var newest = waiting.Max(row => row.Item.On(date)!.At);
        return new CheckResult(
            past == 0 ? CheckState.Pass
                : waiting[0].Past <= DaysOfGrace ? CheckState.Warn
                : CheckState.Fail,
            past == 0 ? "none" : $"{past} of {waiting.Count}",
            past == 0
                ? $"Nothing that can wait in {scope.Name} is past its day"
                : $"{past} of {Words.Count(waiting.Count, "waiting item")} of {scope.Name} {Words.Verb(past, "is", "are")} past the day to look again, the longest by {Words.LongDays(waiting[0].Past)}",
            past == 0 ? "" : $"Look at item {waiting[0].Item.Number} again: pay, accept or drop it, or name another day"
        )
        {
            Number = past,
            Unit = "count",
            Target = "none",
            Sample = new Sample(waiting.Count, "items"),
            NewestAt = newest,
            NewestWhat = "estimate",
            Evidence =
            [
                .. waiting.Select(row => new Evidence(
                    $"{row.Item.Number} {row.Item.Title}",
                    row.Past > 0
                        ? $"{Words.LongDays(row.Past)} past its day"
                        : $"look again on {Words.Date(row.Item.On(date)!.LookAgainOn!.Value)}",
                    row.Item.RepositoryId,
                    State: row.Past > 0 ? CheckState.Fail : CheckState.Pass
                )),
            ],
        };
    }

    private static List<DebtItemRecord> Open(CheckRecords records, Scope scope, DateOnly date) =>
        [
            .. records
                .Of<DebtItemRecord>()
                .Where(item => item.IsOpenOn(date) && scope.Holds(item.TeamId, item.RepositoryId)),
        ];

    private static CheckResult Empty(Scope scope, string next) =>
        CheckResult.Unknown($"The debt register of {scope.Name} has no open item", next);
}
