using Binnacle.Platform.Checks;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Binnacle.Platform.Data;

/// <summary>
/// What takes long to work out and changes only with the day, with a change that the Timeline tells, with an evaluation or
/// with the end of a job is worked out once between two of these.
/// </summary>
public static class Remembered
{
    private const int Most = 256;

    private static readonly MemoryCache Known = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <param name="name">
    /// What it is, with all that it depends on: <c>debt-proposals:team:payments</c>; where rows are classified, with
    /// <see cref="Access.Viewer.Sight"/>.
    /// </param>
    public static async Task<T> RememberAsync<T>(
        this AppDb db,
        string name,
        Func<Task<T>> read,
        CancellationToken cancellation = default
    )
        where T : class?
    {
        // Before reading: what is read is then at least as new as its mark.
        return await db.RememberAsync(name, await MarkAsync(db, cancellation), read);
    }

    /// <param name="mark">Another one after each change of what is read; null where it is to be read each time.</param>
    public static async Task<T> RememberAsync<T>(this AppDb db, string name, object? mark, Func<Task<T>> read)
        where T : class?
    {
        if (mark is null)
            return await read();
        var key = (db.Database.GetConnectionString(), name);
        if (Known.TryGetValue(key, out (object Mark, T Value) known) && known.Mark.Equals(mark))
            return known.Value;
        var value = await read();
        Known.Set(key, (mark, value), new MemoryCacheEntryOptions { Size = 1 });
        return value;
    }

    /// <summary>
    /// Counted over an hour at least, not only the newest: what another node writes may bear an earlier time than what
    /// was seen here.
    /// </summary>
    private static Task<Mark?> MarkAsync(AppDb db, CancellationToken cancellation)
    {
        var since = db.Now.Date.AddHours(db.Now.Hour - 1);
        var told = db.Set<TimelineEvent>().IgnoreQueryFilters();
        return told.OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Select(row => new Mark(
                row.Id,
                since,
                told.Count(one => one.At >= since),
                db.Set<JobRun>().Count(run => run.EndedAt >= since),
                db.Set<JobRun>().Max(run => run.EndedAt),
                db.Set<Evaluation>()
                    .OrderByDescending(day => day.Date)
                    .Select(day => (DateTime?)day.At)
                    .FirstOrDefault()
            ))
            .FirstOrDefaultAsync(cancellation);
    }

    private sealed record Mark(Guid Newest, DateTime Since, int Told, int Jobs, DateTime? Ended, DateTime? Evaluated);
}
