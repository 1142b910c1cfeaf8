namespace Binnacle.Commands;

/// <param name="DaysBetween">Median days between releases of the window; null below two.</param>
internal sealed record ReleaseAccount(
    int Count,
    int Prereleases,
    string? Newest,
    DateTime? NewestAt,
    double? DaysBetween,
    IReadOnlyList<ReleaseMonth> ByMonth
);

internal sealed record ReleaseMonth(string Month, int Releases);

internal sealed record LeadTimeAccount(
    int Released,
    int Unreleased,
    double? MedianDays,
    double? P90Days,
    IReadOnlyList<LeadTimeMonth> ByMonth
);

internal sealed record LeadTimeMonth(string Month, int Released, double? MedianDays, double? P90Days);

internal sealed record RevertAccount(
    int Changes,
    int Reverts,
    double? Share,
    int Matched,
    double? MedianDays,
    IReadOnlyList<RevertMonth> ByMonth
);

internal sealed record RevertMonth(string Month, int Changes, int Reverts, double? Share);

internal sealed record BatchAccount(int Changes, Spread Files, Spread Lines, IReadOnlyList<BatchMonth> ByMonth);

internal sealed record BatchMonth(string Month, int Changes, Spread Files, Spread Lines);

/// <summary>Null where there is nothing, or too few to tell of.</summary>
internal sealed record Spread(double? Median, double? P90);

internal sealed record ChurnAccount(
    int Changes,
    long Added,
    long Deleted,
    IReadOnlyList<ChurnMonth> ByMonth,
    IReadOnlyList<ChurnComponent> ByComponent
);

internal sealed record ChurnMonth(string Month, int Changes, long Added, long Deleted);

internal sealed record ChurnComponent(string Component, int Changes, long Added, long Deleted);
