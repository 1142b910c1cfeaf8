using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>Looks at the number of every commitment whose day has passed, and writes the verdict down.</summary>
public sealed class Verifying(AppDbs databases, PracticeList practices)
{
    /// <summary>Each look is saved by itself: cut off, the next run goes on with those that are left.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> RunAsync(IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        List<Guid> due;
        await using (var db = databases.Open())
        {
            var today = db.Today;
            // The day itself is over, so that its points are in.
            due = await db.Set<Commitment>()
                .IgnoreQueryFilters()
                .Where(row => row.LookOn < today)
                .OrderBy(row => row.LookOn)
                .ThenBy(row => row.Number)
                .Select(row => row.Id)
                .ToListAsync(cancellation);
        }
        var looked = 0;
        for (var index = 0; index < due.Count; index++)
        {
            progress.Report(new("Looking at commitments", index, due.Count));
            await using var db = databases.Open();
            looked += await LookAsync(db, due[index], cancellation) ? 1 : 0;
        }
        progress.Report(new("Looking at commitments", due.Count, due.Count));
        return looked;
    }

    private async Task<bool> LookAsync(AppDb db, Guid id, CancellationToken cancellation)
    {
        var commitment = await db.Set<Commitment>()
            .IgnoreQueryFilters()
            .Include(row => row.Verifications)
                .ThenInclude(row => row.Answer)
            .SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (commitment?.LookOn is not { } day || day >= db.Today)
            return false;
        var windows = ComparedDays.Of(commitment, day);
        var series = await db.EffectSeriesAsync(
            commitment,
            practices,
            windows.BeforeFrom,
            day > windows.AfterTo ? day : windows.AfterTo,
            cancellation
        );
        db.AddVerification(commitment, Looking.Look(commitment, series, day, db.Now));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another node looked at the same moment, and its row stands.
            db.ChangeTracker.Clear();
            var other = await db.Set<Verification>()
                .AnyAsync(row => row.CommitmentId == id && row.LookedFor == day, cancellation);
            if (!other)
                throw;
            return false;
        }
    }
}

internal static class VerificationRecording
{
    /// <summary>The row, its line on the Timeline, and the end of an earlier one that nobody answered.</summary>
    public static void AddVerification(this AppDb db, Commitment commitment, Verification look)
    {
        foreach (var open in commitment.Verifications.Where(row => row is { Failed: true, Answer: null }))
        {
            open.Answer = new VerificationAnswer
            {
                VerificationId = open.Id,
                Kind = AnswerKind.Replaced,
                At = look.At,
                By = db.Viewer.Name,
            };
            db.Add(open.Answer);
        }
        db.Add(look);
        commitment.Looked(look);
        var words = VerdictWords.Sentence(commitment, look);
        db.Record(
            "commitment.verified",
            commitment.Title,
            commitment.Url,
            look.Failed ? $"{words} It returns to the Review." : words,
            commitment
        );
    }
}
