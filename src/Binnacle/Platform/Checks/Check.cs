namespace Binnacle.Platform.Checks;

/// <summary>
/// A row of the Review: a pure function of (records, scope, date). It reads no clock, no database and no file, so that it
/// can be tested and replayed for any day.
/// </summary>
/// <param name="Id">Stable, <c>practice.rule</c>, as <c>debt.share</c>.</param>
/// <param name="Title">The row's words, sentence case: "Debt gets the share you set".</param>
/// <param name="Rule">How the number comes about, one or two sentences that a reader can check by hand.</param>
/// <param name="Unlocks">What would make it known where it is unknown: "Connect GitHub or GitLab".</param>
/// <param name="Version">Raised when the definition changes, so that old snapshots stay explainable.</param>
public sealed record Check(
    string Id,
    string Title,
    string Rule,
    string Unlocks,
    Func<CheckRecords, Scope, DateOnly, CheckResult> Evaluate,
    int Version = 1
)
{
    /// <summary>The checklist items (see <c>Checklist</c>) that this check answers.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>What happens at the edges, one sentence each; printed in <c>docs/measures.md</c>.</summary>
    public IReadOnlyList<string> EdgeCases { get; init; } = [];

    /// <summary>Where the definition comes from: a paper, a book, a convention; null where it is ours.</summary>
    public string? Source { get; init; }

    /// <summary>The numbers that decide its state and can be set.</summary>
    public IReadOnlyList<Settings.Threshold> Thresholds { get; init; } = [];

    /// <summary>False for checks that mean something only for the organization as a whole.</summary>
    public bool PerTeam { get; init; } = true;
}
