using System.Globalization;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Web;

namespace Binnacle.Platform.Documents;

/// <summary>What a reader took from a file, in words; the same words tell what changed between two versions.</summary>
public static class FactWords
{
    public static IReadOnlyList<Fact> Of(DocumentFacts facts) =>
        [.. Own(facts).Prepend(new("Title", facts.Title)).Where(fact => fact.Value.Length > 0)];

    /// <summary>"Status: proposed → accepted", a line for each fact that differs.</summary>
    public static IReadOnlyList<string> Changes(DocumentFacts? before, DocumentFacts? after)
    {
        if (after is null)
            return ["Removed"];
        if (before is null)
            return ["First seen"];
        var (old, young) = (Of(before), Of(after));
        var names = old.Concat(young).Select(fact => fact.Name).Distinct(StringComparer.Ordinal);
        return
        [
            .. names
                .Select(name => (name, from: Value(old, name), to: Value(young, name)))
                .Where(change => change.from != change.to)
                .Select(change => $"{change.name}: {change.from ?? "none"} → {change.to ?? "none"}"),
        ];
    }

    public static string Word(this DecisionStatus status) =>
        status is DecisionStatus.OnHold ? "on hold" : status.ToString().ToLowerInvariant();

    private static string? Value(IReadOnlyList<Fact> facts, string name) =>
        facts.FirstOrDefault(fact => fact.Name == name)?.Value;

    private static IEnumerable<Fact> Own(DocumentFacts facts) =>
        facts switch
        {
            DecisionFacts decision => Decision(decision),
            RunbookFacts runbook => [new("Steps", Number(runbook.Steps)), new("Words", Number(runbook.Words))],
            PostmortemFacts postmortem => Postmortem(postmortem),
            OwnershipFacts ownership => Ownership(ownership),
            ProseFacts prose => [new("Words", Number(prose.Words))],
            EnvironmentFacts environment => [new("Form", environment.Style)],
            ConventionFacts convention => [new("Form", convention.Style)],
            PipelineFacts pipeline => Pipeline(pipeline),
            DependencyUpdateFacts updates =>
            [
                new("Tool", updates.Tool),
                new("Ecosystems", Words.List([.. updates.Ecosystems.Distinct(StringComparer.Ordinal)])),
            ],
            ContractFacts contract => [new("Form", contract.Style), new("Version", contract.Version ?? "")],
            ServiceLevelFacts levels =>
            [
                new("Form", levels.Style),
                new("Objectives", Number(levels.Objectives.Count)),
                new("Targets", Words.List([.. levels.Objectives.Select(TargetOf)])),
            ],
            AlertRuleFacts alerts =>
            [
                new("Alerts", Number(alerts.Rules.Count)),
                new("With a runbook", Number(alerts.Rules.Count(rule => rule.RunbookUrl is not null))),
            ],
            CatalogueFacts catalogue => [new("Entities", Number(catalogue.Entities.Count))],
            _ => [],
        };

    private static List<Fact> Decision(DecisionFacts decision) =>
        [
            new("Status", decision.Status.Word()),
            new("As written", decision.StatusText == decision.Status.Word() ? "" : decision.StatusText ?? ""),
            new("Decided", decision.Date is { } date ? Wording.Day(date) : "no date"),
            new("Number", decision.Number ?? ""),
            new("Form", decision.Format),
            new("Confirmation", decision.HasConfirmation ? "described" : "not described"),
            new("Revisit", decision.RevisitOn is { } day ? Wording.Day(day) : ""),
            new("Supersedes", Words.List([.. decision.Supersedes])),
            new("Superseded by", Words.List([.. decision.SupersededBy])),
        ];

    private static List<Fact> Postmortem(PostmortemFacts postmortem) =>
        [
            new("Date", postmortem.Date is { } date ? Wording.Day(date) : "no date"),
            new("Actions", Number(postmortem.Actions)),
            new("With an owner", Of(postmortem.ActionsWithOwner, postmortem.Actions)),
            new("With a due date", Of(postmortem.ActionsWithDue, postmortem.Actions)),
            new("Done", Of(postmortem.ActionsDone, postmortem.Actions)),
        ];

    private static List<Fact> Ownership(OwnershipFacts ownership) =>
        [
            new("Rules", Number(ownership.Rules.Count)),
            new(
                "Owners",
                Number(
                    ownership.Rules.SelectMany(rule => rule.Owners).Distinct(StringComparer.OrdinalIgnoreCase).Count()
                )
            ),
            new("Without an owner", Number(ownership.Rules.Count(rule => rule.Owners.Count == 0))),
        ];

    private static List<Fact> Pipeline(PipelineFacts pipeline) =>
        [
            new("System", pipeline.System),
            new("Runs tests", pipeline.RunsTests ? "yes" : "no sign of it"),
            new("Deploys", pipeline.Deploys ? "yes" : "no sign of it"),
            new("Scanners", pipeline.SecurityTools.Count == 0 ? "none" : Words.List([.. pipeline.SecurityTools])),
        ];

    public static string TargetOf(ServiceLevelObjective objective) =>
        objective.Target is { } target
            ? (target * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %"
            : "unknown";

    private static string Of(int part, int all) => all == 0 ? "" : $"{part} of {all}";

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
