using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>One commitment for programs.</summary>
public sealed record CommitmentAnswer(
    CommitmentRow Commitment,
    string? Detail,
    string? Origin,
    string? OriginTitle,
    ExpectedEffect? Expected,
    double? NumberBefore,
    double? NumberNow,
    string MadeBy,
    string? ClosedBy,
    string? ClosureNote,
    DateOnly PromisedOn,
    IReadOnlyList<VerificationRow> Verifications
);

/// <summary>A look at the number, for programs.</summary>
/// <param name="InWords">The verdict as the page says it.</param>
/// <param name="Low">The change's bounds at 95 %, in the number's unit.</param>
/// <param name="Detectable">The smallest true change that would have been found four times in five.</param>
public sealed record VerificationRow(
    DateOnly LookedFor,
    DateTime At,
    Verdict Verdict,
    bool LessThanPromised,
    Unmeasurable Unmeasurable,
    ComparisonMethod Method,
    string Unit,
    DateOnly? BeforeFrom,
    DateOnly? BeforeTo,
    DateOnly? AfterFrom,
    DateOnly? AfterTo,
    double? Before,
    double? After,
    double? Change,
    double? Low,
    double? High,
    double? Detectable,
    string InWords,
    AnswerRow? Answer
);

public sealed record AnswerRow(
    AnswerKind Kind,
    string? Reason,
    DateOnly? LookOn,
    int? Commitment,
    DateTime At,
    string By
);

/// <param name="Kind">"look-again" with <paramref name="LookOn"/>, or "accepted"; a new commitment answers by its own <c>answers</c>.</param>
public sealed record AnswerRequest(AnswerKind Kind, string? Reason = null, DateOnly? LookOn = null);

public sealed record ClosureRequest(ClosureOutcome Outcome, string? Note = null);

/// <param name="DueOn">A new due date, with the reason for moving it.</param>
/// <param name="Owner">The name of a new owner; or say <paramref name="OwnerNumber"/>.</param>
public sealed record CommitmentChange(
    DateOnly? DueOn = null,
    string? Reason = null,
    string? Owner = null,
    int? OwnerNumber = null
);

public static class CommitmentEndpoints
{
    private sealed record Key(DateOnly DueOn, int Number);

    private sealed record CommitmentQuery(
        string? Show = null,
        string? Scope = null,
        string? Owner = null,
        string? Text = null
    );

