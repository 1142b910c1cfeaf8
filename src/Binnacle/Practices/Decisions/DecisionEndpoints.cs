using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Practices.Decisions;

/// <summary>Either asks a person, or gives advice unasked.</summary>
public sealed record AdviceRequest(
    string? Person = null,
    int? PersonNumber = null,
    string? Question = null,
    string? Text = null
);

/// <summary>Gives what was asked, says what was done with it, or both.</summary>
public sealed record AdviceChange(string? Text = null, string? Considered = null);

public sealed record SupersedeRequest(IReadOnlyList<int>? Supersedes = null);

public sealed record ConfirmationRequest(string? How = null);

public sealed record RevisitRequest(RevisitVerdict Verdict, string? Note = null, DateOnly? NextOn = null);

public static class DecisionEndpoints
{
    private sealed record DecisionQuery(
        string? Show = null,
        string? Scope = null,
        string? Status = null,
        string? Text = null,
        string? Sort = null,
        string? Measure = null
    );

    public static void MapDecisions(this IEndpointRouteBuilder app)
    {
        var records = app.ServiceProvider.GetRequiredService<RepositoryDecisions>();
        app.MapList<DecisionQuery, DecisionRow>(
            "/practices/decisions",
            "/decisions",
            "Decisions kept here and in repositories, newest first",
            (db, query, part, cancellation) => ReadAsync(db, records, query, part, cancellation),
            ("number", row => row.Number),
            ("label", row => row.Label),
            ("title", row => row.Title),
            ("status", row => row.Status.Word()),
            ("since", row => row.StatusAt),
            ("team", row => row.Team),
            ("repository", row => row.Repository),
            ("path", row => row.Path),
            ("waiting since", row => row.WaitingSince),
            ("decided", row => row.DecidedAt),
            ("days waited", row => row.DaysWaited),
            ("revisit on", row => row.RevisitOn),
            ("confirmed", row => row.Confirmed),
            ("advice", row => row.Advice),
            ("url", row => row.Url)
        );
        app.MapBoth("/practices/decisions/{number:int}", "/decisions/{number:int}", OneAsync, "One decision");
        app.OnGet("/practices/decisions/{number:int}.md", MarkdownAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/decisions");
        api.OnPost("", WriteAsync).RequireAuthorization(May.Contribute).WithSummary("Write a decision");
        api.OnPut("/{number:int}", ChangeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Change what is undecided; every version stays");
        api.OnPost("/{number:int}/verdict", DecideAsync)
            .RequireAuthorization(May.View)
            .WithSummary("Accept, reject, put on hold, propose again or deprecate");
        api.OnPost("/{number:int}/advice", AskAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Ask somebody for advice, or advise unasked");
        api.OnPost("/{number:int}/advice/{id:guid}", AdviseAsync)
            .RequireAuthorization(May.View)
            .WithSummary("Give advice that was asked, or say what was done with it");
        api.OnPost("/{number:int}/supersedes", SupersedeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Say which decisions it replaces, several at once");
        api.OnPost("/{number:int}/confirmations", ConfirmAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Say that it is followed, and how one knows");
        api.OnPost("/{number:int}/revisits", RevisitAsync)
            .RequireAuthorization(May.View)
            .WithSummary("Look at it again: it still holds, or has to change");
    }

    private static async Task<Page<DecisionRow>?> ReadAsync(
        AppDb db,
        RepositoryDecisions records,
        DecisionQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var filter = new DecisionFilter(query.Show, query.Scope, query.Status, query.Text, query.Sort, query.Measure);
        var rows = (await db.DecisionRegisterAsync(records, filter, cancellation)).Shown(filter);
        return Cursor.Part(rows, part);
    }

    private static async Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) =>
        await DecisionAnswer.LoadAsync(db, number, cancellation) is { } answer
            ? TypedResults.Ok(answer)
            : NotFound(number);

    private static async Task<IResult> MarkdownAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.AsMarkdownAsync(number, cancellation) is not { } record)
            return NotFound(number);
        return Results.File(
            record.Bytes.ToArray(),
            "text/markdown; charset=utf-8",
            record.Path[(record.Path.LastIndexOf('/') + 1)..]
        );
    }

    private static async Task<Created<DecisionAnswer>> WriteAsync(
        AppDb db,
        DecisionContent content,
        CancellationToken cancellation
    )
    {
        var decision = await db.WriteDecisionAsync(content, cancellation);
        return TypedResults.Created(
            $"/api/v1/decisions/{decision.Number}",
            await DecisionAnswer.LoadAsync(db, decision.Number, cancellation)
        );
    }

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> ChangeAsync(
        AppDb db,
        int number,
        DecisionContent content,
        CancellationToken cancellation
    ) => DoAsync(db, number, decision => db.ChangeDecisionAsync(decision, content, cancellation), cancellation);

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> DecideAsync(
        AppDb db,
        int number,
        DecisionVerdict verdict,
        CancellationToken cancellation
    ) => DoAsync(db, number, decision => db.DecideAsync(decision, verdict, cancellation), cancellation);

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> AskAsync(
        AppDb db,
        int number,
        AdviceRequest advice,
        CancellationToken cancellation
    ) =>
        DoAsync(
            db,
            number,
            decision =>
                advice.Text is not null
                    ? db.GiveAsync(decision, null, advice.Text, cancellation)
                    : db.AskAsync(decision, advice.Person, advice.PersonNumber, advice.Question, cancellation),
            cancellation
        );

    private static async Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> AdviseAsync(
        AppDb db,
        int number,
        Guid id,
        AdviceChange change,
        CancellationToken cancellation
    )
    {
        if (await db.DecisionAsync(number, cancellation) is not { } decision)
            return NotFound(number);
        if (decision.Advice.Find(row => row.Id == id) is not { } advice)
            return Problems.NotFound("This advice");
        if (change is { Text: null, Considered: null })
            throw new Refusal("text", "Give the advice, or say what was done with it.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (change.Text is not null)
            await db.GiveAsync(decision, advice, change.Text, cancellation);
        if (change.Considered is not null)
            await db.ConsiderAsync(decision, advice, change.Considered, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok((await DecisionAnswer.LoadAsync(db, number, cancellation))!);
    }

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> SupersedeAsync(
        AppDb db,
        int number,
        SupersedeRequest request,
        CancellationToken cancellation
    ) =>
        DoAsync(
            db,
            number,
            decision => db.SupersedeAsync(decision, request.Supersedes ?? [], cancellation),
            cancellation
        );

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> ConfirmAsync(
        AppDb db,
        int number,
        ConfirmationRequest request,
        CancellationToken cancellation
    ) => DoAsync(db, number, decision => db.ConfirmAsync(decision, request.How, cancellation), cancellation);

    private static Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> RevisitAsync(
        AppDb db,
        int number,
        RevisitRequest request,
        CancellationToken cancellation
    ) =>
        DoAsync(
            db,
            number,
            decision => db.RevisitAsync(decision, request.Verdict, request.Note, request.NextOn, cancellation),
            cancellation
        );

    private static async Task<Results<Ok<DecisionAnswer>, ProblemHttpResult>> DoAsync(
        AppDb db,
        int number,
        Func<Decision, Task> change,
        CancellationToken cancellation
    )
    {
        if (await db.DecisionAsync(number, cancellation) is not { } decision)
            return NotFound(number);
        await change(decision);
        return TypedResults.Ok((await DecisionAnswer.LoadAsync(db, number, cancellation))!);
    }

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Decision {number}");
}
