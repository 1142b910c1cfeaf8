using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Demo;

/// <param name="Ago">Days ago.</param>
/// <param name="Minutes">From impact start to impact end; null where nobody said when impact began.</param>
/// <param name="Conditions">Letters of <see cref="IncidentPlans.Conditions"/>.</param>
/// <param name="File">It has the postmortem of this title in a repository.</param>
internal sealed record IncidentPlan(
    int Ago,
    string Service,
    string Title,
    int Severity,
    Detector? By,
    int? Minutes,
    string Conditions = "",
    string? Signature = null,
    string? Missed = null,
    bool File = false,
    bool IsCausedByDeployment = false
);

/// <summary>
/// Two years of incidents. One condition recurs in five services; one way of failing ended with what was done, one did not, and
/// of one it is too early to tell.
/// </summary>
internal static class IncidentPlans
{
    public const string Late = "Settlement batch is late";
    public const string Empty = "Empty results after a reindex";
    public const string Vouchers = "Vouchers are rejected after a deploy";

    public static readonly IReadOnlyDictionary<char, string> Conditions = new Dictionary<char, string>
    {
        ['t'] = "Timeout longer than the caller's",
        ['f'] = "A flag was on in some markets only",
        ['r'] = "Retries without a limit",
        ['d'] = "Two things were deployed at once",
        ['a'] = "The alert's threshold was out of reach",
        ['c'] = "A certificate that nothing watches",
        ['j'] = "A job that is not safe to run twice",
        ['q'] = "A queue that nobody watches",
        ['l'] = "A migration that locks the table",
    };

