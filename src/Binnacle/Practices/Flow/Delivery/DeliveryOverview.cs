namespace Binnacle.Practices.Flow.Delivery;

/// <summary>The five measures of a period, of the one before, and of each step of it; without their single rows.</summary>
/// <param name="IsByTeam">The parts are teams; else services.</param>
/// <param name="OfParts">By the id of a team or a service; of those of which anything is told.</param>
/// <param name="Approximated">Of <paramref name="Deployed"/> repositories, those in which version tags stand for deployments.</param>
/// <param name="DaysDeployed">Days with a deployment, a week.</param>
public sealed record DeliveryOverview(
    IReadOnlyList<DeliveryResult> Results,
    IReadOnlyList<DeliveryResult> Earlier,
    IReadOnlyList<(DeliveryPeriod Period, IReadOnlyList<DeliveryResult> Results)> Steps,
    bool IsByTeam,
    IReadOnlyDictionary<Guid, IReadOnlyList<DeliveryResult>> OfParts,
    int Approximated,
    int Deployed,
    double? DaysDeployed
)
{
    public IEnumerable<double?> Points(string measure) =>
        Steps.Select(step => step.Results.First(result => result.Key == measure).Value);

    public static DeliveryOverview Of(DeliveryWindow window, DeliveryScope scope, bool withBots)
    {
        var period = window.Period;
        var isByTeam = scope.IsOrganization && window.Teams.Any();
        var repositories = window
            .Deployments.Where(row => period.Holds(row.At))
            .GroupBy(row => row.RepositoryId)
            .Select(own => own.All(row => row.IsApproximation))
            .ToList();
        return new(
            Count(window, period),
            Count(window, period.Before),
            [.. period.EachStep().Select(step => (step, Count(window, step, isPoint: true)))],
            isByTeam,
            isByTeam ? Parts(window.Teams, window.OfTeam)
                : scope.ServiceId is null ? Parts(window.Services, window.OfService)
                : Parts([], window.OfService),
            repositories.Count(isApproximated => isApproximated),
            repositories.Count,
            DeliveryMeasures.DaysWithDeployment(window, period)
        );

        IReadOnlyList<DeliveryResult> Count(DeliveryWindow from, DeliveryPeriod of, bool isPoint = false) =>
            [.. DeliveryMeasures.All(from, of, withBots, isPoint).Select(result => result with { Parts = [] })];

        Dictionary<Guid, IReadOnlyList<DeliveryResult>> Parts(IEnumerable<Guid> ids, Func<Guid, DeliveryWindow> of) =>
            ids.Select(id => (id, Results: Count(of(id), period, isPoint: true)))
                .Where(part => part.Results.Any(result => result.N > 0))
                .ToDictionary(part => part.id, part => part.Results);
    }
}
