namespace Binnacle.Review;

/// <summary>The action checklists that close the two articles; the home page answers them.</summary>
public static class Checklist
{
    public sealed record Item(string Id, string Text);

    /// <summary>What can be known today; the sources of the rest are not connected.</summary>
    public const string Reads =
        "This version reads git repositories, and measures from CSV or its API. What needs another source stays unknown, and is never counted as kept.";

    /// <summary>Items of the second article; the others are the first's.</summary>
    public static readonly IReadOnlySet<string> NextSteps = new HashSet<string>(StringComparer.Ordinal)
    {
        "outcomes",
        "postmortems",
        "reliability",
        "ladders",
        "observability",
    };

    public static readonly IReadOnlyList<Item> Items =
    [
        new("vision", "A concise technical vision is published and reviewed each quarter"),
        new("safety", "Psychological safety is measured and acted on"),
        new("debt", "A visible share of capacity goes to technical debt"),
        new("flow", "Workflows are instrumented, so flow is measured"),
        new("shared-metrics", "Metrics are about outcomes and shared with product"),
        new("norms", "Remote and hybrid norms are written down"),
        new("drills", "Incident response is practised"),
        new("learning", "Time for learning across teams is protected"),
        new("outcomes", "Three to five outcome metrics are tied to business goals"),
        new("postmortems", "Postmortems are blameless and their lessons are kept"),
        new("reliability", "A fixed share of capacity goes to debt and reliability"),
        new("ladders", "Career ladders are published and people have mentors"),
        new("observability", "Services meet basic observability standards"),
    ];
}
