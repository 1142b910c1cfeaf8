using System.Globalization;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Fetching;

/// <summary>Asks a source for its past, oldest first; stopped, it goes on where it was.</summary>
internal sealed class BackfillJob(AppDbs databases, MeasureFetching fetching, JobQueue queue) : IJob
{
    public const string Id = "backfill";

    public string Name => Id;

    public string? Schedule => null;

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var id = Guid.Parse(key, CultureInfo.InvariantCulture);
        await using var db = databases.Open();
        var source = await db.Set<MeasureSource>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (source?.BackfillFrom is not { } first)
            return "There is nothing to fetch: the source is gone.";
        var measure = await db.Set<Measure>().SingleAsync(row => row.Id == source.MeasureId, cancellation);
        var kind = fetching.KindOf(source.Kind);
        var last = kind.WaitsForTheDaysEnd ? db.Today.AddDays(-1) : db.Today;
        var days = kind.DaysAtOnce(SourceSettings.Read(source.Settings));
        var points = 0;
        for (var from = source.BackfilledTo ?? first; from <= last; from = from.AddDays(days))
        {
            cancellation.ThrowIfCancellationRequested();
            if (
                !await db.Set<MeasureSource>()
                    .AnyAsync(
                        row => row.Id == id && row.SetAt == source.SetAt && row.BackfillFrom == first,
                        cancellation
                    )
            )
                return $"{points} points; it ended because the source was changed meanwhile.";
            var to = from.AddDays(days - 1) < last ? from.AddDays(days - 1) : last;
            progress.Report(
                new(
                    $"{from:d MMM yyyy} to {to:d MMM yyyy}",
                    from.DayNumber - first.DayNumber,
                    last.DayNumber - first.DayNumber + 1
                )
            );
            var fetched = await fetching.FetchAsync(db, source, measure, from, to, cancellation);
            if (fetched.Problem is { } problem)
                throw new CommandFailure(ExitCode.Failed, problem);
            points += fetched.Points.Count;
            var reached = to.AddDays(1);
            await db.Set<MeasureSource>()
                .Where(row => row.Id == id && row.SetAt == source.SetAt && row.BackfillFrom == first)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.BackfilledTo, reached), cancellation);
            db.ChangeTracker.Clear();
            db.Attach(measure);
        }
        if (measure.IsOutcome && points > 0)
            await queue.QueueAsync(Checks.EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return $"{points} points since {first:d MMM yyyy}.";
    }
}

public static class Backfilling
{
    /// <summary>Starts from that day, or without one goes on with what was stopped.</summary>
    public static async Task BackfillAsync(
        this AppDb db,
        JobQueue queue,
        Measure measure,
        DateOnly? from,
        CancellationToken cancellation = default
    )
    {
        var source = await SourceToChangeAsync(db, measure, cancellation);
        if (from is null && source.BackfillFrom is null)
            throw new Refusal("from", "Say from which day on.");
        if (from is { } day)
        {
            if (day >= db.Today || day.Year < 1990)
                throw new Refusal("from", "Give a day of the past, from 1990 on.");
            (source.BackfillFrom, source.BackfilledTo) = (day, null);
        }
        db.Record(
            "measure.backfill-started",
            measure.Name,
            $"/measures/{measure.Slug}",
            $"From {source.BackfilledTo ?? source.BackfillFrom:d MMM yyyy}"
        );
        await db.SaveChangesAsync(cancellation);
        await queue.QueueAsync(BackfillJob.Id, source.Id.ToString(), $"Fetch the past of {measure.Name}", cancellation);
    }

    /// <returns>False when none runs.</returns>
    public static async Task<bool> StopBackfillAsync(
        this AppDb db,
        JobQueue queue,
        Measure measure,
        CancellationToken cancellation = default
    )
    {
        var source = await SourceToChangeAsync(db, measure, cancellation);
        if (await db.BackfillRunAsync(source.Id, cancellation) is not { EndedAt: null } run)
            return false;
        db.Record("measure.backfill-stopped", measure.Name, $"/measures/{measure.Slug}");
        await db.SaveChangesAsync(cancellation);
        return await queue.AskToStopAsync(run.Id, cancellation);
    }

    /// <summary>The newest run, whether it waits, runs or ended.</summary>
    public static Task<JobRun?> BackfillRunAsync(this AppDb db, Guid sourceId, CancellationToken cancellation = default)
    {
        var key = sourceId.ToString();
        return db.Set<JobRun>()
            .AsNoTracking()
            .Where(run => run.Job == BackfillJob.Id && run.Key == key)
            .OrderByDescending(run => run.QueuedAt)
            .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<MeasureSource> SourceToChangeAsync(
        AppDb db,
        Measure measure,
        CancellationToken cancellation
    )
    {
        if (!MeasureDefining.MayDefine(db.Viewer, measure.TeamId))
            throw new Access.NotAllowed("Your role in its scope does not fetch its past.");
        return await db.Set<MeasureSource>()
                .SingleOrDefaultAsync(row => row.MeasureId == measure.Id && row.Kind != SourceKind.Check, cancellation)
            ?? throw new Refusal("", "This measure has no source that could be asked for its past.");
    }
}
