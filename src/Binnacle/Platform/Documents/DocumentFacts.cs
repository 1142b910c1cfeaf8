using System.Text.Json.Serialization;

namespace Binnacle.Platform.Documents;

public enum DocumentKind
{
    Decision,
    Runbook,
    Postmortem,
    Ownership,
    SecurityPolicy,
    Contributing,
    Onboarding,
    Readme,
    Vision,
    WorkingAgreement,
    Ladder,
    Changelog,
    Environment,
    Pipeline,
    DependencyUpdates,
    Contract,
    ServiceLevel,
    AlertRules,
    Catalogue,
    Convention,
}

/// <summary>What a reader took from one version of a file. Kept as JSON with the version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DecisionFacts), "decision")]
[JsonDerivedType(typeof(RunbookFacts), "runbook")]
[JsonDerivedType(typeof(PostmortemFacts), "postmortem")]
[JsonDerivedType(typeof(OwnershipFacts), "ownership")]
[JsonDerivedType(typeof(ProseFacts), "prose")]
[JsonDerivedType(typeof(EnvironmentFacts), "environment")]
[JsonDerivedType(typeof(ConventionFacts), "convention")]
[JsonDerivedType(typeof(PipelineFacts), "pipeline")]
[JsonDerivedType(typeof(DependencyUpdateFacts), "dependency-updates")]
[JsonDerivedType(typeof(ContractFacts), "contract")]
[JsonDerivedType(typeof(ServiceLevelFacts), "service-level")]
[JsonDerivedType(typeof(AlertRuleFacts), "alert-rules")]
[JsonDerivedType(typeof(CatalogueFacts), "catalogue")]
public abstract record DocumentFacts(string Title);

public enum DecisionStatus
{
    Unknown,
    Draft,
    Proposed,
    OnHold,
    Accepted,
    Rejected,
    Deprecated,
    Superseded,
}

/// <param name="Format">"madr", "nygard", "log4brains" or "other".</param>
/// <param name="StatusText">The status as written, for the reader who doubts ours.</param>
/// <param name="SupersededBy">Numbers, slugs or file names as written.</param>
public sealed record DecisionFacts(
    string Title,
    string Format,
    string? Number,
    DecisionStatus Status,
    string? StatusText,
    DateOnly? Date,
    bool HasConfirmation,
    DateOnly? RevisitOn,
    IReadOnlyList<string> Supersedes,
    IReadOnlyList<string> SupersededBy
) : DocumentFacts(Title);

/// <param name="Steps">Numbered or bulleted steps and commands; 0 is a runbook that tells nobody what to do.</param>
public sealed record RunbookFacts(string Title, int Words, int Steps) : DocumentFacts(Title);

public sealed record PostmortemFacts(
    string Title,
    DateOnly? Date,
    int Actions,
    int ActionsWithOwner,
    int ActionsWithDue,
    int ActionsDone
) : DocumentFacts(Title);

/// <param name="Owners">As written: "@org/team", "@person", "person@example.org".</param>
/// <param name="Section">GitLab's section, each with its own last match; null in GitHub.</param>
public sealed record OwnershipRule(int Line, string Pattern, IReadOnlyList<string> Owners, string? Section = null);

public sealed record OwnershipFacts(string Title, IReadOnlyList<OwnershipRule> Rules) : DocumentFacts(Title);

/// <summary>A document whose being there, length and age is all that is asked: policies, guides, visions, changelogs.</summary>
public sealed record ProseFacts(string Title, int Words) : DocumentFacts(Title);

/// <param name="Style">"devcontainer", "nix", "compose", "tool-versions", "mise", "vagrant", "gitpod" …</param>
public sealed record EnvironmentFacts(string Title, string Style) : DocumentFacts(Title);

/// <param name="Style">"editorconfig", "pre-commit", "tasks" for a Makefile and its like, "image" for a Dockerfile.</param>
public sealed record ConventionFacts(string Title, string Style) : DocumentFacts(Title);

/// <param name="System">"GitHub Actions", "GitLab CI", "Jenkins", "Azure Pipelines", "CircleCI" …</param>
/// <param name="SecurityTools">Scanners it calls by name: "CodeQL", "Trivy" …</param>
public sealed record PipelineFacts(
    string Title,
    string System,
    IReadOnlyList<string> SecurityTools,
    bool RunsTests,
    bool Deploys
) : DocumentFacts(Title);

public sealed record DependencyUpdateFacts(string Title, string Tool, IReadOnlyList<string> Ecosystems)
    : DocumentFacts(Title);

/// <param name="Style">"openapi", "asyncapi", "protobuf", "graphql".</param>
public sealed record ContractFacts(string Title, string Style, string? Version) : DocumentFacts(Title);

/// <param name="Target">As a share of one: 0.999. Null where it is missing or cannot be one.</param>
public sealed record ServiceLevelObjective(string Name, string? Service, double? Target, string? Window, int Line);

/// <param name="Style">"openslo", "sloth", "pyrra".</param>
public sealed record ServiceLevelFacts(string Title, string Style, IReadOnlyList<ServiceLevelObjective> Objectives)
    : DocumentFacts(Title);

public sealed record AlertRule(string Name, string Group, string? RunbookUrl, string? Severity, int Line);

public sealed record AlertRuleFacts(string Title, IReadOnlyList<AlertRule> Rules) : DocumentFacts(Title);

/// <param name="Kind">Backstage kinds in lower case: "component", "api", "group", "user", "system", "domain", "resource".</param>
public sealed record CatalogueEntity(
    string Kind,
    string Name,
    string? Title,
    string? Type,
    string? Owner,
    string? Lifecycle,
    string? System,
    int Line
);

public sealed record CatalogueFacts(string Title, IReadOnlyList<CatalogueEntity> Entities) : DocumentFacts(Title);

/// <summary>What is wrong in a document, where, and what was expected. <paramref name="Line"/> counts from 1, null when unknown.</summary>
public sealed record DocumentProblem(int? Line, string What);

/// <summary>One version of a file, read.</summary>
public sealed record ReadDocument(DocumentKind Kind, DocumentFacts Facts, IReadOnlyList<DocumentProblem> Problems);
