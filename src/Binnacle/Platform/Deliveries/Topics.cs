namespace Binnacle.Platform.Deliveries;

/// <param name="Key">Stable, in rows and addresses.</param>
/// <param name="Words">As the label of a choice.</param>
public sealed record Topic(string Key, string Words, string Hint);

/// <summary>What one can ask to be told.</summary>
public static class Topics
{
    public const string Reminders = "reminders";
    public const string Engineers = "summary-engineers";
    public const string Product = "summary-product";
    public const string Executives = "summary-executives";

    public static readonly IReadOnlyList<Topic> All =
    [
        new(Engineers, "Summaries for engineers", "What changed in code and practices, with links; about two pages."),
        new(
            Product,
            "Summaries for product",
            "Outcomes, milestones, decisions and what is promised by when; one page."
        ),
        new(Executives, "Summaries for executives", "How outcomes moved, what matters, what is needed; 150 words."),
        new(Reminders, "Reminders", "What you own and is due; few, and never twice."),
    ];

    public static bool Knows(string? key) => All.Any(topic => topic.Key == key);

    public static string Words(string key) => All.FirstOrDefault(topic => topic.Key == key)?.Words ?? key;
}
