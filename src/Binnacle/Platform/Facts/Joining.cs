using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Binnacle.Platform.Facts;

/// <summary>
/// Joins a telling into a fact. A join is commutative, associative and idempotent (a state-based replicated data type:
/// Shapiro et al. 2011), so neither order nor repetition can matter.
/// </summary>
public static class Joining
{
    /// <summary>The first telling is the fact from then on.</summary>
    public static void Begin(Fact told, DateTime at) => JoinNewest(Members.Known(told).Newest, told, told, at);

    /// <param name="known">Changed in place.</param>
    /// <param name="told">Members that are null say nothing.</param>
    /// <param name="at">The moment the telling speaks of, by the source's clock.</param>
    public static void Join(Fact known, Fact told, DateTime at)
    {
        var members = Members.Known(known);
        // Some tell of a thing before they say where it is.
        if (string.CompareOrdinal(told.RepositoryKey, known.RepositoryKey) > 0)
            known.RepositoryKey = told.RepositoryKey;
        foreach (var member in members.Earliest)
            if (
                member.GetValue(told) is IComparable value
                && (member.GetValue(known) is not { } own || value.CompareTo(own) < 0)
            )
                member.SetValue(known, value);
        foreach (var member in members.Latest)
            if (
                member.GetValue(told) is IComparable value
                && (member.GetValue(known) is not { } own || value.CompareTo(own) > 0)
            )
                member.SetValue(known, value);
        JoinNewest(members.Newest, known, told, at);
    }

    private static void JoinNewest(IReadOnlyList<PropertyInfo> members, Fact known, Fact told, DateTime at)
    {
        var stamps =
            known.Stamps.Length == 0
                ? new SortedDictionary<string, long>(StringComparer.Ordinal)
                : JsonSerializer.Deserialize<SortedDictionary<string, long>>(known.Stamps)!;
        var changed = false;
        foreach (var member in members)
        {
            if (member.GetValue(told) is not { } value)
                continue;
            var stamp = stamps.GetValueOrDefault(member.Name, long.MinValue);
            if (at.Ticks < stamp || (at.Ticks == stamp && !IsGreater(value, member.GetValue(known))))
                continue;
            member.SetValue(known, value);
            stamps[member.Name] = at.Ticks;
            changed = true;
        }
        if (changed)
            known.Stamps = JsonSerializer.Serialize(stamps);
    }

    private static bool IsGreater(object value, object? own) =>
        own is null
        || (
            value is string text
                ? string.CompareOrdinal(text, (string)own) > 0
                : Comparer<object>.Default.Compare(value, own) > 0
        );

    private sealed record Members(
        IReadOnlyList<PropertyInfo> Newest,
        IReadOnlyList<PropertyInfo> Earliest,
        IReadOnlyList<PropertyInfo> Latest
    )
    {
        private static readonly ConcurrentDictionary<Type, Members> All = [];

        public static Members Known(Fact fact) => All.GetOrAdd(fact.GetType(), Of);

        private static Members Of(Type type)
        {
            List<PropertyInfo> With<T>()
                where T : Attribute =>
                [
                    .. type.GetProperties()
                        .Where(member => member.GetCustomAttribute<T>() is not null)
                        .OrderBy(member => member.Name, StringComparer.Ordinal),
                ];
            return new(With<NewestAttribute>(), With<EarliestAttribute>(), With<LatestAttribute>());
        }
    }
}
