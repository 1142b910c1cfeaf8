namespace Binnacle.Platform.Deliveries.Outbox;

/// <summary>
/// When to try again: after one minute, then three times as long each, six hours at most, a fifth more or less by chance so
/// that what failed together does not come back together. Ten tries reach about a day: 1 + 3 + 9 + 27 + 81 + 243 + 3 × 360
/// minutes are 24 h 4 min.
/// </summary>
public static class Backoff
{
    public const int MostTries = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="tries">How many were made, at least 1.</param>
    /// <param name="chance">0 to 1, without 1.</param>
    /// <returns>Null when it is given up.</returns>
    public static TimeSpan? After(int tries, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        if (tries >= MostTries)
            return null;
        var minutes = Math.Min(Math.Pow(3, tries - 1), Longest.TotalMinutes);
        return TimeSpan.FromMinutes(minutes * (0.8 + (0.4 * chance)));
    }
}
