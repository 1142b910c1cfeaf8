using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Facts;

/// <summary>
/// That something new was told of an alarm: written in the transaction that joins it, so that whoever acts on alarms misses
/// none and need not look through all of them.
/// </summary>
public sealed class AlarmNews
{
    public Guid AlarmId { get; init; }
}

internal sealed class AlarmNewsTable : IEntityTypeConfiguration<AlarmNews>
{
    public void Configure(EntityTypeBuilder<AlarmNews> builder)
    {
        builder.ToTable("facts_alarm_news");
        builder.HasKey(row => row.AlarmId);
        builder.Property(row => row.AlarmId).ValueGeneratedNever();
    }
}

public static class AlarmNewsTaking
{
    /// <summary>Inside the caller's transaction, while it holds the facts.</summary>
    internal static async Task TellNewsAsync(
        this AppDb db,
        IReadOnlyCollection<Guid> alarms,
        CancellationToken cancellation
    )
    {
        var known = await db.Set<AlarmNews>()
            .Where(row => alarms.Contains(row.AlarmId))
            .Select(row => row.AlarmId)
            .ToListAsync(cancellation);
        await db.InsertManyAsync(
            [.. alarms.Distinct().Except(known).Select(id => new AlarmNews { AlarmId = id })],
            cancellation
        );
    }

    /// <summary>
    /// Takes the alarms of which something new was told, inside the caller's transaction: taken and acted upon together, or
    /// neither. What is told meanwhile waits for the transaction and is news again. Those that began first come first, so
    /// that what is taken at once is near in time.
    /// </summary>
    public static async Task<List<Alarm>> TakeAlarmNewsAsync(
        this AppDb db,
        int most,
        CancellationToken cancellation = default
    )
    {
        await db.HoldAsync(FactSaving.Hold, cancellation);
        var ids = await (
            from news in db.Set<AlarmNews>()
            join told in db.Set<Alarm>() on news.AlarmId equals told.Id into alarms
            from alarm in alarms.DefaultIfEmpty()
            orderby alarm.StartedAt, news.AlarmId
            select news.AlarmId
        )
            .Take(most)
            .ToListAsync(cancellation);
        if (ids.Count == 0)
            return [];
        await db.Set<AlarmNews>().Where(row => ids.Contains(row.AlarmId)).ExecuteDeleteAsync(cancellation);
        return await db.Set<Alarm>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
    }
}
