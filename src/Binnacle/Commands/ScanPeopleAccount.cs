namespace Binnacle.Commands;

internal sealed record OwnershipAccount(IReadOnlyList<OwnedComponent> ByComponent, OwningTeams Teams);

/// <summary>Counts and shares; who it is stays out.</summary>
internal sealed record OwnedComponent(
    string Component,
    int People,
    int Changes,
    long AddedLines,
    double? MainShareOfLines,
    double MainShareOfChanges,
    double Fractal
);

/// <param name="IsKnown">False where the head has no CODEOWNERS that can be read.</param>
internal sealed record OwningTeams(bool IsKnown, string? Source, IReadOnlyList<OwnedByTeam> ByTeam);

internal sealed record OwnedByTeam(
    string Team,
    int Files,
    int People,
    int Changes,
    long AddedLines,
    double? MainShareOfLines,
    double? MainShareOfChanges,
    double? Fractal
);

internal sealed record TruckFactorAccount(
    int Factor,
    int PrunedFactor,
    int Files,
    double Coverage,
    IReadOnlyList<KeyAuthorRow> Authors
);

internal sealed record KeyAuthorRow(int Files, double Share, double CoverageLeft, bool IsPruned);

internal sealed record LossAccount(
    int QuietDays,
    int Files,
    int WithoutAuthor,
    int Lost,
    double? Share,
    IReadOnlyList<LossComponent> ByComponent
);

internal sealed record LossComponent(string Component, int Files, int WithoutAuthor, int Lost, double? Share);

internal sealed record NewcomersAccount(
    int Joined,
    RampAccount ToFifth,
    RampAccount ToTenth,
    IReadOnlyList<NewcomersMonth> ByMonth
);

internal sealed record NewcomersMonth(string Month, int Joined, RampAccount ToFifth, RampAccount ToTenth);

/// <param name="MedianDays">Null below five people: it would tell of one of them.</param>
internal sealed record RampAccount(int Reached, double? MedianDays, double? P90Days);
