namespace Binnacle.Practices.Debt.Order;

/// <param name="Place">From 1.</param>
/// <param name="BeatsNext">How probable it is, by the ranges, that it belongs before the next; null for the last.</param>
public sealed record Placed(int Number, int Place, double Score, double? BeatsNext)
{
    /// <summary>Below this the order of two items is noise: their ranges hide which pays back more.</summary>
    public const double Noise = 0.65;

    public bool IsNoise => BeatsNext < Noise;
}

/// <summary>Items in the order in which paying them pays back most.</summary>
public sealed class Portfolio
{
    public Portfolio(IEnumerable<Waiting> items)
    {
        // By number where scores are equal, so that the order does not hang on the order of loading.
        Items = [.. items.OrderByDescending(item => item.Score).ThenBy(item => item.Number)];
        var places = new List<Placed>(Items.Count);
        double[]? above = null;
        for (var i = 0; i < Items.Count; i++)
        {
            var scores = Draws.Scores(Items[i]);
            if (above is not null)
                places[^1] = places[^1] with { BeatsNext = Draws.Beats(above, scores) };
            places.Add(new(Items[i].Number, i + 1, Items[i].Score, null));
            above = scores;
        }
        Places = places;
    }

    public IReadOnlyList<Waiting> Items { get; }

    public IReadOnlyList<Placed> Places { get; }

    /// <summary>Neighbours whose order their ranges do not tell.</summary>
    public int Noisy => Places.Count(place => place.IsNoise);

    /// <summary>The cost of letting them wait, week by week over a quarter.</summary>
    public static IReadOnlyList<(double Week, double Low, double Middle, double High)> Curve(
        IReadOnlyList<Waiting> items
    ) => [.. Draws.Together(items, 13).Select((cost, week) => ((double)week, cost.Low, cost.Middle, cost.High))];
}
