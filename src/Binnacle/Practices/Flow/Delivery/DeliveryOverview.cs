using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>A team or a service inside a scope, with its own measures.</summary>
public sealed record DeliveryPart(string Slug, string Name, IReadOnlyList<DeliveryResult> Results);

/// <summary>The five measures of a period, of the one before, and of each step of it; counted once and remembered.</summary>
/// <param name="Parts">Teams, or where the scope is one already its services; those of which anything is told.</param>
/// <param name="Approximated">Of <paramref name="Deployed"/> repositories, those in which version tags stand for deployments.</param>
public sealed record DeliveryOverview(
    IReadOnlyList<DeliveryResult> Results,
    IReadOnlyList<DeliveryResult> Earlier,
    IReadOnlyList<(DeliveryPeriod Period, IReadOnlyList<DeliveryResult> Results)> Steps,
    bool IsByTeam,
    IReadOnlyList<DeliveryPart> Parts,
    int Approximated,
    int Deployed
)
{
    public IEnumerable<double?> Points(string measure) =>
        Steps.Select(step => step.Results.First(result => result.Key == measure).Value);
}

public static class DeliveryOverviews
{
    internal static Task<DeliveryOverview> DeliveryOverviewAsync(
        this AppDb db,
        FlowView view,
        CancellationToken cancellation
    ) =>
        db.RememberAsync(
            $"delivery-overview:{view.Scope.Key}:{view.Period.First:O}:{view.Period.Last:O}:{view.WithBots}",
            () => CountAsync(db, view, cancellation),
            cancellation
        );

    private static async Task<DeliveryOverview> CountAsync(AppDb db, FlowView view, CancellationToken cancellation)
    {
        var (window, period) = (view.Window, view.Period);
        var teams = view.Scope.Key == "organization" ? await TeamsAsync(db, cancellation) : [];
        var repositories = window
            .Deployments.Where(row => period.Holds(row.At))
            .GroupBy(row => row.RepositoryId)
            .Select(own => own.All(row => row.IsApproximation))
            .ToList();
        return new(
            Count(window, period),
            Count(window, period.Before),
            [.. period.EachStep().Select(step => (step, Count(window, step)))],
            teams.Count > 0,
            teams.Count > 0 ? [.. teams.Select(team => Part(team, window.OfTeam)).Where(IsTold)]
                : view.Scope.ServiceId is null
                    ? [.. view.Services.Select(one => Part(one, window.OfService)).Where(IsTold)]
                : [],
            repositories.Count(isApproximated => isApproximated),
            repositories.Count
        );

        IReadOnlyList<DeliveryResult> Count(DeliveryWindow from, DeliveryPeriod of) =>
            DeliveryMeasures.All(from, of, view.WithBots);

        DeliveryPart Part(PartChoice one, Func<Guid, DeliveryWindow> of) =>
            new(one.Slug, one.Name, Count(of(one.Id), period));
    }

    private static bool IsTold(DeliveryPart part) => part.Results.Any(result => result.N > 0);

    private static Task<List<PartChoice>> TeamsAsync(AppDb db, CancellationToken cancellation) =>
        db.Set<Team>()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .ThenBy(row => row.Slug)
            .Select(row => new PartChoice(row.Id, row.Slug, row.Name))
            .ToListAsync(cancellation);
}
