using System.Runtime.InteropServices;

namespace Binnacle.History.Analyses;

/// <summary>A component of a repository.</summary>
public readonly record struct Place(string Repository, string Component);

/// <summary>
/// What changes together across repositories, where no commit can tell: work of one author on one day, or on one issue, counts as
/// one change set. The degree is that of <see cref="TemporalCoupling"/>. Sources: code-maat's <c>--temporal-period</c>; Tornhill, "Software Design
/// X-Rays" (2018). Memory grows with such change sets.
/// </summary>
/// <param name="since">UTC, not included.</param>
public sealed class CrossCoupling(DateTime since)
{
    private readonly Dictionary<(string Author, DateOnly Day), HashSet<Place>> days = [];
    private readonly Dictionary<string, HashSet<Place>> issues = new(StringComparer.Ordinal);

    /// <summary>Adds one commit of one repository; the author's day is that of <see cref="Commit.AuthoredAt"/> in UTC.</summary>
    /// <param name="author">One text stands for one person in all repositories.</param>
    /// <param name="places">Places that it changed.</param>
    public void Add(Commit commit, string author, IReadOnlyCollection<Place> places)
    {
        if (commit.SoundAt <= since || places.Count == 0)
            return;
        Into(days, (author, DateOnly.FromDateTime(commit.AuthoredAt)), places);
        foreach (var key in IssueKeys.In(commit.Subject))
            Into(issues, key, places);
    }

    /// <summary>Change sets by author and day.</summary>
    public CrossSets ByAuthorDay() => new([.. days.Values]);

    /// <summary>Change sets by issue.</summary>
    public CrossSets ByIssue() => new([.. issues.Values]);

    private static void Into<TKey>(Dictionary<TKey, HashSet<Place>> sets, TKey key, IReadOnlyCollection<Place> places)
        where TKey : notnull
    {
        ref var set = ref CollectionsMarshal.GetValueRefOrAddDefault(sets, key, out _);
        (set ??= []).UnionWith(places);
    }
}
