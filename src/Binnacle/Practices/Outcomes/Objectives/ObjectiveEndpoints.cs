using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>One objective for programs, with every state and check-in it ever had.</summary>
public sealed record ObjectiveAnswer(
    int Number,
    string Title,
    string? Why,
    ObjectiveStage Stage,
    DateOnly StartsOn,
    DateOnly EndsOn,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    double? Score,
    double? Pace,
    double Elapsed,
    IReadOnlyList<KeyResultStanding> KeyResults,
    IReadOnlyList<StateAnswer> States,
    IReadOnlyList<CheckInRow> CheckIns
);

public sealed record StateAnswer(
    ObjectiveStage Stage,
    DateTime At,
    string By,
    string? Text,
    double? Score,
    double? Proposed
);

/// <param name="Stage">"active" agrees to a draft or opens it again, "closed" scores it, "dropped" drops it.</param>
/// <param name="Text">What was learned, or why.</param>
public sealed record ObjectiveStateRequest(ObjectiveStage Stage, double? Score = null, string? Text = null);

public static class ObjectiveEndpoints
{
    private sealed record ObjectiveQuery(
        string? Show = null,
        string? Scope = null,
        string? Period = null,
        string? Q = null
    );

    public static void MapObjectives(this IEndpointRouteBuilder app)
    {
        app.MapList<ObjectiveQuery, ObjectiveRow>(
            ObjectiveListPage.Url,
            "/objectives",
            "Objectives, the newest period first",
            async (db, query, part, cancellation) => await db.ObjectivePartAsync(Filter(query), part, cancellation),
            ("number", row => row.Number),
            ("objective", row => row.Title),
            ("state", row => row.Stage.Words()),
            ("from", row => row.StartsOn),
            ("to", row => row.EndsOn),
            ("team", row => row.Team),
            ("product owner", row => row.ProductOwner),
            ("engineering owner", row => row.EngineeringOwner),
            ("key results", row => row.KeyResults),
            ("known", row => row.Known),
            ("score", row => row.Score),
            ("pace", row => row.Pace),
            ("first confidence", row => row.FirstConfidence),
            ("confidence", row => row.Confidence),
            ("checked in on", row => row.CheckedInOn)
        );
        app.MapList<ObjectiveQuery, KeyResultRow>(
            "/practices/outcomes/key-results",
            "/key-results",
            "Key results with their objectives, in the columns of an import",
            async (db, query, part, cancellation) =>
                await db.KeyResultPartAsync(Filter(query) with { Show = query.Show ?? "all" }, part, cancellation),
            ("number", row => row.Number),
            ("objective", row => row.Objective),
            ("why", row => row.Why),
            ("team", row => row.Team),
            ("from", row => row.From),
            ("to", row => row.To),
            ("product owner", row => row.ProductOwner),
            ("engineering owner", row => row.EngineeringOwner),
            ("state", row => row.State.Words()),
            ("key result", row => row.KeyResult),
            ("unit", row => row.Unit),
            ("start", row => row.Start),
            ("target", row => row.Target),
            ("weight", row => row.Weight),
            ("measure", row => row.Measure),
            ("current", row => row.Current),
            ("current on", row => row.CurrentOn),
            ("score", row => row.Score)
        );
        app.MapBoth(
            ObjectiveListPage.Url + "/{number:int}",
            "/objectives/{number:int}",
            OneAsync,
            "One objective with its key results, states and check-ins"
        );
        var api = app.MapApiGroup().MapGroup("/objectives");
        api.OnPost("", AddAsync).RequireAuthorization(May.Lead).WithSummary("Write an objective: a draft");
        api.OnPut("/{number:int}", ChangeAsync).RequireAuthorization(May.Lead).WithSummary("Change an open objective");
        api.OnPost("/import", ImportAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Bring objectives as CSV: all of it, or nothing");
        api.OnPost("/{number:int}/check-ins", CheckInAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Check in, or correct a check-in by another");
        api.OnPost("/{number:int}/states", EnterAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Agree to it, close it with a score, drop it, or open it again");
    }

    private static ObjectiveFilter Filter(ObjectiveQuery query) => new(query.Show, query.Scope, query.Period, query.Q);

    private static async Task<Results<Ok<ObjectiveAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) => await AnswerAsync(db, number, cancellation) is { } answer ? TypedResults.Ok(answer) : NotFound(number);

    private static async Task<Created<ObjectiveAnswer>> AddAsync(
        AppDb db,
        ObjectiveDraft draft,
        CancellationToken cancellation
    )
    {
        var objective = await db.AddObjectiveAsync(draft, cancellation);
        return TypedResults.Created(
            $"/api/v1/objectives/{objective.Number}",
            await AnswerAsync(db, objective.Number, cancellation)
        );
    }

    private static async Task<Results<Ok<ObjectiveAnswer>, ProblemHttpResult>> ChangeAsync(
        AppDb db,
        int number,
        ObjectiveDraft draft,
        CancellationToken cancellation
    )
    {
        if (await db.ObjectiveAsync(number, cancellation) is not { } objective)
            return NotFound(number);
        await db.ChangeAsync(objective, draft, cancellation);
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<Results<Ok<ObjectiveAnswer>, ProblemHttpResult>> CheckInAsync(
        AppDb db,
        JobQueue queue,
        int number,
        CheckInDraft draft,
        CancellationToken cancellation
    )
    {
        if (await db.ObjectiveAsync(number, cancellation) is not { } objective)
            return NotFound(number);
        await db.CheckInAsync(objective, draft, cancellation);
        await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<Results<Ok<ObjectiveAnswer>, ProblemHttpResult>> EnterAsync(
        AppDb db,
        JobQueue queue,
        int number,
        ObjectiveStateRequest request,
        CancellationToken cancellation
    )
    {
        if (await db.ObjectiveAsync(number, cancellation) is not { } objective)
            return NotFound(number);
        await (
            request.Stage switch
            {
                ObjectiveStage.Active when objective.State.Stage is ObjectiveStage.Draft => db.ActivateAsync(
                    objective,
                    cancellation
                ),
                ObjectiveStage.Active => db.ReopenAsync(objective, request.Text, cancellation),
                ObjectiveStage.Closed => db.CloseAsync(objective, request.Score, request.Text, cancellation),
                ObjectiveStage.Dropped => db.DropAsync(objective, request.Text, cancellation),
                _ => throw new Platform.Refusal("stage", "Choose active, closed or dropped."),
            }
        );
        await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<Ok<ObjectivesImported>> ImportAsync(
        AppDb db,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        using var reader = new StreamReader(request.Body);
        var (imported, problems) = await db.ImportObjectivesAsync(
            await reader.ReadToEndAsync(cancellation),
            cancellation
        );
        return imported is not null
            ? TypedResults.Ok(imported)
            : throw new Platform.Refusal("file", string.Join(' ', problems.Select(problem => problem.InWords)));
    }

    private static async Task<ObjectiveAnswer?> AnswerAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await ObjectiveModel.LoadAsync(db, number, cancellation) is not { } model)
            return null;
        var objective = model.Objective;
        var stage = objective.State.Stage;
        return new(
            number,
            objective.Title,
            objective.Why,
            stage,
            objective.StartsOn,
            objective.EndsOn,
            model.Team,
            model.ProductOwner,
            model.EngineeringOwner,
            stage is ObjectiveStage.Closed ? objective.State.Score : model.Standing.Score,
            stage is ObjectiveStage.Active ? model.Standing.Pace : null,
            model.Standing.Elapsed,
            model.Standing.Results,
            [
                .. objective.States.Select(state => new StateAnswer(
                    state.Stage,
                    state.At,
                    state.By,
                    state.Text,
                    state.Score,
                    state.Proposed
                )),
            ],
            model.CheckIns
        );
    }

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Objective {number}");
}
