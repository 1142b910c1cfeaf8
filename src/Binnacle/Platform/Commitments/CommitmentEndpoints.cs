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
    string? ClosureNote
);

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

    private sealed record CommitmentQuery(string? Show = null, string? Scope = null, string? Owner = null);

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
            ("outcome", row => row.Outcome?.ToString().ToLowerInvariant())
        );
        app.MapBoth("/commitments/{number:int}", "/commitments/{number:int}", OneAsync, "One commitment");
        var api = app.MapApiGroup().MapGroup("/commitments");
        api.MapPost("", MakeAsync).RequireAuthorization(May.Contribute).WithSummary("Make a commitment");
        api.MapPatch("/{number:int}", ChangeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Move the due date, change the owner");
        api.MapPost("/{number:int}/closure", CloseAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Close as done or dropped");
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
        var filter = new CommitmentFilter(query.Show, query.Scope, Mine: query.Owner == "me");
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
            ? TypedResults.Ok(await AnswerAsync(db, commitment, cancellation))
            : NotFound(number);

    private static async Task<Created<CommitmentAnswer>> MakeAsync(
        AppDb db,
        PracticeList practices,
        CommitmentDraft draft,
        CancellationToken cancellation
    )
    {
        var commitment = await db.MakeCommitmentAsync(draft, practices, cancellation);
        return TypedResults.Created($"/api/v1{commitment.Url}", await AnswerAsync(db, commitment, cancellation));
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
        return TypedResults.Ok(await AnswerAsync(db, commitment, cancellation));
    }

    private static async Task<Results<Ok<CommitmentAnswer>, ProblemHttpResult, StatusCodeHttpResult>> CloseAsync(
        AppDb db,
        int number,
        ClosureRequest closure,
        CancellationToken cancellation
    )
    {
        if (await db.CommitmentAsync(number, cancellation) is not { } commitment)
            return NotFound(number);
        if (!db.Viewer.MayChange(commitment))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        await db.CloseAsync(commitment, closure.Outcome, closure.Note, cancellation);
        return TypedResults.Ok(await AnswerAsync(db, commitment, cancellation));
    }

    private static async Task<CommitmentAnswer> AnswerAsync(
        AppDb db,
        Commitment commitment,
        CancellationToken cancellation
    )
    {
        var row = await db.Set<Commitment>()
            .Where(other => other.Id == commitment.Id)
            .AsRows(db)
            .SingleAsync(cancellation);
        var expected = commitment.ExpectedCheckId is { } check
            ? new ExpectedEffect(
                check,
                commitment.ExpectedScope,
                commitment.ExpectedUp,
                commitment.ExpectedAtLeast,
                commitment.VerifyOn
            )
            : null;
        var now = expected?.Check is { } id ? await db.NumberNowAsync(id, expected.In!, cancellation) : null;
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
            commitment.Closure?.Note
        );
    }

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Commitment {number}");
}
