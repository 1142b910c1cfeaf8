using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Outcomes.Objectives;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>A side of a metric that is due to rotate, or will be.</summary>
/// <param name="Proposed">Null where nobody fits.</param>
public sealed record RotationRow(
    string Measure,
    OwnerSide Side,
    string? Owner,
    DateTime? Since,
    bool IsDue,
    string? Proposed,
    string Because
);

/// <param name="Target">Null takes it away.</param>
public sealed record TargetRequest(double? Target);

public sealed record RetirementRequest(RetirementChoice Choice, string? Reason = null, DateOnly? KeptUntil = null);

public static class OutcomesEndpoints
{
    private sealed record ScopeQuery(string? Scope = null);

    public static IServiceCollection AddOutcomes(this IServiceCollection services) => services.AddJob<RetirementJob>();

    public static void MapOutcomes(this IEndpointRouteBuilder app)
    {
        app.MapObjectives();
        MapLists(app);
        var api = app.MapApiGroup().MapGroup("/outcomes");
        api.OnPost("", TakeInAsync).RequireAuthorization(May.Lead).WithSummary("Make an outcome measure of a measure");
        api.OnPut("/{slug}/target", AimAsync).RequireAuthorization(May.Lead).WithSummary("Set or take away a target");
        api.OnPost("/{slug}/owners", HandOverAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Name who owns a side of a measure");
        api.OnGet("/rotations", RotationsAsync)
            .RequireAuthorization(May.View)
            .WithSummary("Who owns each side of each measure, and who is proposed to take over");
        api.OnPost("/{slug}/rotations", AnswerRotationAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Accept, change or decline the proposed rotation of a side");
        api.OnPost("/retirements/{id:guid}", AnswerRetirementAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Keep or drop a measure that was put up for retirement");
    }

    private static void MapLists(IEndpointRouteBuilder app)
    {
        app.MapList<ScopeQuery, MetricRow>(
            MetricWords.Url,
            "/outcomes",
            "Outcome measures",
            async (db, query, part, cancellation) =>
                // Five at most: one answer holds them all.
                new(
                    [
                        .. (await db.MetricsAsync(query.Scope, cancellation))
                            .Select(metric => metric.Row)
                            .Take(Cursor.Size(part.Size)),
                    ],
                    Next: null
                ),
            ("measure", row => row.Measure),
            ("name", row => row.Name),
            ("unit", row => row.Unit),
            ("better", row => row.Better),
            ("team", row => row.Team),
            ("product owner", row => row.ProductOwner),
            ("engineering owner", row => row.EngineeringOwner),
            ("target", row => row.Target),
            ("since", row => row.Since),
            ("newest", row => row.Newest),
            ("newest on", row => row.NewestOn),
            ("live", row => row.IsLive),
            ("decisions", row => row.Decisions),
            ("last cited", row => row.LastCitedAt),
            ("put up for retirement", row => row.IsPutUp)
        );
        app.MapList<ScopeQuery, OwnershipRow>(
            MetricWords.OwnershipUrl,
            "/outcomes/ownership",
            "Who has owned which outcome measure, newest first",
            async (db, query, part, cancellation) => await db.OwnershipPartAsync(query.Scope, part, cancellation),
            ("measure", row => row.Measure),
            ("name", row => row.Name),
            ("side", row => row.Side),
            ("owner", row => row.Owner),
            ("from", row => row.Since),
            ("to", row => row.EndedAt),
            ("reason", row => row.Reason),
            ("by", row => row.By)
        );
        app.MapList<ScopeQuery, RetirementRow>(
            MetricWords.RetirementUrl,
            "/outcomes/retirements",
            "Measures put up for retirement and what was answered, newest first",
            async (db, query, part, cancellation) => await db.RetirementPartAsync(query.Scope, part, cancellation),
            ("id", row => row.Id),
            ("measure", row => row.Measure),
            ("name", row => row.Name),
            ("put up on", row => row.ProposedOn),
            ("because", row => row.Because),
            ("answer", row => row.Choice),
            ("reason", row => row.Reason),
            ("kept until", row => row.KeptUntil),
            ("answered at", row => row.AnsweredAt),
            ("answered by", row => row.AnsweredBy)
        );
    }

    private static async Task<Created<MetricRow>> TakeInAsync(
        AppDb db,
        JobQueue queue,
        OutcomeTermDraft draft,
        CancellationToken cancellation
    )
    {
        await db.TakeInAsync(draft, cancellation);
        await EvaluateAsync(queue, cancellation);
        return TypedResults.Created("/api/v1/outcomes", await RowAsync(db, draft.Measure!, cancellation));
    }

    private static Task<Results<Ok<MetricRow>, ProblemHttpResult>> AimAsync(
        AppDb db,
        JobQueue queue,
        string slug,
        TargetRequest request,
        CancellationToken cancellation
    ) => ChangeAsync(db, queue, slug, measure => db.AimAsync(measure, request.Target, cancellation), cancellation);

    private static Task<Results<Ok<MetricRow>, ProblemHttpResult>> HandOverAsync(
        AppDb db,
        JobQueue queue,
        string slug,
        OwnerDraft draft,
        CancellationToken cancellation
    ) => ChangeAsync(db, queue, slug, measure => db.HandOverAsync(measure, draft, cancellation), cancellation);

    private static Task<Results<Ok<MetricRow>, ProblemHttpResult>> AnswerRotationAsync(
        AppDb db,
        JobQueue queue,
        string slug,
        RotationAnswerDraft draft,
        CancellationToken cancellation
    ) => ChangeAsync(db, queue, slug, measure => db.AnswerRotationAsync(measure, draft, cancellation), cancellation);

    private static async Task<Ok<Page<RotationRow>>> RotationsAsync(
        AppDb db,
        string? scope,
        CancellationToken cancellation
    )
    {
        var measures = await db.MeasuresIn(scope)
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        var rotations = await db.RotationsAsync(measures, cancellation);
        return TypedResults.Ok(
            new Page<RotationRow>(
                [
                    .. rotations.Select(rotation => new RotationRow(
                        rotation.Measure.Slug,
                        rotation.Side,
                        rotation.Owner,
                        rotation.Since,
                        rotation.IsDue,
                        rotation.Proposal.Person?.Name,
                        rotation.Proposal.InWords
                    )),
                ],
                Next: null
            )
        );
    }

    private static async Task<Results<Ok<RetirementRow>, ProblemHttpResult>> AnswerRetirementAsync(
        AppDb db,
        JobQueue queue,
        Guid id,
        RetirementRequest request,
        CancellationToken cancellation
    )
    {
        if (await db.Set<Retirement>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } retirement)
            return Problems.NotFound("The retirement");
        await db.AnswerRetirementAsync(retirement, request.Choice, request.Reason, request.KeptUntil, cancellation);
        await EvaluateAsync(queue, cancellation);
        return TypedResults.Ok(await db.RetirementAsync(id, cancellation));
    }

    private static async Task<Results<Ok<MetricRow>, ProblemHttpResult>> ChangeAsync(
        AppDb db,
        JobQueue queue,
        string slug,
        Func<Measure, Task> change,
        CancellationToken cancellation
    )
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation) is not { } measure)
            return Problems.NotFound($"Measure “{slug}”");
        await change(measure);
        await EvaluateAsync(queue, cancellation);
        return TypedResults.Ok(await RowAsync(db, slug, cancellation));
    }

    private static async Task<MetricRow> RowAsync(AppDb db, string slug, CancellationToken cancellation) =>
        (await db.MetricsAsync(null, cancellation)).First(metric => metric.Row.Measure == slug).Row;

    private static Task EvaluateAsync(JobQueue queue, CancellationToken cancellation) =>
        queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
}
