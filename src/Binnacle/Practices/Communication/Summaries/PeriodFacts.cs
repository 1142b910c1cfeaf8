using Binnacle.Platform.Checks;
using Binnacle.Platform.Signals;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>Something that stands on the Timeline.</summary>
/// <param name="Verb">As the Timeline has it: <c>decision.accepted</c>.</param>
/// <param name="Note">What was written with it; of a decision its reason.</param>
/// <param name="By">Who decided.</param>
public sealed record Happening(
    string Verb,
    string Title,
    string Url,
    DateTime At,
    string? Note = null,
    string? Team = null,
    string? By = null
);

public sealed record PromiseFact(int Number, string Title, DateOnly DueOn, string? Team = null, string? Owner = null)
{
    public string Url => $"/commitments/{Number}";
}

/// <param name="IsClear">The move is more than twice the median step between neighbouring points of a quarter.</param>
public sealed record OutcomeMove(
    string Name,
    string Slug,
    string Unit,
    MeasureDirection Better,
    double Before,
    double After,
    bool IsClear
)
{
    public string Url => $"/measures/{Slug}";

    public bool IsBetter => After > Before == Better is MeasureDirection.Up;
}

public sealed record CheckMove(
    string Title,
    string Url,
    string Headline,
    CheckState Before,
    CheckState After,
    string NextStep
)
{
    private static int Rank(CheckState state) =>
        state switch
        {
            CheckState.Pass => 2,
            CheckState.Warn => 1,
            _ => 0,
        };

    public bool IsWorse => After is CheckState.Warn or CheckState.Fail && Rank(After) < Rank(Before);
}

/// <summary>A check that is not kept at the end of the period.</summary>
public sealed record CheckFact(string Title, string Url);

/// <param name="Done">Its score so far, 0 to 1.</param>
/// <param name="Elapsed">How much of its time is over, 0 to 1.</param>
public sealed record ObjectiveFact(string Title, string Url, string? Team, string? Owner, double Done, double Elapsed);

public sealed record ReleaseFacts(string Repository, string Url, IReadOnlyList<string> Names);

/// <summary>What happened in a period in one scope, as open records tell it. A draft is made from this and from nothing else.</summary>
/// <param name="Scope">The name of the organization or the team; null where nobody said what the organization is called.</param>
public sealed record PeriodFacts(DateOnly From, DateOnly To, string? Scope)
{
    /// <summary>The day on which the summary is written: it tells of “this week” or of “the week”.</summary>
    public DateOnly? WrittenOn { get; init; }

    public IReadOnlyList<Happening> Decisions { get; init; } = [];

    /// <summary>Proposed by the end of the period and not decided.</summary>
    public IReadOnlyList<Happening> Undecided { get; init; } = [];
    public IReadOnlyList<Happening> Milestones { get; init; } = [];
    public IReadOnlyList<Happening> Verdicts { get; init; } = [];
    public IReadOnlyList<PromiseFact> Made { get; init; } = [];
    public IReadOnlyList<PromiseFact> Done { get; init; } = [];
    public IReadOnlyList<PromiseFact> Dropped { get; init; } = [];

    /// <summary>Open at the end of the period and due in the four weeks after it.</summary>
    public IReadOnlyList<PromiseFact> Coming { get; init; } = [];
    public IReadOnlyList<PromiseFact> Overdue { get; init; } = [];
    public IReadOnlyList<OutcomeMove> Outcomes { get; init; } = [];
    public IReadOnlyList<CheckMove> Checks { get; init; } = [];
    public IReadOnlyList<CheckFact> NotKept { get; init; } = [];

    /// <summary>Active objectives that are clearly behind the line to their target when the period ends.</summary>
    public IReadOnlyList<ObjectiveFact> Behind { get; init; } = [];
    public IReadOnlyList<ReleaseFacts> Releases { get; init; } = [];
    public IReadOnlyList<Happening> Documents { get; init; } = [];

    public bool IsEmpty =>
        Decisions.Count + Undecided.Count + Milestones.Count + Verdicts.Count + Made.Count + Done.Count + Dropped.Count
            == 0
        && Coming.Count + Overdue.Count + Outcomes.Count + Checks.Count + Releases.Count + Documents.Count == 0
        && NotKept.Count + Behind.Count == 0;
}
