using System.Security.Cryptography;
using System.Text;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Binnacle.Platform.Cadences;

/// <summary>One cadence for programs.</summary>
public sealed record CadenceAnswer(
    CadenceRow Cadence,
    string? Place,
    string? Agenda,
    OnHoliday OnHoliday,
    IReadOnlyList<RuleAnswer> Rules,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<OccurrenceAnswer> Coming,
    IReadOnlyList<OccurrenceAnswer> Past
);

public sealed record RuleAnswer(int Version, DateOnly StartsOn, string Rule, string Time, int Minutes, string Zone);

public sealed record OccurrenceAnswer(
    DateOnly PlannedOn,
    DateTime StartsAt,
    int Minutes,
    string State,
    string? Host,
    string? Holiday,
    string? Reason,
    string? NotesUrl,
    string? By,
    DateTime? At
);

public static class CadenceEndpoints
{
    private sealed record Key(int Number);

    private sealed record DayKey(DateOnly On, Guid Id);

    private sealed record CadenceQuery(string? Scope = null, string? Show = null);

    private sealed record HolidayQuery(string? Scope = null);

    private sealed record OccurrenceQuery(int Number);

    public static void MapCadences(this IEndpointRouteBuilder app)
    {
        app.MapList<CadenceQuery, CadenceRow>(
            "/cadences",
            "/cadences",
            "Cadences, by number",
            ReadAsync,
            ("number", row => row.Number),
            ("name", row => row.Name),
            ("kind", row => row.Kind.Word()),
            ("team", row => row.Team),
            ("rhythm", row => row.Rhythm),
            ("kept", row => row.Kept),
            ("told", row => row.Told),
            ("over", row => row.Over),
            ("next", row => row.NextAt),
            ("ended", row => row.EndedOn)
        );
        app.MapList<OccurrenceQuery, OccurrenceAnswer>(
            "/cadences/{number:int}/occurrences",
            "/cadences/{number:int}/occurrences",
            "Past occurrences of two years, newest first",
            OccurrencesAsync,
            ("planned", row => row.PlannedOn),
            ("starts", row => row.StartsAt),
            ("minutes", row => row.Minutes),
            ("state", row => row.State),
            ("host", row => row.Host),
            ("holiday", row => row.Holiday),
            ("reason", row => row.Reason),
            ("notes", row => row.NotesUrl),
            ("told by", row => row.By),
            ("told", row => row.At)
        );
        app.MapList<HolidayQuery, HolidayRecord>(
            "/cadences/holidays",
            "/cadences/holidays",
            "Holidays, by day",
            HolidaysAsync,
            ("day", row => row.On),
            ("name", row => row.Name)
        );
        app.MapBoth("/cadences/{number:int}", "/cadences/{number:int}", OneAsync, "One cadence");
        app.OnGet("/cadences/feed/{token}.ics", FeedAsync).RequireAuthorization(May.Everyone).ExcludeFromDescription();
        app.OnGet("/cadences/{number:int}.ics", FileAsync).RequireAuthorization(May.View).ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/cadences");
        api.OnPost("", AddAsync).RequireAuthorization(May.Contribute).WithSummary("Plan a cadence");
        api.OnPost("/{number:int}/marks", MarkAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Say that an occurrence was kept, moved, missed or cancelled");
    }

    private static async Task<Page<CadenceRow>?> ReadAsync(
        AppDb db,
        CadenceQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var after = Cursor.Read<Key>(part.Cursor)?.Number ?? 0;
        var size = Cursor.Size(part.Size);
        var cadences = db.Cadences(new(query.Scope, query.Show))
            .Where(row => row.Number > after)
            .OrderBy(row => row.Number)
            .Take(size + 1);
        return Cursor.Cut(await db.RowsAsync(cadences, cancellation), size, row => new Key(row.Number));
    }

    private static async Task<Page<OccurrenceAnswer>?> OccurrencesAsync(
        AppDb db,
        OccurrenceQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        if (await CadenceModel.LoadAsync(db, query.Number, cancellation) is not { } model)
            return null;
        var past = Cursor.Part(model.Past, part);
        return new([.. past.Items.Select(Answer)], past.Next);
    }

    private static async Task<Page<HolidayRecord>?> HolidaysAsync(
        AppDb db,
        HolidayQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var last = Cursor.Read<DayKey>(part.Cursor);
        var size = Cursor.Size(part.Size);
        var rows = await db.HolidaysIn(query.Scope)
            .Where(row => last == null || row.On > last.On || (row.On == last.On && row.Id.CompareTo(last.Id) > 0))
            .OrderBy(row => row.On)
            .ThenBy(row => row.Id)
            .Take(size + 1)
            .ToListAsync(cancellation);
        var page = Cursor.Cut(rows, size, row => new DayKey(row.On, row.Id));
        return new(
            [.. page.Items.Select(row => new HolidayRecord(row.TeamId, row.On, row.Name, row.AddedAt))],
            page.Next
        );
    }

    /// <summary>The organization's, and a team's own with them.</summary>
    public static IQueryable<Holiday> HolidaysIn(this AppDb db, string? scope)
    {
        var rows = db.Set<Holiday>().AsNoTracking();
        if (Catalogue.ScopeText.TeamSlug(scope) is not { } slug)
            return rows;
        return rows.Where(row =>
            row.TeamId == null || db.Set<Catalogue.Team>().Any(team => team.Id == row.TeamId && team.Slug == slug)
        );
    }

    private static async Task<Results<Ok<CadenceAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) => await AnswerAsync(db, number, cancellation) is { } answer ? TypedResults.Ok(answer) : NotFound(number);

