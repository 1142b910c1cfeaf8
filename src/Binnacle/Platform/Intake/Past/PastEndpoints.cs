using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake.Past;

/// <summary>A source's past for programs and as a file.</summary>
public static class PastEndpoints
{
    /// <param name="Past">Null where nobody asked for it yet.</param>
    public sealed record PastAnswered(PastRow? Past, IReadOnlyList<PastPartRow> Parts);

    public static void MapPast(this IEndpointRouteBuilder app)
    {
        var api = app.MapApiGroup().MapGroup("/sources/{slug}/past");
        api.OnGet("", PastAsync).RequireAuthorization(May.Lead).WithSummary("How far a source’s past is read");
        api.OnPost("", AskAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Read a source’s past from a day on; the token is never shown again");
        api.OnPost("/stop", StopAsync).RequireAuthorization(May.Administer).WithSummary("Stop reading a source’s past");
        api.OnPost("/resume", GoOnAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Go on reading a source’s past");
        app.OnGet("/settings/sources/{slug}/past.json", PastAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
        app.OnGet("/settings/sources/{slug}/past.csv", CsvAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> PastAsync(AppDb db, string slug, CancellationToken cancellation) =>
        await db.IntakeSourceAsync(slug, cancellation) is { } source
            ? Results.Ok(
                new PastAnswered(
                    await db.PastAsync(source.Id, cancellation),
                    await db.PastParts(slug).Take(2000).ToListAsync(cancellation)
                )
            )
            : Problems.NotFound("A source");

    private static async Task<IResult> CsvAsync(AppDb db, string slug, CancellationToken cancellation) =>
        Csv.File(
            $"{slug}-past.csv",
            await db.PastParts(slug).Take(2000).ToListAsync(cancellation),
            ("name", row => row.Name),
            ("done", row => row.DoneAt),
            ("step", row => row.Step),
            ("requests", row => row.Requests),
            ("requests to come", row => row.Remaining),
            ("facts", row => row.Facts),
            ("problem", row => row.Problem)
        );

    private static async Task<IResult> AskAsync(
        AppDb db,
        PastVerbs pasts,
        string slug,
        PastDraft draft,
        CancellationToken cancellation
    )
    {
        if (await db.IntakeSourceAsync(slug, cancellation) is not { } source)
            return Problems.NotFound("A source");
        await pasts.AskAsync(source, draft, cancellation);
        return Results.Accepted($"/api/v1/sources/{slug}/past");
    }

    private static async Task<IResult> StopAsync(AppDb db, PastVerbs pasts, string slug, CancellationToken cancellation)
    {
        if (await db.IntakeSourceAsync(slug, cancellation) is not { } source)
            return Problems.NotFound("A source");
        await pasts.StopAsync(source, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> GoOnAsync(AppDb db, PastVerbs pasts, string slug, CancellationToken cancellation)
    {
        if (await db.IntakeSourceAsync(slug, cancellation) is not { } source)
            return Problems.NotFound("A source");
        await pasts.GoOnAsync(source, null, cancellation);
        return Results.Accepted($"/api/v1/sources/{slug}/past");
    }
}
