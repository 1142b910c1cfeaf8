using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake.Past;

public enum PastState
{
    /// <summary>Reading, or next in the queue.</summary>
    Reading,

    /// <summary>The tool wants to be left alone, or did not answer.</summary>
    Waiting,

    Stopped,

    Read,
}

/// <summary>How far a source's past is read; of its token nothing.</summary>
public sealed record PastRow(
    string Address,
    string Wanted,
    DateOnly Since,
    DateTime AskedAt,
    string AskedBy,
    PastState State,
    DateTime? ResumeAt,
    string? Reason,
    DateTime? EndedAt,
    int Parts,
    int Done,
    int Incomplete,
    int Requests,
    int Facts,
    bool HasToken
);

public sealed record PastPartRow(
    int Number,
    string Name,
    bool IsDone,
    string? Step,
    int Remaining,
    int Requests,
    int Facts,
    DateTime? DoneAt,
    string? Problem
);

public static class PastQueries
{
    public static async Task<PastRow?> PastAsync(this AppDb db, Guid sourceId, CancellationToken cancellation = default)
    {
        var past = await db.Set<IntakePast>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.SourceId == sourceId, cancellation);
        if (past is null)
            return null;
        var sums = await db.Set<IntakePastPart>()
            .Where(row => row.SourceId == sourceId)
            .GroupBy(_ => 1)
            .Select(parts => new
            {
                Parts = parts.Count(),
                Done = parts.Count(row => row.DoneAt != null),
                Incomplete = parts.Count(row => row.Problem != null),
                Requests = parts.Sum(row => row.Requests),
                Facts = parts.Sum(row => row.Facts),
            })
            .SingleOrDefaultAsync(cancellation);
        var runs = await db.PastRunAsync(sourceId, cancellation) is not null;
        var state =
            past.EndedAt is not null ? PastState.Read
            : past.StoppedAt is not null ? PastState.Stopped
            : past.ResumeAt > db.Now || (past.ResumeAt is not null && !runs) ? PastState.Waiting
            : runs ? PastState.Reading
            // Ended from the list of jobs.
            : PastState.Stopped;
        return new(
            past.Address,
            past.Wanted,
            past.Since,
            past.AskedAt,
            past.AskedBy,
            state,
            past.ResumeAt,
            state is PastState.Waiting or PastState.Stopped ? past.Reason : null,
            past.EndedAt,
            sums?.Parts ?? 0,
            sums?.Done ?? 0,
            sums?.Incomplete ?? 0,
            sums?.Requests ?? 0,
            sums?.Facts ?? 0,
            past.Token.Length > 0
        );
    }

    /// <summary>Those that could not be read first, as whoever mends something needs them.</summary>
    public static IQueryable<PastPartRow> PastParts(this AppDb db, string slug) =>
        db.Set<IntakePastPart>()
            .AsNoTracking()
            .Where(row => db.Set<IntakeSource>().Any(source => source.Id == row.SourceId && source.Slug == slug))
            .OrderBy(row => row.Problem == null)
            .ThenBy(row => row.Number)
            .Select(row => new PastPartRow(
                row.Number,
                row.Name,
                row.DoneAt != null,
                row.Step,
                row.Remaining,
                row.Requests,
                row.Facts,
                row.DoneAt,
                row.Problem
            ));

    /// <summary>The run that reads or waits in the queue; null where none.</summary>
    public static Task<JobRun?> PastRunAsync(this AppDb db, Guid sourceId, CancellationToken cancellation = default)
    {
        var key = sourceId.ToString();
        return db.Set<JobRun>()
            .AsNoTracking()
            .Where(run => run.Job == PastJob.Id && run.Key == key && run.EndedAt == null)
            .OrderByDescending(run => run.StartedAt)
            .FirstOrDefaultAsync(cancellation);
    }
}
