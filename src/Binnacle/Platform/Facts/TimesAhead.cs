using System.Collections.Concurrent;
using System.Reflection;

namespace Binnacle.Platform.Facts;

/// <summary>Nothing is told before it happens: a clock that runs ahead outranks nothing that is said later.</summary>
public static class TimesAhead
{
    /// <summary>Two clocks may differ by so much.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromMinutes(10);

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Moments = [];

    /// <summary>What is told to be later than it was received happened then at the latest: that moment counts.</summary>
    /// <param name="telling">Its fact is changed in place.</param>
    public static Telling NotAfter(this Telling telling, DateTime received)
    {
        var latest = received + Allowed;
        // To the microsecond, which is what both databases keep.
        var moment = received.AddTicks(-(received.Ticks % 10));
        foreach (var member in Moments.GetOrAdd(telling.Fact.GetType(), Of))
            if (member.GetValue(telling.Fact) is DateTime told && told > latest)
                member.SetValue(telling.Fact, moment);
        return telling.At > latest ? telling with { At = moment } : telling;
    }

    private static PropertyInfo[] Of(Type fact) =>
        [.. fact.GetProperties().Where(member => member.PropertyType == typeof(DateTime?))];
}
