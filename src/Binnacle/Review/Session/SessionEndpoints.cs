using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review.Session;

/// <summary>A session in a list.</summary>
public sealed record SessionRow(
    int Number,
    string Title,
    string? Facilitator,
    DateTime StartedAt,
    DateTime? ClosedAt,
    int Points,
    int Decisions,
    int Commitments
);

/// <summary>One session for programs.</summary>
public sealed record SessionAnswer(
    int Number,
    string Title,
    string? Facilitator,
    DateTime StartedAt,
    DateTime? ClosedAt,
    IReadOnlyList<SessionPoint> Points,
    IReadOnlyList<SessionOutcome> Results
);

public sealed record SessionPoint(
    int Position,
    string Section,
    string Title,
    string? Detail,
    string? Url,
    int Minutes,
    string State,
    int? CameFrom,
    string? Notes,
    int Version
);

public sealed record SessionOutcome(string Kind, int Number, string Title, string Url, IReadOnlyList<string> Measures);

public static class SessionEndpoints
{
    private sealed record Key(int Number);

    private sealed record SessionQuery(string? State = null);

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapList<SessionQuery, SessionRow>(
            "/review/sessions",
            "/review/sessions",
            "Leadership review sessions, newest first",
            ReadAsync,
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("facilitator", row => row.Facilitator),
            ("started", row => row.StartedAt),
            ("closed", row => row.ClosedAt),
            ("points", row => row.Points),
            ("decisions", row => row.Decisions),
            ("commitments", row => row.Commitments)
        );
        app.MapBoth(
            "/review/sessions/{number:int}",
            "/review/sessions/{number:int}",
            OneAsync,
            "One session with its minutes"
        );
        app.OnGet("/review/sessions/{number:int}.md", MarkdownAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
    }

    public static IQueryable<SessionRow> AsRows(this IQueryable<ReviewSession> sessions) =>
        sessions.Select(row => new SessionRow(
            row.Number,
            row.Title,
            row.Facilitator,
            row.StartedAt,
            row.Closure == null ? null : row.Closure.At,
            row.Items.Count,
            row.Results.Count(result => result.IsDecision),
            row.Results.Count(result => !result.IsDecision)
        ));

    private static async Task<Page<SessionRow>?> ReadAsync(
        AppDb db,
        SessionQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var sessions = query.State switch
        {
            null or "" or "all" => db.Set<ReviewSession>().AsNoTracking(),
            "open" => db.Set<ReviewSession>().AsNoTracking().Where(row => row.Closure == null),
            "closed" => db.Set<ReviewSession>().AsNoTracking().Where(row => row.Closure != null),
            _ => throw new Binnacle.Platform.Refusal("state", "Choose open, closed or all."),
        };
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            sessions = sessions.Where(row => row.Number < last.Number);
        return await sessions
            .OrderByDescending(row => row.Number)
            .PartAsync(part, rows => rows.AsRows(), row => new Key(row.Number), cancellation);
    }

    private static async Task<Results<Ok<SessionAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) =>
        await db.SessionAsync(number, cancellation) is { } session
            ? TypedResults.Ok(Answer(session))
            : Problems.NotFound($"Session {number}");

    private static async Task<IResult> MarkdownAsync(
        AppDb db,
        OwnAddress own,
        int number,
        CancellationToken cancellation
    )
    {
        if (await db.SessionAsync(number, cancellation) is not { } session)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        var outcomes = await db.OutcomeChoicesAsync(cancellation);
        var text = SessionMinutes.Write(
            session,
            outcomes.ToDictionary(row => row.Slug, row => row.Name),
            await db.ToldAsync(session, cancellation),
            own.Of
        );
        return Results.Text(text, "text/markdown; charset=utf-8");
    }

    private static SessionAnswer Answer(ReviewSession session) =>
        new(
            session.Number,
            session.Title,
            session.Facilitator,
            session.StartedAt,
            session.Closure?.At,
            [
                .. session
                    .Items.OrderBy(item => item.Position)
                    .Select(item => new SessionPoint(
                        item.Position,
                        item.Section.Name(),
                        item.Title,
                        item.Detail,
                        item.Url,
                        item.Minutes,
                        (item.Mark?.State ?? ItemState.Open).ToString().ToLowerInvariant(),
                        item.CameFrom,
                        item.Note?.Text,
                        item.Note?.Version ?? 0
                    )),
            ],
            [
                .. session
                    .Results.OrderBy(row => row.At)
                    .Select(row => new SessionOutcome(
                        row.IsDecision ? "decision" : "commitment",
                        row.Number,
                        row.Title,
                        row.Url,
                        row.Measures?.Split(',') ?? []
                    )),
            ]
        );
}
