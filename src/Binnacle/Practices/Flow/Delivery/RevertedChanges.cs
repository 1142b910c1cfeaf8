using System.Text.RegularExpressions;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// Changes that undo an earlier one, by subject (<c>Revert "SUBJECT"</c>, <c>revert: SUBJECT</c>, <c>Reverts #12</c>), and the deployments that
/// brought both. A revert in the deployment of what it reverts harmed nobody.
/// </summary>
internal sealed partial class RevertedChanges
{
    private readonly ILookup<Guid, Guid> undone;

    public RevertedChanges(IReadOnlyList<DeliveredChange> changes, IReadOnlyList<Arrival> deliveries)
    {
        var broughtBy = deliveries
            .Where(delivery => delivery.DeploymentId is not null)
            .ToLookup(delivery => delivery.ChangeId, delivery => delivery.DeploymentId!.Value);
        undone = Pairs(changes)
            .SelectMany(pair =>
                from revert in broughtBy[pair.Revert.Id]
                from reverted in broughtBy[pair.Reverted.Id]
                where revert != reverted
                select (Revert: revert, Reverted: reverted)
            )
            .Distinct()
            .ToLookup(pair => pair.Revert, pair => pair.Reverted);
    }

    /// <summary>The deployments whose changes this one takes back.</summary>
    public IEnumerable<Guid> UndoneBy(Guid deployment) => undone[deployment];

    private static IEnumerable<(DeliveredChange Revert, DeliveredChange Reverted)> Pairs(
        IReadOnlyList<DeliveredChange> changes
    )
    {
        var titles = new Dictionary<string, DeliveredChange>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, DeliveredChange>(StringComparer.Ordinal);
        foreach (var change in changes.Where(change => change.MergedAt is not null).OrderBy(change => change.MergedAt))
        {
            if (Undoing().Match(change.Title) is { Success: true } match)
            {
                var number = match.Groups["number"].Value;
                if (
                    number.Length > 0
                        ? numbers.TryGetValue(number, out var reverted)
                        : titles.TryGetValue(Plain(match.Groups["title"].Value), out reverted)
                )
                    yield return (change, reverted);
            }
            titles[Plain(change.Title)] = change;
            if (change.Number.Length > 0)
                numbers[change.Number] = change;
        }
    }

    /// <summary>Without the number that a squash adds.</summary>
    private static string Plain(string title) => Ending().Replace(title, "").Trim();

    [GeneratedRegex(
        """^revert(s|ed)?:?\s+(?:"(?<title>.+)"|[#!](?<number>[0-9]+)\b|(?<title>(?<=:\s+).+))""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Undoing();

    [GeneratedRegex(@"(\s*\([#!][0-9]+\))+\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}
