using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;

namespace Binnacle.Practices.Readiness;

internal static class ReadinessChecks
{
    private static readonly Threshold RunbookDays = new(
        "readiness.runbook-days",
        "Days after which a runbook of changing code is stale",
        180,
        "days",
        14,
        1095
    );

    public static readonly Check Drills = new(
        "readiness.drills",
        "Critical services are drilled each quarter",
        "Critical services with a drill in the last 90 days ÷ critical services.",
        "Needs records of drills",
        States.NotTold(
            "Which critical services were drilled",
            "Plan a 30-minute drill of the service that hurts most when it fails"
        )
    )
    {
        Answers = ["drills"],
    };

    public static readonly Check Runbooks = new(
        "readiness.runbooks",
        "Runbooks tell what to do and are kept",
        "Runbooks with at least one step that changed within 180 days, or whose repository did not change since ÷ runbooks. At risk when one falls short, not kept when more than half do.",
        "Needs runbooks in a repository, such as docs/runbooks/queue-full.md",
        EvaluateRunbooks
    )
    {
        Thresholds = [RunbookDays],
        EdgeCases =
        [
            "No runbook found is unknown: runbooks often live elsewhere.",
            "A change is not use: whether anybody followed a runbook is unknown here.",
        ],
    };

    public static readonly Check RunbooksUsed = new(
        "readiness.runbooks-used",
        "Runbooks were used in half a year",
        "Runbooks followed in an incident or a drill within 180 days ÷ runbooks.",
        "Needs records of incidents and drills",
        States.NotTold("Which runbooks were used", "Follow one runbook to its end, and write the day into it")
    );

    public static readonly Check Alerts = new(
        "readiness.alerts",
        "Every alert links to a runbook",
        "Alert rules with a runbook link ÷ alert rules found in repositories. At risk when one lacks it, not kept when more than half do.",
        "Needs alert rules in a repository, as Prometheus rule files",
        EvaluateAlerts
    )
    {
        Answers = ["observability"],
        Source = "Prometheus alerting rules, annotation runbook_url",
        EdgeCases =
        [
            "No alert rule found is unknown: alerts may be set up elsewhere.",
            "Whether the link leads anywhere is not tried.",
        ],
    };

    private static CheckResult EvaluateRunbooks(CheckRecords records, Scope scope, DateOnly date)
    {
        var runbooks = records.Documents(DocumentKind.Runbook, scope, date);
        if (runbooks.Count == 0)
        {
            return RepositoriesInScope
                .Of(records, scope, date)
                .NotFound("runbook", "Add runbooks, or point Binnacle at the repository that holds them");
        }
        var limit = RunbookDays.DaysFor(records, scope, date);
        var rows = runbooks
            .Select(runbook => (Runbook: runbook, Reason: Shortfall(records, runbook, date, limit)))
            .OrderBy(row => row.Reason is null)
            .ThenBy(row => row.Runbook.Version.At)
            .ToList();
        var bad = rows.Count(row => row.Reason is not null);
        var good = rows.Count - bad;
        var newest = runbooks.MaxBy(runbook => runbook.Version.At);
        return new CheckResult(
            States.OfShare(good, rows.Count),
            $"{good} of {rows.Count}",
            bad == 0
                ? $"Every runbook of {scope.Name} has steps and is kept; whether they are used is unknown"
                : $"{Words.Count(bad, "runbook")} of {scope.Name} {Words.Verb(bad, "has", "have")} no steps or {Words.Verb(bad, "is", "are")} older than the code around {Words.Verb(bad, "it", "them")}",
            bad == 0 ? "" : $"Go through {rows[0].Runbook.Facts.Title} with the person on call"
        )
        {
            Number = (double)good / rows.Count,
            Unit = "share",
            Target = $"all with steps and changed within {limit} days",
            Sample = new Sample(rows.Count, "runbooks"),
            Coverage = RepositoriesInScope.Of(records, scope, date).Coverage,
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Facts = [new Fact("Use", "unknown: nothing tells when a runbook was followed")],
            Evidence =
            [
                .. rows.Select(row =>
                        row.Runbook.AsEvidence(
                            row.Runbook.Facts.Title,
                            row.Reason,
                            row.Reason is null ? CheckState.Pass : CheckState.Fail
                        )
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static string? Shortfall(CheckRecords records, DocumentInForce runbook, DateOnly date, int limit)
    {
        if (runbook.Facts is RunbookFacts { Steps: 0 })
            return "no steps";
        var age = States.Age(runbook.Version.At, date);
        if (age <= limit)
            return null;
        var changes = ChangeIndex
            .Of(records)
            .Changes(runbook.Record.RepositoryId)
            .Between(DateOnly.FromDateTime(runbook.Version.At).AddDays(1), date)
            .Length;
        return changes == 0 ? null : $"not touched for {age} d, {Words.Count(changes, "change")} since";
    }

    private static CheckResult EvaluateAlerts(CheckRecords records, Scope scope, DateOnly date)
    {
        var files = records.Documents(DocumentKind.AlertRules, scope, date);
        var rules = files
            .SelectMany(file => (file.Facts as AlertRuleFacts)?.Rules ?? [], (File, Rule) => (File, Rule))
            .ToList();
        if (rules.Count == 0)
        {
            return RepositoriesInScope
                .Of(records, scope, date)
                .NotFound("alert rule", "Add alert rules, or point Binnacle at the repository that holds them");
        }
        var without = rules.FindAll(row => string.IsNullOrWhiteSpace(row.Rule.RunbookUrl));
        var linked = rules.Count - without.Count;
        var newest = files.MaxBy(file => file.Version.At);
        return new CheckResult(
            States.OfShare(linked, rules.Count),
            $"{linked} of {rules.Count}",
            without.Count == 0
                ? $"Every alert of {scope.Name} links to a runbook"
                : $"{Words.Count(without.Count, "alert")} of {scope.Name} {Words.Verb(without.Count, "links", "link")} to no runbook",
            without.Count == 0 ? "" : $"Write the runbook of {without[0].Rule.Name}, and link it"
        )
        {
            Number = (double)linked / rules.Count,
            Unit = "share",
            Target = "all alerts",
            Sample = new Sample(rules.Count, $"alert rules in {Words.Count(files.Count, "file")}"),
            Coverage = RepositoriesInScope.Of(records, scope, date).Coverage,
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Evidence =
            [
                .. without
                    .Select(row =>
                        row.File.AsEvidence(row.Rule.Name, row.Rule.Severity, CheckState.Fail, row.Rule.Line)
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }
}
