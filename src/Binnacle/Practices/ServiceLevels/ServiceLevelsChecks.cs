using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.ServiceLevels;

internal static class ServiceLevelsChecks
{
    public static readonly Check Observable = new(
        "service-levels.observable",
        "Services observable: level, alert, runbook",
        "Services with a service level, an alert rule and a runbook ÷ services. A document belongs to a service when it stands in the service's folder, or in a repository that it has for itself, or names it. At risk when a service lacks one, not kept when more than half do.",
        "Needs services in the catalogue, and service levels (OpenSLO, Sloth, Pyrra), alert rules and runbooks in repositories",
        EvaluateObservable
    )
    {
        Answers = ["observability"],
        Source = "OpenSLO v1; Beyer et al. (2018), The site reliability workbook",
        EdgeCases =
        [
            "Unknown when the organization's repositories hold no service level and no alert rule at all: both may be set up elsewhere.",
            "Services as the catalogue lists them now; one whose repository did not exist yet is left out.",
        ],
    };

    public static readonly Check Budget = new(
        "service-levels.budget",
        "Error budgets hold",
        "Services whose error budget is not yet spent in its window ÷ services with a service level.",
        "Needs the monitoring that measures service levels",
        States.NotTold(
            "How much of the error budgets is spent",
            "Ask on call which service spent its budget this month"
        )
    );

    private sealed record Row(
        ServiceInScope Service,
        DocumentInForce? Level,
        DocumentInForce? Alert,
        DocumentInForce? Runbook
    )
    {
        public bool IsComplete => Level is not null && Alert is not null && Runbook is not null;

        public int Count => (Level is null ? 0 : 1) + (Alert is null ? 0 : 1) + (Runbook is null ? 0 : 1);

        public string Lacks =>
            Words.List([
                .. Level is null ? ["service level"] : Array.Empty<string>(),
                .. Alert is null ? ["alert"] : Array.Empty<string>(),
                .. Runbook is null ? ["runbook"] : Array.Empty<string>(),
            ]);
    }

    private static CheckResult EvaluateObservable(CheckRecords records, Scope scope, DateOnly date)
    {
        var services = ServicesInScope.Of(records, scope, date);
        if (services.Count == 0)
        {
            return CheckResult.Unknown(
                $"No service of {scope.Name} was known on {Words.Date(date)}",
                "Confirm the services in the catalogue"
            );
        }
        // Levels and alerts of a service often stand in a repository for all; so every repository is searched.
        var everywhere = new Scope(ScopeKind.Organization, Guid.Empty, "", "");
        var levels = records.Documents(DocumentKind.ServiceLevel, everywhere, date);
        var alerts = records.Documents(DocumentKind.AlertRules, everywhere, date);
        var runbooks = records.Documents(DocumentKind.Runbook, everywhere, date);
        if (levels.Count == 0 && alerts.Count == 0)
        {
            return CheckResult.Unknown(
                $"No service level and no alert rule found for {Words.Count(services.Count, "service")} of {scope.Name}",
                "Add them, or point Binnacle at the repository that holds them"
            ) with
            {
                Sample = new Sample(services.Count, "services"),
            };
        }
        var rows = services
            .Select(service => new Row(
                service,
                Find(levels, service, NamesLevel),
                Find(alerts, service, NamesAlert),
                Find(runbooks, service, NamesRunbook)
            ))
            .OrderBy(row => row.Count)
            .ThenBy(row => !row.Service.Record.IsCritical)
            .ToList();
        var complete = rows.Count(row => row.IsComplete);
        var lacking = rows.Count - complete;
        var newest = rows.SelectMany(row => new[] { row.Level, row.Alert, row.Runbook })
            .Where(document => document is not null)
            .MaxBy(document => document!.Value.Version.At);
        return new CheckResult(
            States.OfShare(complete, rows.Count),
            $"{complete} of {rows.Count}",
            lacking == 0
                ? $"Every service of {scope.Name} has a service level, an alert and a runbook"
                : $"{Words.Count(lacking, "service")} of {scope.Name} {Words.Verb(lacking, "lacks", "lack")} a service level, an alert or a runbook",
            lacking == 0 ? "" : $"Give {rows[0].Service.Record.Name} its {rows[0].Lacks}"
        )
        {
            Number = (double)complete / rows.Count,
            Unit = "share",
            Target = "all services",
            Sample = new Sample(rows.Count, "services"),
            NewestAt = newest?.Version.At,
            NewestWhat = newest?.Record.Path,
            Facts =
            [
                new Fact("With a service level", $"{rows.Count(row => row.Level is not null)} of {rows.Count}"),
                new Fact("With an alert", $"{rows.Count(row => row.Alert is not null)} of {rows.Count}"),
                new Fact("With a runbook", $"{rows.Count(row => row.Runbook is not null)} of {rows.Count}"),
            ],
            Evidence =
            [
                .. rows.Select(row => new Evidence(
                        row.Service.Record.Name,
                        row.IsComplete ? null : $"lacks {row.Lacks}",
                        row.Service.Record.RepositoryId,
                        (row.Level ?? row.Alert ?? row.Runbook)?.Record.Path,
                        (row.Level ?? row.Alert ?? row.Runbook)?.Version.Commit,
                        (row.Level ?? row.Alert ?? row.Runbook)?.Version.At,
                        row.IsComplete ? CheckState.Pass : CheckState.Fail
                    ))
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static DocumentInForce? Find(
        IReadOnlyList<DocumentInForce> documents,
        ServiceInScope service,
        Func<ServiceInScope, DocumentInForce, bool> names
    )
    {
        foreach (var document in documents)
        {
            if (service.Holds(document) || names(service, document))
                return document;
        }
        return null;
    }

    private static bool NamesLevel(ServiceInScope service, DocumentInForce document) =>
        document.Facts is ServiceLevelFacts facts
        && facts.Objectives.Any(objective => service.IsNamedIn(objective.Service) || service.IsNamedIn(objective.Name));

    private static bool NamesAlert(ServiceInScope service, DocumentInForce document) =>
        document.Facts is AlertRuleFacts facts
        && (
            service.IsNamedIn(document.Record.Path)
            || facts.Rules.Any(rule => service.IsNamedIn(rule.Group) || service.IsNamedIn(rule.Name))
        );

    private static bool NamesRunbook(ServiceInScope service, DocumentInForce document) =>
        service.IsNamedIn(document.Record.Path) || service.IsNamedIn(document.Facts.Title);
}