    public static void MapCommitments(this IEndpointRouteBuilder app)
    {
        app.MapList<CommitmentQuery, CommitmentRow>(
            "/commitments",
            "/commitments",
            "Commitments, by due date",
            ReadAsync,
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("owner", row => row.Owner),
            ("team", row => row.Team),
            ("due", row => row.DueOn),
            ("overdue", row => row.Overdue),
            ("made", row => row.MadeAt),
            ("closed", row => row.ClosedAt),
            ("outcome", row => row.Outcome),
            ("look", row => row.LookOn),
            ("verdict", row => row.Verdict?.Word()),
            ("less than promised", row => row.LessThanPromised),
            ("needs answer", row => row.NeedsAnswer)
        );
        app.MapBoth("/commitments/{number:int}", "/commitments/{number:int}", OneAsync, "One commitment");
        var api = app.MapApiGroup().MapGroup("/commitments");
        api.OnPost("", MakeAsync).RequireAuthorization(May.Contribute).WithSummary("Make a commitment");
        api.OnPatch("/{number:int}", ChangeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Move the due date, change the owner");
        api.OnPost("/{number:int}/closure", CloseAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Close as done or dropped");
        api.OnPost("/{number:int}/answer", AnswerAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Answer a failed verification: look again, or accept it");
        app.MapReliability();
    }

    private static async Task<Page<CommitmentRow>?> ReadAsync(
        AppDb db,
        CommitmentQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (query.Owner is not (null or "" or "me"))
            throw new Refusal("owner", "Ask for owner=me, or for all.");
        var filter = new CommitmentFilter(query.Show, query.Scope, Mine: query.Owner == "me", query.Text);
        var commitments = await db.CommitmentsAsync(filter, cancellation);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
        {
            commitments = commitments.Where(row =>
                row.DueOn > last.DueOn || (row.DueOn == last.DueOn && row.Number > last.Number)
            );
        }
        return await commitments
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Number)
            .PartAsync(part, rows => rows.AsRows(db), row => new Key(row.DueOn, row.Number), cancellation);
    }

    private static async Task<Results<Ok<CommitmentAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) =>
        await db.CommitmentAsync(number, cancellation) is { } commitment
            ? TypedResults.Ok(await ToldAsync(db, commitment, cancellation))
            : NotFound(number);

    private static async Task<Created<CommitmentAnswer>> MakeAsync(
        AppDb db,
        PracticeList practices,
        CommitmentDraft draft,
        CancellationToken cancellation
    )
    {
        var commitment = await db.MakeCommitmentAsync(draft, practices, cancellation);
        return TypedResults.Created($"/api/v1{commitment.Url}", await ToldAsync(db, commitment, cancellation));
    }

    private static async Task<Results<Ok<CommitmentAnswer>, ProblemHttpResult, StatusCodeHttpResult>> ChangeAsync(
        AppDb db,
        int number,
        CommitmentChange change,
        CancellationToken cancellation
    )
    {
        if (await db.CommitmentAsync(number, cancellation) is not { } commitment)
            return NotFound(number);
        if (!db.Viewer.MayChange(commitment))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        // Both or neither: a refusal of the second takes back the first.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (change.DueOn is not null)
            await db.MoveDueAsync(commitment, change.DueOn, change.Reason, cancellation);
        if (change.Owner is not null || change.OwnerNumber is not null)
            await db.ChangeOwnerAsync(commitment, change.Owner, change.OwnerNumber, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await ToldAsync(db, commitment, cancellation));
    }

    private static async Task<Results<Ok<CommitmentAnswer>, ProblemHttpResult, StatusCodeHttpResult>> CloseAsync(
        AppDb db,
        PracticeList practices,
        int number,
        ClosureRequest closure,
        CancellationToken cancellation
    )
    {
        if (await db.CommitmentAsync(number, cancellation) is not { } commitment)
            return NotFound(number);
        if (!db.Viewer.MayChange(commitment))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        await db.CloseAsync(commitment, closure.Outcome, closure.Note, practices, cancellation);
        return TypedResults.Ok(await ToldAsync(db, commitment, cancellation));
    }

    private static async Task<Results<Ok<CommitmentAnswer>, ProblemHttpResult, StatusCodeHttpResult>> AnswerAsync(
        AppDb db,
        int number,
        AnswerRequest answer,
        CancellationToken cancellation
    )
    {
        if (await db.CommitmentAsync(number, cancellation) is not { } commitment)
            return NotFound(number);
        if (!db.Viewer.MayChange(commitment))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        await db.AnswerAsync(commitment, answer.Kind, answer.Reason, answer.LookOn, cancellation);
        return TypedResults.Ok(await ToldAsync(db, commitment, cancellation));
    }

    private static async Task<CommitmentAnswer> ToldAsync(
        AppDb db,
        Commitment commitment,
        CancellationToken cancellation
    )
    {
        var row = await db.Set<Commitment>()
            .Where(other => other.Id == commitment.Id)
            .AsRows(db)
            .SingleAsync(cancellation);
        var expected = ExpectedEffects.EffectOf(commitment);
        var now = expected is null ? null : await db.ExpectedNumberAsync(expected, cancellation);
        return new(
            row,
            commitment.Detail,
            commitment.Origin,
            commitment.OriginTitle,
            expected,
            commitment.NumberBefore,
            now?.Number,
            commitment.MadeBy,
            commitment.Closure?.By,
            commitment.Closure?.Note,
            commitment.PromisedOn ?? commitment.DueOn,
            [.. (await db.VerificationsAsync(commitment, cancellation)).Select(look => RowOf(commitment, look))]
        );
    }

    private static VerificationRow RowOf(Commitment commitment, Verification look) =>
        new(
            look.LookedFor,
            look.At,
            look.Verdict,
            look.LessThanPromised,
            look.Unmeasurable,
            look.Method,
            look.Unit,
            look.BeforeFrom,
            look.BeforeTo,
            look.AfterFrom,
            look.AfterTo,
            look.Before,
            look.After,
            look.Change,
            look.Low,
            look.High,
            look.Detectable,
            VerdictWords.Sentence(commitment, look),
            look.Answer is { } answer
                ? new(answer.Kind, answer.Reason, answer.LookOn, answer.Commitment, answer.At, answer.By)
                : null
        );

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Commitment {number}");
}
