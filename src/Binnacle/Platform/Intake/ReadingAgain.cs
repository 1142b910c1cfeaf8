using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>Stored events wait once more, for a version that understands them or facts that were read wrongly.</summary>
public static class ReadingAgain
{
    /// <summary>What was read tells nothing else the second time; all of a source may be asked for nevertheless.</summary>
    public static bool MayBeReadAgain(this IntakeState state) => state is IntakeState.Failed or IntakeState.Ignored;

    /// <summary>Those of a source that failed, or all.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ReadAgainAsync(
        this AppDb db,
        IntakeSource source,
        bool onlyFailed,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        db.Record("source.read-again", source.Name, source.Url, onlyFailed ? "What failed" : "All that is kept");
        await db.SaveChangesAsync(cancellation);
        return await db.Set<IntakeEvent>()
            .Where(row => row.SourceId == source.Id && row.State != IntakeState.Waiting)
            .Where(row => !onlyFailed || row.State == IntakeState.Failed)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(one => one.State, IntakeState.Waiting)
                        .SetProperty(one => one.Reason, (string?)null),
                cancellation
            );
    }

    /// <summary>One that failed, or that told nothing.</summary>
    /// <exception cref="Refusal">It is none of this source's, waits already, or was read.</exception>
    public static async Task ReadAgainAsync(
        this AppDb db,
        IntakeSource source,
        Guid id,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireAdministrator();
        var row =
            await db.Set<IntakeEvent>()
                .SingleOrDefaultAsync(one => one.Id == id && one.SourceId == source.Id, cancellation)
            ?? throw new Refusal("id", $"{source.Name} sent no such event, or its days are over.");
        if (!row.State.MayBeReadAgain())
            throw new Refusal(
                "id",
                row.State is IntakeState.Waiting ? "It waits to be read already." : "It was read: nothing of it failed."
            );
        (row.State, row.Reason) = (IntakeState.Waiting, null);
        db.Record("source.read-again", source.Name, source.Url, $"One event, {row.Event}, delivery {row.Delivery}");
        await db.SaveChangesAsync(cancellation);
    }
}
