using Binnacle.History;
using Binnacle.History.Analyses;
using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>One deployment of a line.</summary>
/// <param name="Place">In the graph; −1 where its commit is not known there.</param>
internal sealed record Step(
    Guid Id,
    Guid? ServiceId,
    string Name,
    string Environment,
    DateTime? StartedAt,
    DateTime At,
    string? Commit,
    string? Version,
    string? Url,
    int Place,
    bool IsToldRollback,
    bool IsTag
)
{
    public string Key => ServiceId?.ToString() ?? Name;

    /// <summary>What tells two versions apart; null where nothing does.</summary>
    public string? What => Commit ?? Version;

    public static DateTime? AtOf(Deployment one) => one.EndedAt ?? one.StartedAt ?? one.CreatedAt;

    /// <param name="tags">The commit of each version tag.</param>
    public static Step Of(
        Deployment one,
        DeliveryInput input,
        Mainline line,
        IReadOnlyDictionary<string, ObjectId> tags
    )
    {
        var commit =
            Mainline.TryParse(one.Commit)
            ?? (one.Version is { } version && tags.TryGetValue(version, out var tagged) ? tagged : null);
        return new(
            one.Id,
            one.ServiceId,
            one.ServiceName ?? input.Repository,
            one.Environment ?? "",
            one.StartedAt ?? one.CreatedAt,
            AtOf(one)!.Value,
            commit?.ToString() ?? one.Commit,
            one.Version,
            ToldLink.Of(one.Url),
            commit is { } name ? line.Graph.PlaceOf(name) : -1,
            one.IsRollback == true,
            false
        );
    }

    public static Step Of(KnownTag tag, DeliveryInput input, Mainline line) =>
        new(
            FactIds.Of("flow-tag", $"{input.RepositoryId}/{tag.Name}"),
            input.Services is [var only] ? only.Id : null,
            input.Services is [var one] ? one.Name : input.Repository,
            "",
            null,
            tag.At,
            tag.Commit.ToString(),
            tag.Name,
            null,
            line.Graph.PlaceOf(tag.Commit),
            false,
            true
        );
}

/// <summary>The deployments of one service to one environment, oldest first.</summary>
internal sealed class EnvironmentLine
{
    private readonly List<Step> steps;
    private readonly int[] first;
    private readonly Dictionary<string, Step> ofBranches = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> rollbacks = [];

    public EnvironmentLine(List<Step> unordered, Mainline line)
    {
        steps = [.. unordered.OrderBy(step => step.At).ThenBy(step => step.Id)];
        first = FirstDeployments.Of(line.Graph, steps.ConvertAll(step => step.Place).ToArray());
        foreach (var step in steps.Where(step => step.Place < 0 && step.Commit is not null))
            ofBranches.TryAdd(step.Commit!, step);
        FindRollbacks();
    }

    /// <returns>The deployment that first brought the commit; or that it was there before any was observed.</returns>
    public (Step? Step, bool IsBefore) First(int place, string? head)
    {
        if (first[place] is FirstDeployments.Before)
            return (null, true);
        var brought = first[place] is FirstDeployments.None ? null : steps[first[place]];
        var ofBranch = head is null ? null : ofBranches.GetValueOrDefault(head);
        return (ofBranch is not null && !(brought?.At <= ofBranch.At) ? ofBranch : brought, false);
    }

    /// <summary>When the first deployment came whose commit is known; it contains all of history.</summary>
    public DateTime? FirstKnownAt => steps.Find(step => step.Place >= 0)?.At;

    public bool IsRollback(Step step) => rollbacks.ContainsKey(step.Id);

    /// <summary>The first observed contains all of history, and one whose commit is unknown brings nobody knows what.</summary>
    public bool IsCounted(Step step) => step.Place >= 0 && step != steps.Find(one => one.Place >= 0);

    public IEnumerable<ProductionDeployment> Deployments(
        Func<Step, ProductionDeployment> describe,
        RevertedChanges reverts
    )
    {
        var rows = steps.ConvertAll(step => describe(step));
        foreach (var (index, step) in steps.Index())
        {
            if (rollbacks.TryGetValue(step.Id, out var undone))
            {
                rows[index].Undoes = RepairKind.Rollback;
                rows[undone].Undone ??= FailureCause.RolledBack;
                rows[undone].UndoneAt ??= step.At;
            }
        }
        foreach (var (index, row) in rows.Index())
        {
            foreach (var undone in reverts.UndoneBy(row.Id))
            {
                if (rows.FindIndex(0, index, other => other.Id == undone) is not (>= 0 and var before))
                    continue;
                row.Undoes ??= RepairKind.Revert;
                rows[before].Undone ??= FailureCause.Reverted;
                rows[before].UndoneAt ??= row.At;
            }
        }
        return rows;
    }

    /// <summary>
    /// A step back: what is deployed was there before what it replaces. The failed one is the deployment that first brought what
    /// is replaced.
    /// </summary>
    private void FindRollbacks()
    {
        var rank = new Dictionary<string, int>(StringComparer.Ordinal);
        var ranks = new List<int>();
        foreach (var (index, step) in steps.Index())
        {
            var own =
                step.Place >= 0 && first[step.Place] is >= 0 and var brought ? brought
                : step.Place >= 0 ? -1
                : rank.GetValueOrDefault(step.What ?? "", index);
            rank.TryAdd(step.What ?? $"{index}", index);
            if (index > 0 && (step.IsToldRollback || (step.What != steps[index - 1].What && own < ranks[index - 1])))
                rollbacks[step.Id] = Math.Max(
                    0,
                    ranks[index - 1] < 0 ? index - 1 : Math.Min(ranks[index - 1], index - 1)
                );
            ranks.Add(own);
        }
    }
}
