using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// The successful production deployments of one service, one line for each environment. A repository of which no deployment was ever told has
/// a line of its version tags instead: an approximation, marked so.
/// </summary>
internal sealed class ServiceLine
{
    private readonly DeliveryInput input;
    private readonly List<EnvironmentLine> environments;

    private ServiceLine(
        DeliveryInput input,
        string key,
        ServicePart? service,
        string name,
        List<EnvironmentLine> environments
    )
    {
        this.input = input;
        this.environments = environments;
        (Key, Service, Name) = (key, service, name);
    }

    /// <summary>Null where the name is nobody's in the catalogue.</summary>
    public ServicePart? Service { get; }

    public string Name { get; }

    public string Key { get; }

    /// <summary>Whether anything can be known to have arrived: deployments of which no commit is known say nothing of changes.</summary>
    public bool IsDeployed => environments.Exists(environment => environment.FirstKnownAt is not null);

    public static List<ServiceLine> Of(DeliveryInput input, Mainline line)
    {
        var tags = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        foreach (var tag in input.Tags)
            tags.TryAdd(tag.Name, tag.Commit);
        var steps = input
            .Deployments.Where(one => one.Outcome is RunOutcome.Success && Step.AtOf(one) is not null)
            .Select(one => Step.Of(one, input, line, tags))
            .ToList();
        if (steps.Count == 0)
            steps = [.. input.Tags.Select(tag => Step.Of(tag, input, line))];
        var services = input.Services.ToDictionary(service => service.Id);
        var lines = steps
            .GroupBy(step => step.Key)
            .Select(own => new ServiceLine(
                input,
                own.Key,
                own.First().ServiceId is { } id ? services.GetValueOrDefault(id) : null,
                own.First().Name,
                [
                    .. own.GroupBy(step => step.Environment)
                        .OrderBy(same => same.Key, StringComparer.Ordinal)
                        .Select(same => new EnvironmentLine([.. same], line)),
                ]
            ))
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        // A service that is never deployed is still reached by changes, which wait, or of which nothing is known.
        var isUndeployed = lines.Count == 0;
        var deployed = lines.Select(one => one.Service?.Id).ToHashSet();
        lines.AddRange(
            input
                .Services.Where(service => !deployed.Contains(service.Id) && (isUndeployed || service.Path.Length > 0))
                .Select(service => new ServiceLine(input, service.Id.ToString(), service, service.Name, []))
        );
        return lines;
    }

    /// <summary>
    /// Where environments of one service differ, the first that had it counts. An environment that was observed later than
    /// another had it tells nothing of when it arrived.
    /// </summary>
    /// <param name="head">The newest commit of a branch that the history may not hold, as after a squash.</param>
    public (DeliveryState State, Guid? Deployment, DateTime? At) First(int place, string? head)
    {
        var found = environments.ConvertAll(environment =>
            (environment.FirstKnownAt, Found: environment.First(place, head))
        );
        var first = found.Select(one => one.Found.Step).OfType<Step>().MinBy(step => step.At);
        if (found.Exists(one => one.Found.IsBefore && !(one.FirstKnownAt > first?.At)))
            return (DeliveryState.BeforeObserved, null, null);
        return first is null ? (DeliveryState.Waiting, null, null) : (DeliveryState.Delivered, first.Id, first.At);
    }

    /// <param name="brought">How many changes each was the first to bring.</param>
    public IEnumerable<ProductionDeployment> Deployments(
        IReadOnlyDictionary<Guid, int> brought,
        RevertedChanges reverts
    ) =>
        environments.SelectMany(environment =>
            environment.Deployments(
                step =>
                    new()
                    {
                        Id = step.Id,
                        RepositoryId = input.RepositoryId,
                        ServiceId = Service?.Id,
                        TeamId = Service?.TeamId ?? input.TeamId,
                        Name = Name,
                        Environment = step.Environment,
                        IsApproximation = step.IsTag,
                        StartedAt = step.StartedAt,
                        At = step.At,
                        Commit = step.Commit,
                        Version = step.Version,
                        Url = step.Url,
                        Changes = environment.IsCounted(step) ? brought.GetValueOrDefault(step.Id) : null,
                        IsRollback = environment.IsRollback(step),
                    },
                reverts
            )
        );
}