    public static readonly IncidentPlan[] All =
    [
        new(733, "settlement", Late, 2, Detector.Person, 210, "jq", Late),
        new(721, "search-api", Empty, 2, Detector.Customer, 95, "d", Empty),
        new(709, "gateway", "Gateway answers with 502", 2, Detector.Monitoring, 38, "tr"),
        new(697, "settlement", Late, 3, Detector.Monitoring, 52, "", Late),
        new(690, "checkout", "Checkout is slow in Spain", 3, Detector.Monitoring, 62, "t"),
        new(676, "search-api", Empty, 2, Detector.Monitoring, 71, "d", Empty),
        new(664, "settlement", Late, 3, Detector.Monitoring, 38, "", Late),
        new(655, "warehouse", "Nightly load is late", 3, Detector.Monitoring, null, "j"),
        new(640, "identity", "Sign-in codes arrive late", 3, Detector.Customer, 130, "q"),
        new(628, "settlement", Late, 2, Detector.Monitoring, 150, "j", Late),
        new(611, "search-api", Empty, 2, Detector.Monitoring, 55, "", Empty),
        new(597, "cart", "Cart loses the last item", 3, Detector.Customer, 340, "f"),
        new(590, "settlement", Late, 3, Detector.Monitoring, 61, "", Late),
        new(583, "search-api", Empty, 2, Detector.Customer, 88, "d", Empty),
        new(566, "payments-api", "Card payments time out", 1, Detector.Monitoring, 47, "tr"),
        new(552, "search-api", Empty, 2, Detector.Monitoring, 49, "", Empty),
        new(545, "settlement", Late, 3, Detector.Monitoring, 44, "", Late),
        new(538, "mobile-bff", "The app shows yesterday's prices", 3, Detector.Customer, 410, "q"),
        new(521, "settlement", "Payouts delayed by a locked batch", 1, Detector.Customer, 265, "lj", File: true),
        new(505, "search-api", Empty, 2, Detector.Monitoring, 64, "d", Empty),
        new(488, "event-collector", "Events of an hour are missing", 3, Detector.Person, null, "q"),
        new(479, "settlement", Late, 3, Detector.Monitoring, 57, "", Late),
        new(470, "search-api", Empty, 2, Detector.Monitoring, 52, "", Empty),
        new(449, "checkout", "Delivery slots sold twice", 1, Detector.Customer, 180, "j", File: true),
        new(436, "settlement", Late, 2, Detector.Monitoring, 140, "jq", Late),
        new(421, "search-api", Empty, 2, Detector.Monitoring, 70, "d", Empty),
        new(402, "gateway", "One node refuses connections", 3, Detector.Monitoring, 21),
        new(395, "settlement", Late, 3, Detector.Monitoring, 49, "", Late),
        new(388, "search-api", Empty, 2, Detector.Monitoring, 46, "", Empty),
        new(371, "payment-widget", "Widget stays blank in old browsers", 3, Detector.Customer, 620, "f"),
        new(352, "search-api", Empty, 2, Detector.Customer, 102, "d", Empty, "Number of results"),
        new(343, "settlement", Late, 3, Detector.Monitoring, 66, "", Late),
        new(
            334,
            "identity",
            "Token errors after a key change",
            2,
            Detector.Monitoring,
            33,
            "c",
            IsCausedByDeployment: true
        ),
        new(
            318,
            "search-api",
            "Empty results after a reindex in one market",
            2,
            Detector.Customer,
            75,
            "df",
            File: true
        ),
        new(301, "settlement", Late, 2, Detector.Monitoring, 125, "j", Late),
        new(283, "payments-api", "Refund webhooks sent twice", 1, Detector.Customer, 300, "rj", File: true),
        new(262, "gateway", "Gateway certificate expired", 1, Detector.Monitoring, 58, "c", File: true),
        new(247, "promotions", Vouchers, 3, Detector.Customer, 85, "f", Vouchers, IsCausedByDeployment: true),
        new(233, "checkout", "Payment step answers late", 2, Detector.Monitoring, 44, "t"),
        new(216, "settlement", Late, 2, Detector.Customer, 190, "q", Late, "Depth of the settlement queue"),
        new(201, "checkout", "Checkout slow on campaign day", 1, Detector.Monitoring, 96, "tr", File: true),
        new(190, "promotions", Vouchers, 2, Detector.Customer, 73, "f", Vouchers, IsCausedByDeployment: true),
        new(176, "identity", "Sign-in failed for one in ten", 1, Detector.Monitoring, 81, "td", File: true),
        new(164, "event-collector", "Events of a day counted twice", 2, Detector.Person, 900, "j", File: true),
        new(153, "settlement", Late, 2, Detector.Monitoring, 110, "j", Late),
        new(129, "search-api", "Shard moves slowed all queries", 2, Detector.Monitoring, 52, "a", File: true),
        new(117, "promotions", Vouchers, 2, Detector.Person, 66, "d", Vouchers, IsCausedByDeployment: true),
        new(104, "settlement", "Settlement queue stood for two hours", 1, Detector.Monitoring, 128, "qt", File: true),
        new(93, "settlement", Late, 3, Detector.Monitoring, 75, "j", Late),
        new(86, "gateway", "Frankfurt lost two nodes", 2, Detector.Monitoring, 41, "r", File: true),
        new(
            79,
            "checkout",
            "Checkout refuses orders in Portugal",
            2,
            Detector.Customer,
            155,
            "f",
            null,
            "Error rate by market",
            IsCausedByDeployment: true
        ),
        new(68, "settlement", Late, 2, Detector.Monitoring, 95, "jq", Late),
        new(
            57,
            "promotions",
            "Vouchers rejected after a deploy",
            2,
            Detector.Customer,
            64,
            "f",
            Vouchers,
            File: true,
            IsCausedByDeployment: true
        ),
        new(49, "warehouse", "Board report showed last week's margin", 2, Detector.Person, null, "j", File: true),
        new(
            44,
            "checkout",
            "Card fees are shown in the wrong currency",
            2,
            Detector.Customer,
            210,
            "f",
            null,
            "Error rate by market"
        ),
        new(38, "settlement", "Partner balances wrong for a night", 1, Detector.Person, 540, "jl", File: true),
        new(33, "gateway", "Requests from the app are refused", 3, Detector.Monitoring, 18, "t"),
    ];
}
