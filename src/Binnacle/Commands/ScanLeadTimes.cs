using Binnacle.History;
using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <summary>The commits of the window, for telling which release had each first.</summary>
internal sealed class ScanLeadTimes(DateTime since, DateTime end)
{
    private const int MostBranches = 200;

    private readonly Dictionary<ObjectId, IReadOnlyList<ObjectId>> parents = [];
    private readonly List<(ObjectId Id, DateTime At)> changes = [];

    public void Add(Commit commit, bool isChange)
    {
        if (commit.SoundAt <= since)
            return;
        parents[commit.Id] = commit.Parents;
        if (isChange)
            changes.Add((commit.Id, commit.SoundAt));
    }

    /// <param name="releases">In any order; those before the window have none of its changes.</param>
    public async Task<LeadTimes> OfAsync(
        GitRepository git,
        ObjectId head,
        IEnumerable<Tag> releases,
        CancellationToken cancellation
    )
    {
        var first = new Dictionary<ObjectId, DateTime>();
        var branches = 0;
        foreach (var release in releases.Where(tag => tag.At > since).OrderBy(tag => tag.At))
            if (parents.ContainsKey(release.Commit))
                Walk(release, first);
            else if (++branches <= MostBranches)
                await LeaveOutAsync(git, head, release, first, cancellation);
        var result = new LeadTimes(since, end);
        foreach (var (id, at) in changes)
            result.Add(at, first.TryGetValue(id, out var releasedAt) ? releasedAt : null);
        return result;
    }

    private void Walk(Tag release, Dictionary<ObjectId, DateTime> first)
    {
        var stack = new Stack<ObjectId>([release.Commit]);
        while (stack.TryPop(out var commit))
            if (parents.TryGetValue(commit, out var before) && first.TryAdd(commit, release.At))
                foreach (var parent in before)
                    stack.Push(parent);
    }

    /// <summary>A release on a branch of its own has of the window all that git does not name as missing from it.</summary>
    private async Task LeaveOutAsync(
        GitRepository git,
        ObjectId head,
        Tag release,
        Dictionary<ObjectId, DateTime> first,
        CancellationToken cancellation
    )
    {
        if (await git.MovedAsync(release.Commit, head, cancellation) is not { } moved)
            return;
        var missing = moved.Added.ToHashSet();
        foreach (var commit in parents.Keys)
            if (!missing.Contains(commit))
                first.TryAdd(commit, release.At);
    }
}
