using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

/// <summary>The Review as Markdown and JSON, its progress, and holding it.</summary>
public static class ReviewFormats
{
    public static void MapReview(this IEndpointRouteBuilder app)
    {
        app.OnGet("/review.json", JsonAsync).RequireAuthorization(May.View);
        app.OnGet("/review.md", MarkdownAsync).RequireAuthorization(May.View);
        app.OnGet("/review/progress", ProgressAsync).RequireAuthorization(May.View);
        app.OnPost("/review/mark", MarkAsync).RequireAuthorization(May.Lead);
        var api = app.MapApiGroup();
        api.OnGet("/review", JsonAsync).RequireAuthorization(May.View).WithSummary("The Review: every row and scope");
        api.OnGet("/checks/{checkId}", EvidenceAsync)
            .RequireAuthorization(May.View)
            .WithSummary("What stands behind one cell");
    }

    private static async Task<Results<JsonHttpResult<ReviewModel>, NotFound>> JsonAsync(
        AppDb db,
        PracticeList practices,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "as-of")] DateOnly? asOf,
        string? scope,
        CancellationToken cancellation
    ) =>
        await db.ReviewAsync(practices, new(asOf, AllColumns: true, Scope: scope ?? "organization"), cancellation)
            is { } review
            ? TypedResults.Json(review, ReviewJson.Options)
            : TypedResults.NotFound();

    private static async Task<IResult> MarkdownAsync(
        AppDb db,
        PracticeList practices,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "as-of")] DateOnly? asOf,
        string? scope,
        CancellationToken cancellation
    ) =>
        await db.ReviewAsync(practices, new(asOf, AllColumns: true, Scope: scope ?? "organization"), cancellation)
            is { } review
            ? Results.Text(ReviewMarkdown.Write(review), "text/markdown; charset=utf-8")
            : Results.NotFound();

    private static async Task<IResult> EvidenceAsync(
        AppDb db,
        PracticeList practices,
        string checkId,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "in")] string? scope,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "as-of")] DateOnly? asOf,
        int? page,
        CancellationToken cancellation
    ) =>
        await db.EvidenceAsync(practices, checkId, scope ?? "organization", asOf, page ?? 1, cancellation: cancellation)
            is { } evidence
            ? Results.Json(ReviewJson.Of(evidence), ReviewJson.Options)
            : Results.NotFound();

    private static async Task<RazorComponentResult> ProgressAsync(AppDb db, CancellationToken cancellation) =>
        new RazorComponentResult<ReviewProgress>(new { Runs = await db.OpenRunsAsync(cancellation) });

    /// <summary>One mark a day: what changes after it is "since the last review".</summary>
    private static async Task<IResult> MarkAsync(AppDb db, CancellationToken cancellation)
    {
        // The policy asks for a leader of any team; the mark is the organization's.
        db.Viewer.RequireLeader(null);
        var today = db.Today;
        if (!await db.Set<ReviewMark>().AnyAsync(row => row.Date == today, cancellation))
        {
            db.Add(
                new ReviewMark
                {
                    Date = today,
                    At = db.Now,
                    By = db.Viewer.Name,
                }
            );
            db.Record(
                "review.held",
                $"Review of {today.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
                "/review"
            );
            await db.SaveChangesAsync(cancellation);
        }
        return Results.LocalRedirect("/");
    }
}
