using Binnacle.History;

namespace Binnacle.Practices.Flow.Delivery;

/// <param name="Before">Share in the period before; null where nothing was merged in it.</param>
public sealed record KindShare(WorkKind Kind, int Changes, double Share, double? Before);

public sealed record DecidedShare(MixDecidedBy By, int Changes, double Share);

/// <summary>
/// What the changes that were merged in a period were for: every change in exactly one kind, and what decided it. Classifiers by words reach about
/// three quarters on labelled commits (Levin and Yehudai 2017), so what they decided, and what nothing decided, is always shown.
/// </summary>
public sealed record WorkMixResult(int Changes, IReadOnlyList<KindShare> Kinds, IReadOnlyList<DecidedShare> Decided)
{
    public double Uncategorised => Kinds.FirstOrDefault(kind => kind.Kind is WorkKind.Uncategorised)?.Share ?? 0;

    public static WorkMixResult Of(DeliveryWindow window, DeliveryPeriod period, bool withBots = false)
    {
        var now = Merged(window, period, withBots);
        var before = Merged(window, period.Before, withBots);
        return new(
            now.Count,
            [
                .. from kind in Enum.GetValues<WorkKind>()
                let count = now.Count(change => change.Kind == kind)
                orderby kind is WorkKind.Uncategorised, count descending, kind
                select new KindShare(
                    kind,
                    count,
                    Share(count, now.Count),
                    before.Count == 0 ? null : Share(before.Count(change => change.Kind == kind), before.Count)
                ),
            ],
            [
                .. from means in Enum.GetValues<MixDecidedBy>()
                let count = now.Count(change => change.DecidedBy == means)
                orderby means is MixDecidedBy.Nothing, means
                select new DecidedShare(means, count, Share(count, now.Count)),
            ]
        );
    }

    private static List<ChangeFlow> Merged(DeliveryWindow window, DeliveryPeriod period, bool withBots) =>
        [.. window.Changes.Where(change => period.Holds(change.MergedAt) && (withBots || !change.IsByBot))];

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
