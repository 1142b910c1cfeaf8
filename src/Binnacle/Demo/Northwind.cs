namespace Binnacle.Demo;

/// <summary>Northwind Engineering: teams, people and services. All names are invented.</summary>
internal static class Northwind
{
    public const string Name = "Northwind Engineering";

    /// <summary>Who leads engineering, holds the reviews and set the share for debt.</summary>
    public const string Director = "Ingrid Solheim";

    /// <summary>Days ago: Payments lost people to Checkout and took over the settlement of partners.</summary>
    public const int Reorganization = 152;

    /// <summary>Days ago: the one who knew how bank files are read left.</summary>
    public const int KnowerLeft = 61;

    /// <summary>Days ago: Search went from monthly to weekly releases.</summary>
    public const int WeeklySearch = 236;

    /// <summary>Days ago: Binnacle learned of the repositories, and the first review was held.</summary>
    public const int Adopted = 412;

    public static readonly TeamPlan[] Teams =
    [
        new("payments", "Payments"),
        new("search", "Search"),
        new("platform", "Platform"),
        new("mobile", "Mobile"),
        new("checkout", "Checkout"),
        new("data", "Data"),
    ];

    public static readonly PersonPlan[] People =
    [
        new(Director, ""),
        new("Baraka Mwangi", "payments"),
        new("Helene Aubert", "checkout"),
        new("Ravi Krishnan", "search"),
        new("Tomasz Wilk", "payments", 0.86, LeftAgo: KnowerLeft),
        new("Amara Okafor", "payments", 0.84, 0),
        new("Jonas Lindqvist", "payments", 0.78),
        new("Priya Venkatesan", "payments", 0.92, -5, JoinedAgo: 204),
        new("Marta Oliveira", "checkout", 0.8, 0, MovedFrom: "payments", MovedAgo: Reorganization),
        new("Kenji Morita", "checkout", 0.7, -9),
        new("Lucía Ferrer", "checkout", 0.88),
        new("Daniel Osei", "checkout", 0.75, 0, JoinedAgo: 118),
        new("Sofie Brandt", "search", 0.82),
        new("Yusuf Demir", "search", 0.9, -2),
        new("Chloe Tremblay", "search", 0.74, 5),
        new("Elif Kaya", "platform", 0.72, -2),
        new("Piotr Zawadzki", "platform", 0.85),
        new("Nadia Rahimi", "platform", 0.8),
        new("Owen Gallagher", "platform", 0.66, 0, JoinedAgo: 331),
        new("Mei Tanaka", "mobile", 0.83, -8),
        new("Felix Gruber", "mobile", 0.77),
        new("Aisha Bello", "mobile", 0.7, 0, LeftAgo: 243),
        new("Santiago Ruiz", "data", 0.8, 4),
        new("Anneke de Wit", "data", 0.73),
        new("Hamza Siddiqui", "data", 0.68, -5, JoinedAgo: 76),
    ];

    public static readonly ServicePlan[] Services =
    [
        new("payments-api", "Payments API", "payments-core", "api", "payments", true),
        new("settlement", "Settlement", "payments-core", "settlement", "payments", true),
        new("payment-widget", "Payment widget", "commerce", "services/payment-widget", "payments", false),
        new("checkout", "Checkout", "commerce", "services/checkout", "checkout", true),
        new("cart", "Cart", "commerce", "services/cart", "checkout", false),
        new("promotions", "Promotions", "commerce", "services/promotions", "checkout", false),
        new("search-api", "Search API", "search-engine", "query", "search", true),
        new("indexer", "Indexer", "search-engine", "indexing", "search", false),
        new("ranking", "Ranking", "ranking", "", "search", false),
        new("identity", "Identity", "identity", "", "platform", true),
        new("gateway", "Gateway", "platform-infra", "gateway", "platform", true),
        new("mobile-bff", "Mobile backend", "mobile-bff", "", "mobile", false),
        new("event-collector", "Event collector", "data-pipeline", "collector", "data", false),
        new("warehouse", "Warehouse", "data-pipeline", "warehouse", "data", false),
    ];

    public static TeamPlan Team(string slug) => Array.Find(Teams, team => team.Slug == slug)!;

    public static PersonPlan Person(string key) => Array.Find(People, person => person.Key == key)!;
}
