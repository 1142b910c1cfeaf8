using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Practices.Flow.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>A result as the API tells it: without its single rows, which the lists give.</summary>
/// <param name="WorkingHours">The value once more without nights, weekends and holidays; of the lead time only.</param>
public sealed record DeliveryAnswer(
    string Measure,
    string Name,
    string Unit,
    double? Value,
    double? P90,
    double? Low,
    double? High,
    int N,
    string Of,
    int Covered,
    int Population,
    string PopulationOf,
    IReadOnlyList<LeftOut> LeftOut,
    DateTime? NewestAt,
    bool IsApproximation,
    int Definition,
    double? Before,
    double? WorkingHours
);

public sealed record DeliveryAnswers(
    string Scope,
    DateOnly First,
    DateOnly Last,
    bool WithBots,
    IReadOnlyList<DeliveryAnswer> Measures
);

public static class DeliveryEndpoints
{
    private sealed record DeliveryQuery(
        string? Scope = null,
        string? Service = null,
        int? Weeks = null,
        DateOnly? AsOf = null,
        bool? Bots = null
    );

    public static void MapDelivery(this IEndpointRouteBuilder app)
    {
        app.MapBoth("/practices/flow", "/flow", AnswerAsync, "The five delivery measures of a scope and a period");
        app.MapList<ChangeFilter, ChangeListRow>(
            "/practices/flow/changes",
            "/flow/changes",
            "Changes, newest first",
            (db, filter, part, cancellation) => db.ChangePartAsync(filter, part, cancellation),
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("repository", row => row.Repository),
            ("origin", row => row.Origin),
            ("by a bot", row => row.IsByBot),
            ("kind", row => row.Kind),
            ("decided by", row => row.DecidedBy),
            ("lines", row => row.Lines),
            ("first commit at", row => row.FirstCommitAt),
            ("opened at", row => row.OpenedAt),
            ("ready at", row => row.ReadyAt),
            ("first review at", row => row.FirstReviewAt),
            ("merged at", row => row.MergedAt),
            ("given up at", row => row.ClosedAt),
            ("in production at", row => row.DeployedAt),
            ("commit", row => row.Commit),
            ("url", row => row.Url)
        );
        app.MapList<DeploymentFilter, DeploymentListRow>(
            "/practices/flow/deployments",
            "/flow/deployments",
            "Deployments to production, newest first",
            (db, filter, part, cancellation) => db.DeploymentPartAsync(filter, part, cancellation),
            ("id", row => row.Id),
            ("service", row => row.Name),
            ("environment", row => row.Environment),
            ("repository", row => row.Repository),
            ("version", row => row.Version),
            ("commit", row => row.Commit),
            ("at", row => row.At),
            ("version tag", row => row.IsApproximation),
            ("changes", row => row.Changes),
            ("rollback", row => row.IsRollback),
            ("failed because", row => row.Cause),
            ("incident", row => row.IncidentNumber),
            ("restored at", row => row.RestoredAt),
            ("repair", row => row.Repair)
        );
        app.MapList<ResultFilter, ResultRow>(
            "/practices/flow/results",
            "/flow/results",
            "Frozen results by month, newest first",
            (db, filter, part, cancellation) => db.ResultPartAsync(filter, part, cancellation),
            ("month", row => row.Month),
            ("measure", row => row.Measure),
            ("scope", row => row.Scope),
            ("value", row => row.Value),
            ("nine of ten", row => row.P90),
            ("low", row => row.Low),
            ("high", row => row.High),
            ("n", row => row.N),
            ("covered", row => row.Covered),
            ("population", row => row.Population),
            ("left out", row => row.LeftOut),
            ("definition", row => row.Definition),
            ("frozen at", row => row.FrozenAt)
        );
    }

    private static async Task<Results<Ok<DeliveryAnswers>, ProblemHttpResult>> AnswerAsync(
        AppDb db,
        [AsParameters] DeliveryQuery query,
        CancellationToken cancellation
    )
    {
        var period = DeliveryPeriod.Asked(db.Today, query.Weeks, query.AsOf);
        var scope = await db.DeliveryScopeAsync(query.Scope, query.Service, cancellation);
        if (scope is null)
            return Problems.NotFound("The scope");
        var view = new FlowView(scope, period, query.Bots == true, []);
        var (overview, waiting, _) = await db.DeliverySummaryAsync(view, cancellation);
        var hours = waiting.Now.IsToProduction ? waiting.Now.WorkingHours : null;
        return TypedResults.Ok(
            new DeliveryAnswers(
                scope.Key,
                period.First,
                period.Last,
                query.Bots == true,
                [
                    .. overview.Results.Zip(
                        overview.Earlier,
                        (now, before) => Answer(now, before, now.Measure == DeliveryMeasure.LeadTime ? hours : null)
                    ),
                ]
            )
        );
    }

    private static DeliveryAnswer Answer(DeliveryResult result, DeliveryResult before, double? workingHours) =>
        new(
            result.Key,
            result.Name,
            result.Unit,
            result.Value,
            result.P90,
            result.Interval?.Low,
            result.Interval?.High,
            result.N,
            result.Of,
            result.Coverage.Known,
            result.Coverage.Total,
            result.Coverage.Of,
            result.LeftOut,
            result.NewestAt,
            result.IsApproximation,
            result.Measure.Version,
            before.Value,
            workingHours
        );
}
