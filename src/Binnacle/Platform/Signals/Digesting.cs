using Binnacle.Platform.Data;
using Binnacle.Platform.Signals.Detection;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals;

/// <summary>Counts measures again whose points changed.</summary>
public static class Digesting
{
    /// <param name="look">False leaves the search for changes to the job: many measures at once would keep somebody waiting.</param>
    public static async Task DigestAsync(
        this AppDb db,
        Guid measureId,
        bool look = true,
        CancellationToken cancellation = default
    )
    {
        // Of two who count at once the later reads what the earlier wrote.
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        await db.HoldAsync<Measure>(measureId, cancellation);
        var points = await db.PointsOfAsync(measureId, cancellation);
        var since = db.Today.AddDays(-ChangeDetection.WindowDays - 400);
        var read = await points
            .Where(point => point.Date >= since)
            .OrderBy(point => point.Date)
            .ToListAsync(cancellation);
        var total = await points.CountAsync(cancellation);
        var newest =
            read.Count > 0
                ? read[^1]
                : await points.OrderByDescending(point => point.Date).FirstOrDefaultAsync(cancellation);
        var digest = await db.Set<MeasureDigest>().FindAsync([measureId], cancellation);
        if (digest is null)
            db.Add(digest = new MeasureDigest { MeasureId = measureId });
        digest.Points = total;
        (digest.NewestOn, digest.Newest) = (newest?.Date, newest?.Value);
        digest.Weeks = DigestText.WeeksOf(read);
        digest.IsBehind = !look;
        if (look)
            digest.Change = DigestText.Of(Look(read));
        digest.CountedAt = db.Now;
        await db.SaveChangesAsync(cancellation);
        if (own is not null)
            await own.CommitAsync(cancellation);
    }

    /// <summary>Points of an earlier definition say nothing about this one.</summary>
    public static ChangeFinding Look(IReadOnlyList<MeasurePoint> points) =>
        ChangeDetection.Look(
            points.Count == 0 ? points : [.. points.Where(point => point.Version == points[^1].Version)]
        );
}
