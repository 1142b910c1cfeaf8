using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Practices.Communication.Sharing;
using Binnacle.Practices.Communication.Summaries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication;

public sealed record SummaryTextAnswer(
    Audience Audience,
    int Version,
    string Markdown,
    int Words,
    string? Correction,
    DateTime? PublishedAt,
    string? PublishedBy,
    int Revision
);

/// <summary>One summary for programs, with every version of its texts.</summary>
public sealed record SummaryAnswer(SummaryRow Summary, IReadOnlyList<SummaryTextAnswer> Texts);

/// <param name="Revision">As it was read; where it was changed since, the change is refused. Null changes whatever stands there.</param>
public sealed record SummaryTextChange(string Markdown, int? Revision = null);

public sealed record SentAnswer(int Recipients);

public static class SummaryEndpoints
{
    private const string Page = "/practices/communication";

    private sealed record Key(DateOnly To, int Number);

    public static void MapSummaries(this IEndpointRouteBuilder app)
    {
        app.MapList<SummaryFilter, SummaryRow>(
            Page,
            "/summaries",
            "Summaries, the newest period first",
            ReadAsync,
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("team", row => row.Team),
            ("from", row => row.From),
            ("to", row => row.To),
            ("made by", row => row.MadeBy),
            ("made", row => row.MadeAt),
            ("published", row => row.PublishedAt),
            ("published texts", row => row.PublishedTexts),
            ("sent", row => row.SentAt)
        );
        app.MapBoth($"{Page}/{{number:int}}", "/summaries/{number:int}", OneAsync, "One summary, with all its texts");
        app.OnGet($"{Page}/{{number:int}}.md", MarkdownAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/summaries");
        api.OnPost("", DraftAsync).RequireAuthorization(May.Contribute).WithSummary("Draft a summary of a period");
        api.OnPut("/{number:int}/texts/{audience}", ChangeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Change a text that is not published");
        api.OnPost("/{number:int}/texts/{audience}/publication", PublishAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Publish a text");
        api.OnPost("/{number:int}/texts/{audience}/sendings", SendAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Send a published text to its subscribers and channels");
        app.OnGet("/feeds/{token}/summaries.atom", FeedAsync)
            .RequireAuthorization(May.Everyone)
            .ExcludeFromDescription();
    }

    private static async Task<Page<SummaryRow>?> ReadAsync(
        AppDb db,
        SummaryFilter filter,
        ListPart part,
        CancellationToken cancellation
    )
    {
        IQueryable<Summary> summaries = db.Summaries(filter);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            summaries = summaries.Where(row => row.To < last.To || (row.To == last.To && row.Number < last.Number));
        return await summaries
            .OrderByDescending(row => row.To)
            .ThenByDescending(row => row.Number)
            .PartAsync(part, rows => rows.AsRows(db), row => new Key(row.To, row.Number), cancellation);
    }

    private static async Task<Results<Ok<SummaryAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) =>
        await db.SummaryAsync(number, cancellation) is { } summary
            ? TypedResults.Ok(await AnswerAsync(db, summary, cancellation))
            : Problems.NotFound($"Summary {number}");

    /// <summary>The published text of an audience, else its draft.</summary>
    private static async Task<IResult> MarkdownAsync(
        AppDb db,
        int number,
        CancellationToken cancellation,
        string? audience = null
    )
    {
        var chosen = SummaryQueries.AudienceOf(audience) ?? Audience.Engineers;
        return
            await db.SummaryAsync(number, cancellation) is { } summary
            && (summary.Published(chosen) ?? summary.Newest(chosen)) is { } text
            ? Results.Text($"# {DraftWords.Escaped(summary.Title)}\n\n{text.Markdown}", "text/markdown; charset=utf-8")
            : Results.StatusCode(StatusCodes.Status404NotFound);
    }

    private static async Task<Created<SummaryAnswer>> DraftAsync(
        AppDb db,
        PracticeList practices,
        SummaryDraft draft,
        CancellationToken cancellation
    )
    {
        var summary = await db.DraftSummaryAsync(draft, practices, cancellation);
        return TypedResults.Created(
            $"/api/v1/summaries/{summary.Number}",
            await AnswerAsync(db, summary, cancellation)
        );
    }

    private static async Task<Results<Ok<SummaryAnswer>, ProblemHttpResult>> ChangeAsync(
        AppDb db,
        int number,
        string audience,
        SummaryTextChange change,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, number, audience, cancellation) is not var (summary, chosen))
            return Problems.NotFound("The text");
        await db.ChangeTextAsync(summary, chosen, change.Markdown, change.Revision, cancellation);
        return TypedResults.Ok(await AnswerAsync(db, summary, cancellation));
    }

    private static async Task<Results<Ok<SummaryAnswer>, ProblemHttpResult>> PublishAsync(
        AppDb db,
        int number,
        string audience,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, number, audience, cancellation) is not var (summary, chosen))
            return Problems.NotFound("The text");
        await db.PublishAsync(summary, chosen, cancellation);
        return TypedResults.Ok(await AnswerAsync(db, summary, cancellation));
    }

    private static async Task<Results<Ok<SentAnswer>, ProblemHttpResult>> SendAsync(
        AppDb db,
        int number,
        string audience,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(db, number, audience, cancellation) is not var (summary, chosen))
            return Problems.NotFound("The text");
        return TypedResults.Ok(new SentAnswer(await db.SendAsync(summary, chosen, cancellation)));
    }

    private static async Task<(Summary Summary, Audience Audience)?> FindAsync(
        AppDb db,
        int number,
        string audience,
        CancellationToken cancellation
    ) =>
        SummaryQueries.AudienceOf(audience) is { } chosen && await db.SummaryAsync(number, cancellation) is { } summary
            ? (summary, chosen)
            : null;

    private static async Task<SummaryAnswer> AnswerAsync(AppDb db, Summary summary, CancellationToken cancellation) =>
        new(
            await db.Set<Summary>().Where(row => row.Id == summary.Id).AsRows(db).SingleAsync(cancellation),
            [
                .. summary
                    .Texts.OrderBy(text => text.Audience)
                    .ThenByDescending(text => text.Version)
                    .Select(text => new SummaryTextAnswer(
                        text.Audience,
                        text.Version,
                        text.Markdown,
                        Vocabulary.Count(text.Markdown),
                        text.Correction,
                        text.Publication?.At,
                        text.Publication?.By,
                        text.Revision
                    )),
            ]
        );

    /// <summary>A feed reader cannot sign in: the token in the address is its owner's, and shows what its owner may see.</summary>
    private static async Task<IResult> FeedAsync(
        AppDb db,
        OwnAddress own,
        HttpResponse response,
        string token,
        CancellationToken cancellation,
        string? audience = null,
        string? team = null
    )
    {
        if (await db.ViewerOfFeedAsync(token, cancellation) is not { } viewer)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        db.Viewer = viewer;
        var chosen = SummaryQueries.AudienceOf(audience ?? "product");
        if (
            chosen is null
            || (team is not null && !await db.Set<Team>().AnyAsync(row => row.Slug == team, cancellation))
        )
            return Results.StatusCode(StatusCodes.Status404NotFound);
        response.Headers["X-Robots-Tag"] = "noindex";
        var path =
            $"/feeds/summaries.atom?audience={SummaryQueries.Slug(chosen.Value)}{(team is null ? "" : $"&team={Uri.EscapeDataString(team)}")}";
        return Results.Bytes(
            await SummaryFeed.WriteAsync(db, own, chosen.Value, team, path, cancellation),
            SummaryFeed.ContentType
        );
    }
}
