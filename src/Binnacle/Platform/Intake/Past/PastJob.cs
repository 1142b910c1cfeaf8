using System.Globalization;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake.Past;

/// <summary>
/// Reads the past of a source. One run gives way when others wait, and when the tool wants to be left alone; what waited is
/// queued again when its time has come, also after a restart.
/// </summary>
internal sealed class PastJob(AppDbs databases, PastReading reading, JobQueue queue, TimeProvider clock) : IJob
{
    public const string Id = "intake-past";

    /// <summary>So long others wait at most.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(3);

    /// <summary>A shorter pause is waited for at once.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(20);

    public string Name => Id;

    public string Schedule => "20 * * * * ?";

    public async Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return
            await db.Set<IntakePast>()
                .Where(row => row.ResumeAt <= now && row.StoppedAt == null && row.EndedAt == null)
                .Join(db.Set<IntakeSource>(), row => row.SourceId, source => source.Id, (_, source) => source)
                .Select(source => new { source.Id, source.Name })
                .ToListAsync(cancellation)
                is { Count: > 0 } due
            ? [.. due.Select(row => (row.Id.ToString(), Title(row.Name)))]
            : [];
    }

    public static string Title(string source) => $"Read the past of {source}";

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var id = Guid.Parse(key, CultureInfo.InvariantCulture);
        await using var db = databases.Open();
        var asked = await db.Set<IntakePast>()
            .Where(row => row.SourceId == id)
            .Select(row => (DateTime?)row.AskedAt)
            .SingleOrDefaultAsync(cancellation);
        if (asked is null)
            return "There is nothing to read.";
        var begun = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            await ReportAsync(db, id, progress, cancellation);
            switch (await reading.StepAsync(id, asked.Value, cancellation))
            {
                case PastStep.Done or PastStep.End:
                    if (await StandsAsync(db, id, cancellation) is { } reason)
                        throw new CommandFailure(ExitCode.Failed, reason);
                    return await WordsAsync(db, id, cancellation);
                case PastStep.Wait when await PauseAsync(db, id, cancellation) is { } until:
                    return $"{await WordsAsync(db, id, cancellation)} It goes on at {until:HH:mm} UTC.";
            }
            if (clock.GetElapsedTime(begun) < Turn || !await OthersWaitAsync(db, cancellation))
                continue;
            var source = await db.Set<IntakeSource>().AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
            await queue.QueueAsync(Id, key, Title(source.Name), cancellation);
            return $"{await WordsAsync(db, id, cancellation)} It goes on after what else waits.";
        }
    }

    /// <returns>Until when it waits; null where the pause is over.</returns>
    private async Task<DateTime?> PauseAsync(AppDb db, Guid id, CancellationToken cancellation)
    {
        var until = await db.Set<IntakePast>()
            .Where(row => row.SourceId == id)
            .Select(row => row.ResumeAt)
            .SingleAsync(cancellation);
        var pause = until - clock.GetUtcNow().UtcDateTime;
        if (pause > ShortPause)
            return until;
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause.Value, clock, cancellation);
        return null;
    }

    /// <returns>What a person has to do first; null where nothing.</returns>
    private static Task<string?> StandsAsync(AppDb db, Guid id, CancellationToken cancellation) =>
        db.Set<IntakePast>()
            .Where(row => row.SourceId == id && row.StoppedAt != null)
            .Select(row => row.Reason)
            .SingleOrDefaultAsync(cancellation);

    private static Task<bool> OthersWaitAsync(AppDb db, CancellationToken cancellation) =>
        db.Set<JobRun>().AnyAsync(run => run.StartedAt == null && run.EndedAt == null, cancellation);

    private static async Task ReportAsync(
        AppDb db,
        Guid id,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        var parts = db.Set<IntakePastPart>().Where(row => row.SourceId == id);
        var total = await parts.CountAsync(cancellation);
        var done = await parts.CountAsync(row => row.DoneAt != null, cancellation);
        var part = await parts
            .Where(row => row.DoneAt == null)
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Name,
                row.Step,
                row.Requests,
            })
            .FirstOrDefaultAsync(cancellation);
        if (part is not null)
            progress.Report(
                new(
                    $"{part.Name}, {part.Step ?? "beginning"}, {Wording.Count(part.Requests, "request", "requests")}",
                    done,
                    total
                )
            );
    }

    private static async Task<string> WordsAsync(AppDb db, Guid id, CancellationToken cancellation)
    {
        var parts = db.Set<IntakePastPart>().Where(row => row.SourceId == id);
        var total = await parts.CountAsync(cancellation);
        var done = await parts.CountAsync(row => row.DoneAt != null, cancellation);
        var failed = await parts.CountAsync(row => row.Problem != null, cancellation);
        var requests = await parts.SumAsync(row => row.Requests, cancellation);
        return $"{done} of {total} read with {Wording.Count(requests, "request", "requests")}{(failed > 0 ? $", {failed} not wholly" : "")}.";
    }
}