    private static async Task<Created<CadenceAnswer>> AddAsync(
        AppDb db,
        CadenceDraft draft,
        CancellationToken cancellation
    )
    {
        var cadence = await db.AddCadenceAsync(draft, cancellation);
        return TypedResults.Created($"/api/v1{cadence.Url}", await AnswerAsync(db, cadence.Number, cancellation));
    }

    private static async Task<Results<Ok<CadenceAnswer>, ProblemHttpResult>> MarkAsync(
        AppDb db,
        int number,
        MarkDraft draft,
        CancellationToken cancellation
    )
    {
        if (await db.CadenceAsync(number, cancellation) is not { } cadence)
            return NotFound(number);
        await db.MarkAsync(cadence, draft, cancellation: cancellation);
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<CadenceAnswer?> AnswerAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await CadenceModel.LoadAsync(db, number, cancellation) is not { } model)
            return null;
        var row = await db.RowsAsync(db.Set<Cadence>().Where(row => row.Number == number), cancellation);
        return new(
            row[0] with
            {
                NextHost = model.Coming is [var next, ..] ? next.Host : null,
            },
            model.Cadence.Place,
            model.Cadence.Agenda,
            model.Cadence.OnHoliday,
            [
                .. model
                    .Cadence.Rules.OrderBy(rule => rule.Version)
                    .Select(rule => new RuleAnswer(
                        rule.Version,
                        rule.StartsOn,
                        rule.Text,
                        LocalTime.Clock(rule.StartMinute),
                        rule.Minutes,
                        rule.Zone
                    )),
            ],
            [.. model.Hosts.Select(host => host.Name)],
            [.. model.Coming.Select(Answer)],
            [.. model.Past.Take(50).Select(Answer)]
        );
    }

    private static OccurrenceAnswer Answer(OccurrenceRow row) =>
        new(
            row.Occurrence.PlannedOn,
            row.Occurrence.StartsAt,
            row.Occurrence.Minutes,
            row.Occurrence.State.Word(),
            row.Host,
            row.Occurrence.Holiday,
            row.Occurrence.Mark?.Reason,
            row.Occurrence.Mark?.NotesUrl,
            row.Occurrence.Mark?.By,
            row.Occurrence.Mark?.At
        );

    /// <summary>Whoever has the address has the calendar; one that opens nothing says no more than that.</summary>
    private static async Task<IResult> FeedAsync(
        HttpContext context,
        AppDb db,
        string token,
        CancellationToken cancellation
    ) =>
        await db.FeedTextAsync(token, SiteOf(context), cancellation) is { } text
            ? Calendar(context, text, await NewestAsync(db, cancellation))
            : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task<IResult> FileAsync(
        HttpContext context,
        AppDb db,
        int number,
        CancellationToken cancellation
    )
    {
        var cadence = db.Set<Cadence>().Where(row => row.Number == number);
        if (await cadence.Select(row => row.Name).SingleOrDefaultAsync(cancellation) is not { } name)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        return Calendar(
            context,
            await db.CalendarOfAsync(name, cadence, SiteOf(context), cancellation),
            await NewestAsync(db, cancellation)
        );
    }

    private static Uri SiteOf(HttpContext context) => new($"{context.Request.Scheme}://{context.Request.Host}/");

    private static async Task<DateTime?> NewestAsync(AppDb db, CancellationToken cancellation) =>
        await db.Set<Cadence>().MaxAsync(row => (DateTime?)row.ChangedAt, cancellation);

    private static IResult Calendar(HttpContext context, string text, DateTime? changed)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
        // Answered with 304 where the program has it already.
        return Results.Bytes(
            bytes,
            "text/calendar; charset=utf-8",
            lastModified: changed is { } at
                ? new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
                : null,
            entityTag: tag
        );
    }

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Cadence {number}");
}
