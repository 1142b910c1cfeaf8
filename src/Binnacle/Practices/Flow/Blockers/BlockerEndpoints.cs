using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>One blocker for programs, with its story.</summary>
public sealed record BlockerAnswer(BlockerRow Blocker, IReadOnlyList<BlockerStepAnswer> Steps);

public sealed record BlockerStepAnswer(DateTime At, string By, BlockerStepKind Kind, string? Note);

public sealed record BlockerNote(string? Text = null);

public sealed record BlockerOwner(string? Owner = null, int? OwnerNumber = null);

public static class BlockerEndpoints
{
    public static void MapBlockers(this IEndpointRouteBuilder app)
    {
        app.MapList<BlockerFilter, BlockerRow>(
            Blocker.List,
            "/blockers",
            "Blockers: those that stand first, the oldest of them first",
            ReadAsync,
            ("number", row => row.Number),
            ("what", row => row.What),
            ("state", row => row.State),
            ("waits for", row => row.WaitsForKind),
            ("other team", row => row.OtherTeam),
            ("who or what", row => row.WaitsFor),
            ("team", row => row.Team),
            ("service", row => row.Service),
            ("repository", row => row.Repository),
            ("blocks", row => row.Blocks),
            ("owner", row => row.Owner),
            ("raised", row => row.RaisedAt),
            ("raised by", row => row.RaisedBy),
            ("ended", row => row.EndedAt),
            ("days", row => row.Days)
        );
        app.MapBoth($"{Blocker.List}/{{number:int}}", "/blockers/{number:int}", OneAsync, "One blocker with its story");
        var api = app.MapApiGroup().MapGroup("/blockers");
        api.OnPost("", RaiseAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Raise a blocker; what is in the way is enough");
        Note(api, "comments", "Say something", BlockerVerbs.CommentAsync);
        Note(api, "unblocking", "It is out of the way; say by what", BlockerVerbs.UnblockAsync);
        Note(api, "dropping", "It was no blocker; say why", BlockerVerbs.DropAsync);
        Note(api, "reopening", "It stands again; say why", BlockerVerbs.ReopenAsync);
        On<BlockerOwner>(
            api,
            "ownership",
            "Give it an owner; oneself where none is named",
            (db, blocker, owner, cancellation) => db.OwnAsync(blocker, owner.Owner, owner.OwnerNumber, cancellation)
        );
    }

    /// <summary>Forms call what is said by what it says; programs send it as <c>text</c>.</summary>
    private static void Note(
        IEndpointRouteBuilder api,
        string what,
        string summary,
        Func<AppDb, Blocker, string?, CancellationToken, Task> change
    ) =>
        On<BlockerNote>(
            api,
            what,
            summary,
            async (db, blocker, note, cancellation) =>
            {
                try
                {
                    await change(db, blocker, note.Text, cancellation);
                }
                catch (Refusal refused) when (refused.Field is "by" or "why")
                {
                    throw new Refusal("text", refused.Message);
                }
            }
        );

    private static void On<TBody>(
        IEndpointRouteBuilder api,
        string what,
        string summary,
        Func<AppDb, Blocker, TBody, CancellationToken, Task> change
    ) =>
        api.OnPost(
                $"/{{number:int}}/{what}",
                async Task<Results<Ok<BlockerAnswer>, ProblemHttpResult>> (
                    AppDb db,
                    int number,
                    TBody body,
                    CancellationToken cancellation
                ) =>
                {
                    if (await db.BlockerAsync(number, cancellation) is not { } blocker)
                        return NotFound(number);
                    await change(db, blocker, body, cancellation);
                    return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
                }
            )
            .RequireAuthorization(May.Contribute)
            .WithSummary(summary);

    private static async Task<Page<BlockerRow>?> ReadAsync(
        AppDb db,
        BlockerFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (await db.BlockersAsync(filter.Checked(), cancellation) is not { } blockers)
            return null;
        var rows = await blockers.InOrder().PartAsync(part, found => found.AsRows(db), cancellation);
        return new([.. rows.Items.Select(row => row.Told(db.Now))], rows.Next);
    }

    private static async Task<Results<Ok<BlockerAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) => await AnswerAsync(db, number, cancellation) is { } answer ? TypedResults.Ok(answer) : NotFound(number);

    private static async Task<Created<BlockerAnswer>> RaiseAsync(
        AppDb db,
        BlockerDraft draft,
        CancellationToken cancellation
    )
    {
        var blocker = await db.RaiseAsync(draft, cancellation: cancellation);
        return TypedResults.Created(
            $"/api/v1/blockers/{blocker.Number}",
            await AnswerAsync(db, blocker.Number, cancellation)
        );
    }

    private static async Task<BlockerAnswer?> AnswerAsync(AppDb db, int number, CancellationToken cancellation)
    {
        var row = await db.Set<Blocker>()
            .AsNoTracking()
            .Where(row => row.Number == number)
            .AsRows(db)
            .SingleOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        var steps = await db.Set<BlockerStep>()
            .AsNoTracking()
            .Where(step => db.Set<Blocker>().Any(one => one.Number == number && one.Id == step.BlockerId))
            .OrderBy(step => step.Place)
            .Select(step => new BlockerStepAnswer(step.At, step.By, step.Kind, step.Note))
            .ToListAsync(cancellation);
        return new(row.Told(db.Now), steps);
    }

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Blocker {number}");
}
