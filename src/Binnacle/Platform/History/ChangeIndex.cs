using Binnacle.Platform.Checks;

namespace Binnacle.Platform.History;

public readonly record struct Change(CommitFact Commit, RepositoryHistory Repository)
{
    public DateTime At => Commit.At;

    /// <summary>Who owns what it touched, else who owns the repository.</summary>
    public Guid? TeamId => Commit.TeamId ?? Repository.TeamId;

    public Evidence AsEvidence(string? note = null) =>
        new(
            Commit.Subject.Length == 0 ? "(no subject)" : Commit.Subject,
            note,
            Repository.RepositoryId,
            Commit: Commit.Id,
            At: Commit.At
        );
}

/// <summary>Changes by people (bots left out) of all histories, cut by scope once, so that a window is two binary searches.</summary>
public sealed class ChangeIndex
{
    private readonly CheckRecords records;
    private readonly Dictionary<Guid, RepositoryHistory> histories = [];
    private readonly ChangeList all;

    private ChangeIndex(CheckRecords records)
    {
        this.records = records;
        foreach (var history in records.Of<RepositoryHistory>())
            histories[history.RepositoryId] = history;
        all = new ChangeList(
            from history in histories.Values
            from commit in history.Commits
            where !commit.IsBot
            select new Change(commit, history)
        );
    }

    public static ChangeIndex Of(CheckRecords records) =>
        records.Derived(nameof(ChangeIndex), static records => new ChangeIndex(records));

    public RepositoryHistory? History(Guid repositoryId) => histories.GetValueOrDefault(repositoryId);

    public ChangeList Changes(Scope scope) =>
        scope.Kind is ScopeKind.Organization
            ? all
            : records.Derived(
                scope.Key + scope.Id,
                _ => new ChangeList(
                    all.Items.Where(change => scope.Holds(change.TeamId, change.Repository.RepositoryId))
                )
            );

    public ChangeList Changes(Guid repositoryId) =>
        records.Derived(
            repositoryId,
            _ => new ChangeList(all.Items.Where(change => change.Repository.RepositoryId == repositoryId))
        );
}

/// <summary>Changes, oldest first.</summary>
public sealed class ChangeList
{
    private readonly Change[] changes;
    private readonly DateTime[] times;

    public ChangeList(IEnumerable<Change> changes)
    {
        // By name where times are equal, so that results do not hang on the order of loading.
        this.changes =
        [
            .. changes.OrderBy(change => change.At).ThenBy(change => change.Commit.Id, StringComparer.Ordinal),
        ];
        times = Array.ConvertAll(this.changes, change => change.At);
    }

    public IReadOnlyList<Change> Items => changes;

    /// <summary>Those of the last days, the day itself counted.</summary>
    public ReadOnlySpan<Change> Within(int days, DateOnly date) => Between(date.AddDays(1 - days), date);

    /// <summary>Both days inside.</summary>
    public ReadOnlySpan<Change> Between(DateOnly first, DateOnly last)
    {
        var start = CountBefore(first);
        var end = CountBefore(last.AddDays(1));
        return end > start ? changes.AsSpan(start, end - start) : [];
    }

    public Change? LastBy(DateOnly date) =>
        CountBefore(date.AddDays(1)) is > 0 and var count ? changes[count - 1] : null;

    private int CountBefore(DateOnly date)
    {
        var start = date.ToDateTime(TimeOnly.MinValue);
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] < start)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
