using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Guardrails;

internal static class GuardrailsChecks
{
    private static readonly RepositoryConvention OwnersConvention = new(
        "a file that names its owners",
        "CODEOWNERS",
        [DocumentKind.Ownership, DocumentKind.Catalogue],
        (document, _) =>
            document.Facts switch
            {
                OwnershipFacts facts => facts.Rules.Any(rule => rule.Owners.Count > 0),
                CatalogueFacts facts => facts.Entities.Any(entity => !string.IsNullOrWhiteSpace(entity.Owner)),
                _ => false,
            },
        document =>
            document.Facts switch
            {
                OwnershipFacts facts => Words.Count(
                    facts.Rules.Count(rule => rule.Owners.Count > 0),
                    "rule with owners",
                    "rules with owners"
                ),
                CatalogueFacts facts => Words.Count(
                    facts.Entities.Count(entity => entity.Owner is not null),
                    "entity with an owner",
                    "entities with an owner"
                ),
                _ => null,
            }
    );

    public static readonly Check Failing = new(
        "guardrails.failing",
        "No guardrail fails without a waiver",
        "Guardrails that fail in the newest CI result of a service and have no waiver; the aim is none.",
        "Needs CI results",
        States.NotTold("Which guardrails fail", "Name the three checks that every service must pass")
    );

    public static readonly Check Waivers = new(
        "guardrails.waivers",
        "No waiver has expired",
        "Waivers past their expiry whose guardrail still fails; the aim is none.",
        "Needs CI results and waivers",
        States.NotTold("Which waivers have expired", "List the exceptions that were granted, with the day each ends")
    );

    public static readonly Check Contracts = new(
        "guardrails.contracts",
        "Services have a contract",
        "Services with an OpenAPI, AsyncAPI, protobuf or GraphQL contract in their repository and below their path ÷ services. At risk when a contract cannot be read.",
        "Needs services in the catalogue and their contracts in repositories; which services serve an interface is not known",
        EvaluateContracts
    )
    {
        EdgeCases =
        [
            "A service without a contract is unknown, not failing: whether it serves an interface is not known.",
            "Unknown when no contract is found.",
        ],
    };

    public static readonly Check Owners = new(
        "guardrails.owners",
        "Code has owners",
        "Active repositories with a CODEOWNERS rule or a catalogue entity that names an owner ÷ active repositories, those with a change by a person in 365 days. At risk when one lacks it, not kept when more than half do.",
        "Needs repositories with changes in the last 365 days",
        (records, scope, date) => OwnersConvention.Evaluate(records, scope, date, name => $"Add CODEOWNERS to {name}")
    )
    {
        EdgeCases = ["One rule is enough: how much of the code the rules cover is not judged here."],
    };

    private static CheckResult EvaluateContracts(CheckRecords records, Scope scope, DateOnly date)
    {
        var contracts = records.Documents(DocumentKind.Contract, scope, date);
        if (contracts.Count == 0)
        {
            return RepositoriesInScope
                .Of(records, scope, date)
                .NotFound("interface contract", "Say which services serve an interface, and add the contract of one");
        }
        var broken = contracts.Where(contract => contract.Version.Problems.Count > 0).ToList();
        var services = ServicesInScope.Of(records, scope, date);
        var without = services.Where(service => !contracts.Any(contract => service.Holds(contract))).ToList();
        var have = services.Count - without.Count;
        var newest = contracts.MaxBy(contract => contract.Version.At);
        var state =
            broken.Count > 0 ? CheckState.Warn
            : services.Count > 0 && without.Count == 0 ? CheckState.Pass
            : CheckState.Unknown;
        return new CheckResult(
            state,
            services.Count == 0 ? Words.Count(contracts.Count, "contract") : $"{have} of {services.Count}",
            broken.Count > 0 ? $"{Words.Count(broken.Count, "contract")} of {scope.Name} cannot be read in full"
                : services.Count == 0
                    ? $"{Words.Count(contracts.Count, "contract")} found in {scope.Name}, but no service is known"
                : without.Count == 0 ? $"Every service of {scope.Name} has a contract"
                : $"{have} of {Words.Count(services.Count, "service")} of {scope.Name} {Words.Verb(have, "has", "have")} a contract; whether the others serve an interface is unknown",
            broken.Count > 0 ? $"Repair {broken[0].Record.Path}"
                : services.Count == 0 ? "Confirm the services in the catalogue"
                : without.Count == 0 ? ""
                : $"Say whether {without[0].Record.Name} serves an interface"
        )
        {
            Number = services.Count == 0 ? null : (double)have / services.Count,
            Unit = "share",
            Target = "every service that serves an interface",
            Sample = new Sample(contracts.Count, "contracts"),
            NewestAt = newest.Version.At,
            NewestWhat = newest.Record.Path,
            Facts =
            [
                .. contracts
                    .GroupBy(contract => (contract.Facts as ContractFacts)?.Style ?? "other")
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new Fact(group.Key, Words.Count(group.Count(), "contract"))),
            ],
            Evidence =
            [
                .. broken.Select(contract =>
                    contract.AsEvidence(
                        contract.Facts.Title,
                        contract.Version.Problems[0].What,
                        CheckState.Warn,
                        contract.Version.Problems[0].Line
                    )
                ),
                .. without.Select(service => new Evidence(
                    service.Record.Name,
                    "no contract found",
                    service.Record.RepositoryId,
                    State: CheckState.Unknown
                )),
                .. contracts
                    .Except(broken)
                    .Select(contract => contract.AsEvidence(contract.Facts.Title, state: CheckState.Pass))
                    .Take(States.MostEvidence),
            ],
        };
    }
}
