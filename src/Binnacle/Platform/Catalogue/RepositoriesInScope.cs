using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;

namespace Binnacle.Platform.Catalogue;

/// <summary>The repositories of a scope as they stood on a day, and those among them that people changed lately.</summary>
/// <param name="Stale">Active or not is unknown for these: their last scan is more than a week older than the day.</param>
public sealed record RepositoriesInScope(
    Scope Scope,
    DateOnly Date,
    IReadOnlyList<RepositoryRecord> All,
    IReadOnlyList<RepositoryRecord> Active,
    IReadOnlyList<RepositoryRecord> Stale
)
{
    public const int FreshDays = 7;

    public static RepositoriesInScope Of(CheckRecords records, Scope scope, DateOnly date) =>
        records.Derived(
            (scope.Key, scope.Id, date),
            records =>
            {
                var all = records
                    .Of<RepositoryRecord>()
                    .Where(repository => scope.Holds(repository.TeamId, repository.Id))
                    .Where(repository => repository.FirstCommitAt is { } first && States.IsBy(first, date))
                    .OrderBy(repository => repository.Name, StringComparer.Ordinal)
                    .ThenBy(repository => repository.Id)
                    .ToList();
                var index = ChangeIndex.Of(records);
                return new RepositoriesInScope(
                    scope,
                    date,
                    all,
                    all.FindAll(repository =>
                        index.Changes(repository.Id).LastBy(date) is { } last
                        && States.Age(last.At, date) < States.ActiveDays
                    ),
                    all.FindAll(repository =>
                        index.History(repository.Id) is not { } history
                        || States.Age(history.ScannedAt, date) > FreshDays
                    )
                );
            }
        );

    /// <summary>"4 repositories of Payments".</summary>
    public string Counted => $"{Words.Count(All.Count, "repository")} of {Scope.Name}";

    public Coverage Coverage => new(All.Count - Stale.Count, All.Count, "repositories");

    /// <summary>The answer where there is nothing to look at, else null.</summary>
    public CheckResult? Nothing()
    {
        if (Active.Count > 0)
            return null;
        if (All.Count == 0)
        {
            return Scope.Kind is ScopeKind.Team
                ? CheckResult.Unknown(
                    $"No repository belonged to {Scope.Name} on {Words.Date(Date)}",
                    "Say in the catalogue which repositories the team owns"
                )
                : CheckResult.Unknown(
                    $"No repository of {Scope.Name} had a commit by {Words.Date(Date)}",
                    "Add repositories"
                );
        }
        return Stale.Count > 0
            ? CheckResult.Unknown(
                $"The last scan of {Words.Count(Stale.Count, "repository")} of {Scope.Name} is older than a week",
                "Scan the repositories"
            )
            : CheckResult.NotApplicable($"Nobody changed a repository of {Scope.Name} in {States.ActiveDays} days");
    }

    /// <summary>For things that may well live elsewhere: not found here is unknown, not missing.</summary>
    public CheckResult NotFound(string what, string nextStep) =>
        All.Count == 0
            ? CheckResult.Unknown($"No {what} of {Scope.Name} was found by {Words.Date(Date)}", nextStep)
            : CheckResult.Unknown($"No {what} found in {Counted}", nextStep) with
            {
                Coverage = Coverage,
            };
}

/// <summary>What by convention stands in every repository, so that its absence says something.</summary>
/// <param name="What">With its article: "a security policy".</param>
/// <param name="Path">Where it belongs, for the evidence: "SECURITY.md".</param>
/// <param name="IsEnough">Whether a document found counts, and what it says for itself.</param>
/// <param name="IsInherited">GitHub takes it from the organization's repository ".github" where a repository has none.</param>
public sealed record RepositoryConvention(
    string What,
    string Path,
    IReadOnlyList<DocumentKind> Kinds,
    Func<DocumentInForce, DateOnly, bool>? IsEnough = null,
    Func<DocumentInForce, string?>? Note = null,
    bool IsInherited = false
)
{
    private sealed record Row(RepositoryRecord Repository, DocumentInForce? Found, DocumentInForce? Lacking);

    /// <param name="nextStep">For the first repository that lacks it, given by name.</param>
    public CheckResult Evaluate(CheckRecords records, Scope scope, DateOnly date, Func<string, string> nextStep)
    {
        var repositories = RepositoriesInScope.Of(records, scope, date);
        if (repositories.Nothing() is { } nothing)
            return nothing;
        // By repository and not by the document's team: in a repository of many teams it serves them all.
        var organization = new Scope(ScopeKind.Organization, Guid.Empty, "", "");
        var documents = Kinds
            .SelectMany(kind => records.Documents(kind, organization, date))
            .ToLookup(document => document.Record.RepositoryId);
        var inherited = IsInherited
            ? documents
                .SelectMany(group => group)
                .Where(document =>
                    document.Record.Repository.Split('/')[^1] is ".github" && (IsEnough?.Invoke(document, date) ?? true)
                )
                .Cast<DocumentInForce?>()
                .FirstOrDefault()
            : null;
        var rows = repositories
            .Active.Select(repository => Look(repository, [.. documents[repository.Id]], inherited, date))
            .ToList();
        var without = rows.FindAll(row => row.Found is null);
        var have = rows.Count - without.Count;
        return new CheckResult(
            States.OfShare(have, rows.Count),
            $"{have} of {rows.Count}",
            without.Count == 0
                ? $"Every active repository of {scope.Name} has {What}"
                : $"{Words.Count(without.Count, "active repository")} of {scope.Name} "
                    + $"{Words.Verb(without.Count, "lacks", "lack")} {What}",
            without.Count == 0 ? "" : nextStep(without[0].Repository.Name)
        )
        {
            Number = (double)have / rows.Count,
            Unit = "share",
            Target = "all active repositories",
            Sample = new Sample(rows.Count, "active repositories"),
            Coverage = repositories.Coverage,
            NewestAt = rows.Max(row => row.Found?.Version.At),
            NewestWhat = rows.MaxBy(row => row.Found?.Version.At)?.Found?.Record.Path,
            Evidence = [.. rows.OrderBy(row => row.Found is not null).Select(AsEvidence).Take(States.MostEvidence)],
        };
    }

    private Row Look(
        RepositoryRecord repository,
        IReadOnlyList<DocumentInForce> own,
        DocumentInForce? inherited,
        DateOnly date
    )
    {
        var newestFirst = own.OrderByDescending(document => document.Version.At).ToList();
        foreach (var document in newestFirst)
        {
            if (IsEnough?.Invoke(document, date) ?? true)
                return new Row(repository, document, null);
        }
        return new Row(repository, inherited, newestFirst.Count == 0 ? null : newestFirst[0]);
    }

    private Evidence AsEvidence(Row row) =>
        row.Found is { } found
            ? new Evidence(
                row.Repository.Name,
                Note?.Invoke(found) ?? (found.Record.RepositoryId == row.Repository.Id ? null : "from .github"),
                found.Record.RepositoryId,
                found.Record.Path,
                found.Version.Commit,
                found.Version.At,
                CheckState.Pass
            )
        : row.Lacking is { } lacking
            ? new Evidence(
                row.Repository.Name,
                $"Not enough: {Note?.Invoke(lacking) ?? $"last changed {Words.Date(lacking.Version.At)}"}",
                row.Repository.Id,
                lacking.Record.Path,
                lacking.Version.Commit,
                lacking.Version.At,
                CheckState.Fail
            )
        : new Evidence(row.Repository.Name, $"No {Path}", row.Repository.Id, State: CheckState.Fail);
}
