using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>Sources and their events for programs and as files.</summary>
public static class IntakeEndpoints
{
    private const string Page = "/settings/sources";

    private sealed record Key(DateTime ReceivedAt, Guid Id);

    private sealed record SourceQuery(string Slug);

    private sealed record EventQuery(string Slug, string? State = null);

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapHooks();
        Past.PastEndpoints.MapPast(app);
        app.MapList<NoFilter, SourceRow>(
            Page,
            "/sources",
            "Tools that send events here",
            May.Lead,
            async (db, _, part, cancellation) => Cursor.Part(await db.IntakeSources().ToListAsync(cancellation), part),
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
        app.MapList<EventQuery, EventRow>(
            $"{Page}/{{slug}}/events",
            "/sources/{slug}/events",
            "What a tool sent, newest first",
            May.Lead,
            EventsAsync,
            ("received", row => row.ReceivedAt),
            ("event", row => row.Event),
            ("state", row => row.State),
            ("reason", row => row.Reason),
            ("facts", row => row.Facts),
            ("bytes", row => row.Size),
            ("delivery", row => row.Delivery)
        );
        app.MapList<SourceQuery, CoveredThing>(
            $"{Page}/{{slug}}/coverage",
            "/sources/{slug}/coverage",
            "What of the catalogue a tool told of in 30 days, and what not",
            May.Lead,
            async (db, query, part, cancellation) =>
                await db.IntakeSourceAsync(query.Slug, cancellation) is null
                    ? null
                    : Cursor.Part((await db.SourceCoverageAsync(query.Slug, cancellation)).All, part),
            ("kind", row => row.Kind),
            ("name", row => row.Name),
            ("told of", row => row.IsCovered),
            ("last", row => row.LastOn)
        );
        app.MapApiGroup()
            .OnPost("/sources", AddAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Add a source; its secret is in this answer and never shown again");
        app.MapApiGroup()
            .OnPost("/sources/{slug}/events/{id:guid}/again", ReadAgainAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Read an event again that could not be read or told nothing");
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

    private static async Task<IResult> ReadAgainAsync(
        AppDb db,
        IntakeWriting writing,
        string slug,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (await db.IntakeSourceAsync(slug, cancellation) is not { } source)
            return Problems.NotFound("A source");
        await db.ReadAgainAsync(source, id, cancellation);
        writing.Wake();
        return Results.Accepted($"/api/v1/sources/{slug}/events");
    }

    private static async Task<Page<EventRow>?> EventsAsync(
        AppDb db,
        EventQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (await db.IntakeSourceAsync(query.Slug, cancellation) is null)
            return null;
        var rows = db.IntakeEvents(query.Slug, query.State);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            rows = rows.Where(row =>
                row.ReceivedAt < last.ReceivedAt || (row.ReceivedAt == last.ReceivedAt && row.Id.CompareTo(last.Id) < 0)
            );
        return await rows.OrderByDescending(row => row.ReceivedAt)
            .ThenByDescending(row => row.Id)
            .PartAsync(part, found => found.AsRows(), row => new Key(row.ReceivedAt, row.Id), cancellation);
    }

    private static async Task<IResult> BodyAsync(AppDb db, string slug, Guid id, CancellationToken cancellation) =>
        await db.IntakeEvents(slug, null).AnyAsync(row => row.Id == id, cancellation)
        && await db.EventBodyAsync(id, cancellation) is { } body
            ? Results.Bytes(body, "application/json; charset=utf-8")
            : Problems.NotFound("An event with its body");
}
