namespace Binnacle.Practices.Outcomes.Objectives;

/// <summary>An objective as somebody writes it, in the form, through the API or in a file.</summary>
/// <param name="Quarter"><c>2026-Q4</c>; else both days are given.</param>
/// <param name="Scope"><c>team:payments</c>; null for the organization.</param>
/// <param name="ProductOwner">A name or an unmistakable part of it.</param>
/// <param name="ProductOwnerNumber">Of a person chosen among several; wins over the name.</param>
public sealed record ObjectiveDraft(
    string? Title,
    string? Why = null,
    string? Quarter = null,
    DateOnly? StartsOn = null,
    DateOnly? EndsOn = null,
    string? Scope = null,
    string? ProductOwner = null,
    int? ProductOwnerNumber = null,
    string? EngineeringOwner = null,
    int? EngineeringOwnerNumber = null,
    IReadOnlyList<KeyResultDraft>? KeyResults = null
);

/// <param name="Measure">The slug of the measure that feeds it; null where people tell its value at check-ins.</param>
/// <param name="Weight">Against the other key results; 1 where nothing is said.</param>
/// <param name="Position">Of the key result that this changes; null for a new one.</param>
public sealed record KeyResultDraft(
    string? Title,
    double? Start = null,
    double? Target = null,
    string? Unit = null,
    string? Measure = null,
    double? Weight = null,
    int? Position = null
);

/// <param name="Values">Of the key results that people tell, by position.</param>
/// <param name="Day">Today where nothing is said.</param>
/// <param name="ForLeaders">The note is seen by leaders of the scope and its author alone.</param>
/// <param name="Corrects">The check-in that was wrong; this one takes its place.</param>
public sealed record CheckInDraft(
    int? Confidence,
    IReadOnlyList<CheckInValueDraft>? Values = null,
    string? Note = null,
    bool ForLeaders = false,
    DateOnly? Day = null,
    Guid? Corrects = null
);

public sealed record CheckInValueDraft(int KeyResult, double Value);
