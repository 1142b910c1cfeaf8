using Binnacle.Platform;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>How long blockers of a kind, or of a team, stand.</summary>
/// <param name="Median">Days by which half are unblocked, those that still stand counted as long as they have stood; null when too many do.</param>
public sealed record TimeToUnblock(string Name, int Count, int Standing, double? Median, double? Ninth)
{
    /// <summary>Below these a median is an accident.</summary>
    public const int Fewest = 5;

    public static TimeToUnblock Of(string name, IReadOnlyCollection<BlockerRecord> blockers, DateTime now)
    {
        var durations = blockers.Where(row => !row.IsDropped(now)).Select(row => row.Stood(now)).ToList();
        var enough = durations.Count >= Fewest;
        return new(
            name,
            durations.Count,
            durations.Count(duration => !duration.IsOver),
            enough ? Statistics.TimeUntil(durations, 0.5) : null,
            enough ? Statistics.TimeUntil(durations, 0.9) : null
        );
    }
}

/// <summary>The same thing in the way again and again.</summary>
/// <param name="Days">Lost to all of them together since each was raised.</param>
/// <param name="Numbers">Newest first.</param>
public sealed record BlockerPattern(
    BlockerKind? Kind,
    BlockerCause Cause,
    int Count,
    int Standing,
    double Days,
    IReadOnlyList<int> Numbers
)
{
    public const int Fewest = 3;
    public const int WithinDays = 90;

    /// <summary>
    /// Blockers raised in the last 90 days that wait for the same kind of thing and share a team, service, repository or
    /// name, at least three; what costs most days first. Of two patterns over the same blockers the first name is kept.
    /// </summary>
    public static IReadOnlyList<BlockerPattern> Of(IEnumerable<BlockerRecord> blockers, DateTime now)
    {
        var since = now.AddDays(-WithinDays);
        var found =
            from blocker in blockers
            where blocker.RaisedAt > since && blocker.RaisedAt <= now && !blocker.IsDropped(now)
            from cause in blocker.Causes
            group blocker by (blocker.Kind, cause.Of, Name: cause.Name.ToUpperInvariant()) into same
            where same.Count() >= Fewest
            let stood = same.Select(blocker => blocker.Stood(now)).ToList()
            select new BlockerPattern(
                same.Key.Kind,
                same.First().Causes.First(cause => cause.Of == same.Key.Of),
                same.Count(),
                stood.Count(duration => !duration.IsOver),
                stood.Sum(duration => duration.Days),
                [.. same.Select(blocker => blocker.Number).OrderDescending()]
            );
        var kept = new List<BlockerPattern>();
        foreach (
            var pattern in found
                .OrderByDescending(pattern => pattern.Count)
                .ThenBy(pattern => Array.IndexOf(Order, pattern.Cause.Of))
        )
            if (!kept.Exists(other => pattern.Numbers.All(other.Numbers.Contains)))
                kept.Add(pattern);
        return [.. kept.OrderByDescending(pattern => pattern.Days)];
    }

    private static readonly string[] Order = ["team", "name", "service", "repository"];
}
