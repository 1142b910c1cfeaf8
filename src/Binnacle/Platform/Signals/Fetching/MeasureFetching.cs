using System.Diagnostics;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Fetching;

/// <summary>What a source gave.</summary>
/// <param name="Points">Of the days asked for, oldest first; empty where it failed.</param>
/// <param name="Problem">Why it failed: place, expectation, finding; null where it went well.</param>
public sealed record Fetched(IReadOnlyList<MeasurePoint> Points, int Milliseconds, string? Problem);

/// <summary>Asks sources and writes down what came of it.</summary>
public sealed class MeasureFetching(
    AppDbs databases,
    IEnumerable<IFetchPoints> kinds,
    SealedSecret secrets,
    TimeProvider clock,
    ILogger<MeasureFetching> log
)
{
    /// <summary>How far back a source without points is asked on its first day.</summary>
    private const int FirstDays = 7;

    private const int MostDays = 31;

    public IFetchPoints KindOf(SourceKind kind) => kinds.First(one => one.Kind == kind);

    /// <summary>Asks without writing anything.</summary>
    public async Task<Fetched> AskAsync(SourceKind kind, FetchRequest request, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        int Lasted() => (int)Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        try
        {
            var points = await KindOf(kind).FetchAsync(request, cancellation);
            var twice = points.GroupBy(point => point.Date).FirstOrDefault(day => day.Count() > 1);
            if (twice is not null)
                throw new OutboundFailure(
                    $"The answer: expected each day once, found {twice.Key:yyyy-MM-dd} {twice.Count()} times."
                );
            return new(
                [
                    .. points
                        .Where(point => point.Date >= request.From && point.Date <= request.To)
                        .OrderBy(point => point.Date),
                ],
                Lasted(),
                null
            );
        }
        catch (OutboundFailure failure)
        {
            return new([], Lasted(), Hidden(failure.Message, request));
        }
        catch (Exception problem)
            when (problem is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The kind of failure alone: a message of somebody else's code might repeat what we sent.
            log.LogWarning("A source of kind {Kind} failed with {Problem}.", kind, problem.GetType().Name);
            return new(
                [],
                Lasted(),
                $"The source could not be read ({problem.GetType().Name}). Check its settings with “Try it”."
            );
        }
    }

    /// <summary>Fetches what is due of one source, and keeps the try.</summary>
    public async Task<Fetched> FetchAsync(Guid sourceId, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var source = await db.Set<MeasureSource>().AsNoTracking().SingleAsync(row => row.Id == sourceId, cancellation);
        var measure = await db.Set<Measure>().SingleAsync(row => row.Id == source.MeasureId, cancellation);
        var newest = await db.Set<Point>()
            .Where(row => row.MeasureId == measure.Id)
            .MaxAsync(row => (DateOnly?)row.Date, cancellation);
        var to =
            source.Schedule is not FetchSchedule.Hourly && KindOf(source.Kind).WaitsForTheDaysEnd
                ? db.Today.AddDays(-1)
                : db.Today;
        // The newest day again: it may have been asked before it was over.
        var from = newest ?? to.AddDays(-FirstDays);
        from =
            from > to ? to
            : from < to.AddDays(-MostDays) ? to.AddDays(-MostDays)
            : from;
        var fetched = await FetchAsync(db, source, measure, from, to, cancellation);
        await KeepAsync(db, source, fetched, cancellation);
        return fetched;
    }

    /// <summary>Fetches those days and writes their points.</summary>
    public async Task<Fetched> FetchAsync(
        AppDb db,
        MeasureSource source,
        Measure measure,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        if (measure.Version > 1 && await db.DefinitionsAsync(measure.Id, cancellation) is { Count: > 0 } versions)
            from = from < versions[^1].From ? versions[^1].From : from;
        if (from > to)
            return new([], 0, null);
        Fetched fetched;
        try
        {
            fetched = await AskAsync(source.Kind, await RequestAsync(db, source, from, to, cancellation), cancellation);
        }
        catch (OutboundFailure failure)
        {
            fetched = new([], 0, failure.Message);
        }
        if (
            fetched.Points.Count > 0
            // What a source gave that was changed meanwhile, nobody asks for any more.
            && await db.Set<MeasureSource>()
                .AnyAsync(row => row.Id == source.Id && row.SetAt == source.SetAt, cancellation)
        )
            await db.AddPointsAsync(measure, fetched.Points, tell: false, cancellation: cancellation);
        return fetched;
    }

    /// <exception cref="OutboundFailure">A secret cannot be opened any more.</exception>
    public async Task<FetchRequest> RequestAsync(
        AppDb db,
        MeasureSource source,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var connection = source.ConnectionId is { } id
            ? await db.Set<SqlConnectionDefinition>()
                .AsNoTracking()
                .SingleOrDefaultAsync(row => row.Id == id, cancellation)
            : null;
        return new(
            SourceSettings.Read(source.Settings),
            connection is null
                ? Open(MeasureSource.SecretPurpose, source.Secret)
                : Open(SqlConnectionDefinition.SecretPurpose, connection.Password),
            connection,
            from,
            to,
            clock.GetUtcNow().UtcDateTime
        );
    }

    private string? Open(string purpose, string? @sealed) =>
        @sealed is null
            ? null
            : secrets.Open(purpose, @sealed)
                ?? throw new OutboundFailure(
                    "Its secret cannot be opened with the keys of this installation. Enter it again."
                )
                {
                    MayPass = false,
                };

    /// <summary>A server that repeats our secret in its error does not get it onto a page.</summary>
    private static string Hidden(string message, FetchRequest request)
    {
        var shown = request.Secret is { Length: > 3 } secret
            ? message.Replace(secret, "…", StringComparison.Ordinal)
            : message;
        // The server's words may come in any encoding; the update below goes past the context's own look at text.
        shown = StorableText.Of(shown);
        return shown.Length > 1000 ? StorableText.Cut(shown, 999) + "…" : shown;
    }

    private static async Task KeepAsync(AppDb db, MeasureSource source, Fetched fetched, CancellationToken cancellation)
    {
        var now = db.Now;
        var failures = fetched.Problem is null ? 0 : source.Failures + 1;
        var next = FetchTimes.Next(source.Schedule, failures, now, source.Id);
        var kept = await db.Set<MeasureSource>()
            .Where(row => row.Id == source.Id && row.SetAt == source.SetAt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.LastTriedAt, now)
                        .SetProperty(row => row.Failures, failures)
                        .SetProperty(row => row.NextTryAt, next)
                        .SetProperty(row => row.LastSuccessAt, fetched.Problem is null ? now : source.LastSuccessAt)
                        .SetProperty(row => row.LastFailureAt, fetched.Problem is null ? source.LastFailureAt : now)
                        .SetProperty(row => row.LastFailure, fetched.Problem ?? source.LastFailure),
                cancellation
            );
        if (kept == 0)
            return;
        db.Add(
            new FetchTry
            {
                SourceId = source.Id,
                At = now,
                IsGood = fetched.Problem is null,
                Points = fetched.Points.Count,
                Milliseconds = fetched.Milliseconds,
                Told = fetched.Problem ?? Told(fetched.Points),
            }
        );
        await db.SaveChangesAsync(cancellation);
        var old = await db.Set<FetchTry>()
            .Where(row => row.SourceId == source.Id)
            .OrderByDescending(row => row.At)
            .Skip(FetchTry.Kept)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        if (old.Count > 0)
            await db.Set<FetchTry>().Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    public static string Told(IReadOnlyList<MeasurePoint> points) =>
        points.Count switch
        {
            0 => "No point for these days.",
            1 => $"One point, of {points[0].Date:d MMM yyyy}.",
            _ => $"{points.Count} points, {points[0].Date:d MMM yyyy} to {points[^1].Date:d MMM yyyy}.",
        };
}
