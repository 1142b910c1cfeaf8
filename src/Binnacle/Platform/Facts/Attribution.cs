using Binnacle.Platform.Facts.Mapping;

namespace Binnacle.Platform.Facts;

/// <summary>What decided where the rules of people did not; they stand behind those, in this order.</summary>
public enum DefaultRule
{
    /// <summary>A service of the catalogue has the name.</summary>
    SameName,

    /// <summary>Its repository has one service.</summary>
    OnlyService,

    /// <summary>The source itself says whether it is production.</summary>
    SourceSays,

    /// <summary>The name of the environment says it.</summary>
    EnvironmentName,
}

/// <param name="Rule">Null where none of the rules of people matched.</param>
/// <param name="Default">Null where nothing decided; the value is unknown then.</param>
public sealed record Decided<T>(T Value, MappingRule? Rule, DefaultRule? Default)
{
    public bool IsOpen => Rule is null && Default is null;
}

/// <summary>
/// What the catalogue and the rules make of the names that tools tell: the same for the same fact, catalogue and rules, so that
/// it can be decided anew at any time.
/// </summary>
public sealed class Attribution
{
    private readonly IReadOnlyDictionary<string, Guid> repositories;
    private readonly ServiceNames services;
    private readonly AccountMarks accounts;
    private readonly IReadOnlyList<(MappingRule Rule, NamePattern Pattern)> rules;

    /// <param name="rules">In their order.</param>
    /// <param name="marks">Null where no rule speaks of accounts.</param>
    public Attribution(
        IReadOnlyDictionary<string, Guid> repositories,
        IReadOnlyList<KnownService> services,
        IReadOnlyList<MappingRule>? rules = null,
        PersonMarks? marks = null
    )
    {
        this.repositories = repositories;
        this.services = new(services);
        Rules = rules ?? [];
        this.rules =
        [
            .. Rules
                .Where(rule => rule.Kind is not MappingKind.Account)
                .Select(rule => (rule, new NamePattern(rule.Pattern))),
        ];
        accounts = new(Rules.Where(rule => rule.Kind is MappingKind.Account), marks);
    }

    public IReadOnlyList<MappingRule> Rules { get; }

    public IReadOnlyList<KnownService> Services => services.All;

    public IEnumerable<string> RepositoryKeys => repositories.Keys;

    public Guid? RepositoryOf(string key) => repositories.TryGetValue(key, out var id) ? id : null;

    /// <summary>By a rule; else the service of this name; without one, the only service of the repository.</summary>
    public Decided<Guid?> ServiceOf(Guid? source, string? name, string repositoryKey, Guid? repository) =>
        FirstOf(MappingKind.Service, source, name ?? repositoryKey) is { } rule ? new(rule.ServiceId, rule, null)
        : services.Named(name, repository) is { } named ? new(named.Id, null, DefaultRule.SameName)
        : services.OnlyOne(repository) is { } only ? new(only.Id, null, DefaultRule.OnlyService)
        : new(null, null, null);

    /// <summary>By a rule; else as the source says; else as the name of the environment does.</summary>
    public Decided<bool?> InProduction(Guid? source, string? environment, bool? told) =>
        FirstOf(MappingKind.Environment, source, environment) is { } rule ? new(rule.IsProduction, rule, null)
        : told is not null ? new(told, null, DefaultRule.SourceSays)
        : Environments.IsProduction(environment) is { } said ? new(said, null, DefaultRule.EnvironmentName)
        : new(null, null, null);

    /// <summary>One mark for all accounts of one person.</summary>
    public string? PersonOf(string? mark) => accounts.PersonOf(mark);

    public bool? IsByBot(string? mark, bool? told) => accounts.IsBot(mark, told);

    public void Give(Fact fact)
    {
        fact.RepositoryId ??= RepositoryOf(fact.RepositoryKey);
        if (fact is ServiceFact told)
            told.ServiceId = ServiceOf(told.SourceId, told.ServiceName, told.RepositoryKey, told.RepositoryId).Value;
        if (fact is Deployment deployment)
            deployment.InProduction = InProduction(
                deployment.SourceId,
                deployment.Environment,
                deployment.IsProduction
            ).Value;
        if (fact is AccountFact made)
        {
            var account = made is Change change ? change.Author : (made as ChangeReview)?.Reviewer;
            (made.Person, made.ByBot) = (PersonOf(account), IsByBot(account, made.IsByBot));
        }
    }

    /// <summary>As it would be with these rules, of which none speaks of accounts.</summary>
    public Attribution With(IReadOnlyList<MappingRule> others) => new(repositories, services.All, others);

    /// <summary>Whether the catalogue is the other's, whatever the rules.</summary>
    public bool HasCatalogueOf(Attribution other) =>
        Services.SequenceEqual(other.Services)
        && repositories.Count == other.repositories.Count
        && repositories.All(row => other.RepositoryOf(row.Key) == row.Value);

    private MappingRule? FirstOf(MappingKind kind, Guid? source, string? name) =>
        string.IsNullOrEmpty(name)
            ? null
            : rules
                .FirstOrDefault(one =>
                    one.Rule.Kind == kind
                    && (one.Rule.SourceId is null || one.Rule.SourceId == source)
                    && one.Pattern.Matches(name)
                )
                .Rule;
}
