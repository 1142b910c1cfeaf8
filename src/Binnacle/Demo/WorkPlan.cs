using Binnacle.History;

namespace Binnacle.Demo;

/// <summary>What kinds of work a team does at a time. Kinds come in shuffled hands of cards, so that shares hold over weeks without being even.</summary>
internal sealed class WorkPlan(Draw draw)
{
    private const int Hand = 34;
    private readonly Dictionary<string, Queue<WorkKind>> hands = [];

    public WorkKind Next(string team, int ago)
    {
        var mix = MixOf(team, ago);
        if (!hands.TryGetValue(team + mix.Name, out var hand))
            hands[team + mix.Name] = hand = new Queue<WorkKind>();
        if (hand.Count == 0)
            Deal(hand, mix);
        return hand.Dequeue();
    }

    private void Deal(Queue<WorkKind> hand, Mix mix)
    {
        var cards = new List<WorkKind>();
        foreach (var (kind, share) in mix.Shares)
        {
            var exact = share * Hand / 100.0;
            var count = (int)exact + (draw.In(exact - (int)exact) ? 1 : 0);
            cards.AddRange(Enumerable.Repeat(kind, count));
        }
        var shuffled = cards.ToArray();
        draw.Shuffle(shuffled);
        foreach (var card in shuffled)
            hand.Enqueue(card);
    }

    private static Mix MixOf(string team, int ago) =>
        team switch
        {
            "payments" when ago > Northwind.Reorganization => new("before", 36, 20, 16, 7, 3, 18),
            "payments" => new("after", 42, 40, 3, 2, 1, 12),
            "search" => new("", 39, 19, 14, 4, 2, 14, 8),
            "platform" => new("", 32, 14, 13, 8, 5, 19, 9),
            "mobile" => new("", 48, 26, 9, 4, 0, 13),
            "checkout" => new("", 42, 20, 15, 6, 2, 15),
            _ => new("", 40, 23, 7, 3, 1, 15, 11),
        };

    private sealed record Mix(
        string Name,
        int Feature,
        int Fix,
        int Debt,
        int Reliability,
        int Security,
        int Upkeep,
        int Uncategorised = 0
    )
    {
        public IEnumerable<(WorkKind Kind, int Share)> Shares =>
            [
                (WorkKind.Feature, Feature),
                (WorkKind.Fix, Fix),
                (WorkKind.Debt, Debt),
                (WorkKind.Reliability, Reliability),
                (WorkKind.Security, Security),
                (WorkKind.Upkeep, Upkeep),
                (WorkKind.Uncategorised, Uncategorised),
            ];
    }
}
