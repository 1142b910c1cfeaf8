using Binnacle.Platform.Access;
using Binnacle.Practices.Decisions;

namespace Binnacle.Demo;

/// <summary>A decision; days count back from today, those of the future are negative.</summary>
/// <param name="Proposed">Null where it was written down after it had been decided.</param>
/// <param name="Team">Empty for the organization.</param>
/// <param name="By">First name of who wrote it.</param>
internal sealed record DecisionTale(
    string Title,
    string Team,
    string By,
    int? Proposed,
    string Context,
    string? Outcome
)
{
    public int? Accepted { get; init; }
    public int? Rejected { get; init; }
    public int? OnHold { get; init; }
    public string? Note { get; init; }
    public int Written { get; init; } = -1;
    public string? Drivers { get; init; }
    public string? Constraints { get; init; }
    public string? Consequences { get; init; }
    public string? Confirmation { get; init; }
    public OptionContent[] Options { get; init; } = [];
    public AdviceTale[] Advice { get; init; } = [];
    public string[] Measures { get; init; } = [];
    public int? RevisitAgo { get; init; }
    public (int Ago, string How)? Confirmed { get; init; }
    public (int Ago, string Note)? Revisited { get; init; }

    /// <summary>What stood there until somebody's advice changed it.</summary>
    public (int ChangedAgo, string Outcome)? First { get; init; }

    /// <summary>Titles of those that it took the place of.</summary>
    public string[] Supersedes { get; init; } = [];

    /// <summary>The record in a repository that it was taken over from, by its title.</summary>
    public string? TakenFrom { get; init; }

    public DataClass DataClass { get; init; }
}

/// <param name="Given">Days ago; null where it is not given yet.</param>
internal sealed record AdviceTale(
    string Of,
    int Asked,
    string Question,
    int? Given = null,
    string? Text = null,
    int? Considered = null,
    string? Done = null
);
