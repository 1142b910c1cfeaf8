using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// One row: its mark is another one after each job that wrote changes, deployments or their judgement. Not after each repository: while
/// hundreds are worked out, whoever looks sees what was counted before.
/// </summary>
internal sealed class DeliveryEdition
{
    public int Id { get; init; } = 1;

    public Guid Mark { get; set; }
}

/// <summary>What is counted from the ledger is counted once between two editions of it, and anew each hour: what is open grows older.</summary>
internal static class DeliveryMemory
{
    public static async Task<T> RememberDeliveryAsync<T>(
        this AppDb db,
        string name,
        Func<Task<T>> count,
        CancellationToken cancellation
    )
        where T : class
    {
        var edition = await db.Set<DeliveryEdition>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        var hour = db.Now.Date.AddHours(db.Now.Hour);
        return await db.RememberAsync(name, edition is null ? null : (edition.Mark, hour), count);
    }

    public static async Task BeginEditionAsync(this AppDb db, CancellationToken cancellation)
    {
        if (await db.Set<DeliveryEdition>().SingleOrDefaultAsync(cancellation) is not { } edition)
            db.Add(edition = new());
        edition.Mark = Guid.CreateVersion7();
    }
}
