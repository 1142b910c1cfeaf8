using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>Sources and their events for programs and as files.</summary>
public static class IntakeEndpoints
{
    private sealed record Key(DateTime ReceivedAt, Guid Id);

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapHooks();
        var api = app.MapApiGroup().MapGroup("/sources");
        Past.PastEndpoints.MapPast(app);
        api.OnGet("", SourcesAsync).RequireAuthorization(May.Lead).WithSummary("Tools that send events here");
        api.OnPost("", AddAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Add a source; its secret is in this answer and never shown again");
        api.OnGet("/{slug}/events", EventsAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("What a tool sent, newest first");
        app.OnGet("/settings/sources.json", SourcesAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        app.OnGet("/settings/sources.csv", SourcesCsvAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        app.OnGet("/settings/sources/{slug}/events.csv", EventsCsvAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
        api.OnGet("/{slug}/coverage", CoverageAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("What of the catalogue a tool told of in 30 days, and what not");
        app.OnGet("/settings/sources/{slug}/coverage.json", CoverageAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
        app.OnGet("/settings/sources/{slug}/coverage.csv", CoverageCsvAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
        // Raw events name people.
        app.OnGet("/settings/sources/{slug}/events/{id:guid}.json", BodyAsync)
            .RequireAuthorization(May.Administer)
            .ExcludeFromDescription();
    }

    /// <param name="Address">Where the tool sends to.</param>
    /// <param name="Secret">Shown once.</param>
    public sealed record SourceAdded(string Slug, string Address, string Secret);

    private static async Task<IResult> AddAsync(
        IntakeVerbs sources,
        Deliveries.OwnAddress own,
        SourceDraft draft,
        CancellationToken cancellation
    )
    {
        var (source, secret) = await sources.AddAsync(draft, cancellation);
        return Results.Created(
            $"/api/v1/sources/{source.Slug}/events",
            new SourceAdded(source.Slug, own.Of(source.Hook), secret)
        );
    }

    private static async Task<Page<SourceRow>> SourcesAsync(AppDb db, CancellationToken cancellation) =>
        new(await db.IntakeSources().Take(500).ToListAsync(cancellation), Next: null);

    private static async Task<IResult> SourcesCsvAsync(AppDb db, CancellationToken cancellation) =>
        Csv.File(
            "sources.csv",
            await db.IntakeSources().Take(500).ToListAsync(cancellation),
            ("name", row => row.Name),
            ("tool", row => row.Kind),
            ("address", row => row.Hook),
            ("last event", row => row.LastEventAt),
            ("events", row => row.Received),
            ("sent again", row => row.Again),
            ("failed", row => row.Failed),
            ("kept days", row => row.RetentionDays),
            ("closed", row => row.ClosedAt)
        );

    private static async Task<Ok<Page<EventRow>>> EventsAsync(
        AppDb db,
        HttpResponse response,
        string slug,
        string? state,
        [AsParameters] ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = await PartAsync(db, slug, state, part, cancellation);
        response.LinkNext(rows);
        return TypedResults.Ok(rows);
    }

    private static async Task<IResult> CoverageAsync(AppDb db, string slug, CancellationToken cancellation) =>
        await db.IntakeSourceAsync(slug, cancellation) is null
            ? Problems.NotFound("The source")
            : Results.Ok(new Page<CoveredThing>((await db.SourceCoverageAsync(slug, cancellation)).All, Next: null));

    private static async Task<IResult> CoverageCsvAsync(AppDb db, string slug, CancellationToken cancellation) =>
        await db.IntakeSourceAsync(slug, cancellation) is null
            ? Problems.NotFound("The source")
            : Csv.File(
                $"{slug}-coverage.csv",
                (await db.SourceCoverageAsync(slug, cancellation)).All,
                ("kind", row => row.Kind),
                ("name", row => row.Name),
                ("told of", row => row.IsCovered),
                ("last", row => row.LastOn)
            );

    private static async Task<IResult> EventsCsvAsync(
        AppDb db,
        HttpResponse response,
        string slug,
        string? state,
        [AsParameters] ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = await PartAsync(db, slug, state, part with { Size = part.Size ?? Cursor.LargestSize }, cancellation);
        response.LinkNext(rows);
        return Csv.File(
            $"{slug}-events.csv",
            rows.Items,
            ("received", row => row.ReceivedAt),
            ("event", row => row.Event),
            ("state", row => row.State.ToString().ToLowerInvariant()),
            ("reason", row => row.Reason),
            ("facts", row => row.Facts),
            ("bytes", row => row.Size),
            ("delivery", row => row.Delivery)
        );
    }

    private static Task<Page<EventRow>> PartAsync(
        AppDb db,
        string slug,
        string? state,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = db.IntakeEvents(slug, state);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            rows = rows.Where(row =>
                row.ReceivedAt < last.ReceivedAt || (row.ReceivedAt == last.ReceivedAt && row.Id.CompareTo(last.Id) < 0)
            );
        return rows.OrderByDescending(row => row.ReceivedAt)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, found => found.AsRows(), row => new Key(row.ReceivedAt, row.Id), cancellation);
    }

    private static async Task<IResult> BodyAsync(AppDb db, string slug, Guid id, CancellationToken cancellation) =>
        await db.IntakeEvents(slug, null).AnyAsync(row => row.Id == id, cancellation)
        && await db.EventBodyAsync(id, cancellation) is { } body
            ? Results.Bytes(body, "application/json; charset=utf-8")
            : Problems.NotFound("An event with its body");
}
