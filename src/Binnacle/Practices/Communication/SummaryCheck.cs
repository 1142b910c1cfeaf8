using Binnacle.Platform.Checks;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Communication.Summaries;

namespace Binnacle.Practices.Communication;

/// <summary>How old the newest published summary is.</summary>
internal static class SummaryCheck
{
    private static readonly Threshold Days = new(
        "communication.summary-days",
        "Days after which a written summary is due again",
        14,
        "days",
        1,
        120
    );

    public static readonly Check Summary = new(
        "communication.summary",
        "A written summary every two weeks",
        "Days since a summary of the scope was last published; alive up to the limit, at risk up to twice the limit.",
        "Needs a summary that was published here",
        Evaluate,
        Version: 2
    )
    {
        Thresholds = [Days],
        EdgeCases =
        [
            "A team is told by its own summaries and by those of the organization; the organization by its own alone.",
            "A text for one audience counts; a correction does not make it newer.",
            "Where none was ever published it is unknown: summaries may be sent by other ways.",
        ],
    };

    private static CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date)
    {
        if (scope.Kind is ScopeKind.Repository)
            return CheckResult.NotApplicable($"No summary is written of {scope.Name} alone, but of its team");
        var own = records
            .Of<SummaryRecord>()
            .Where(row => States.IsBy(row.PublishedAt, date))
            .Where(row => row.TeamId is null || (scope.Kind is ScopeKind.Team && row.TeamId == scope.Id))
            // The first publication of a summary is when it was told.
            .GroupBy(row => row.Number)
            .Select(group => group.MinBy(row => row.PublishedAt)!)
            .OrderByDescending(row => row.PublishedAt)
            .ThenByDescending(row => row.Number)
            .ToList();
        if (own.Count == 0)
            return CheckResult.Unknown(
                $"No summary of {scope.Name} was published by {Words.Date(date)}",
                "Draft one from what happened, under Communication"
            );
        var limit = Days.DaysFor(records, scope, date);
        var newest = own[0];
        var age = States.Age(newest.PublishedAt, date);
        var state = States.OfAge(age, limit);
        return new CheckResult(
            state,
            Words.Days(age),
            state is CheckState.Pass
                ? $"{scope.Name} was told in writing {(age == 0 ? "today" : $"{Words.LongDays(age)} ago")}"
                : $"{scope.Name} was last told in writing {Words.LongDays(age)} ago",
            state is CheckState.Pass ? "" : "Draft the next summary from what happened since, under Communication"
        )
        {
            Number = age,
            Unit = "days",
            Target = $"at most {limit} days",
            Sample = new Sample(own.Count, "published summaries"),
            NewestAt = newest.PublishedAt,
            NewestWhat = newest.Title,
            Evidence =
            [
                .. own.Take(50).Select(row => new Evidence(row.Title, $"Summary {row.Number}", At: row.PublishedAt)),
            ],
        };
    }
}
