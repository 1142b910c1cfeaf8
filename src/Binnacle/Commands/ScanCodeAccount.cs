using Binnacle.History.Analyses;

namespace Binnacle.Commands;

/// <param name="NotSource">Own texts that are not written in a programming or markup language.</param>
/// <param name="WithoutContent">Files whose content is absent or longer than 2 MB.</param>
internal sealed record HotspotsAccount(
    int Binary,
    int NotSource,
    int WithoutContent,
    HotspotLevel Files,
    HotspotLevel Folders,
    HotspotLevel Components
);

/// <param name="Total">How many there are; the first 100 are listed.</param>
internal sealed record HotspotLevel(int Total, IReadOnlyList<HotspotRow> Top);

internal sealed record HotspotRow(
    string Name,
    int Revisions,
    int RevisionsRank,
    int Lines,
    double Complexity,
    double RevisionsPercentile,
    double ComplexityPercentile,
    double Score
);

internal sealed record CouplingAccount(CouplingThresholds Thresholds, CouplingLevel Files, CouplingLevel Components);

internal sealed record CouplingLevel(int Total, IReadOnlyList<CouplingRow> Top);

internal sealed record CouplingRow(
    string Entity,
    string Coupled,
    int Degree,
    int AverageRevisions,
    int SharedRevisions
);

internal sealed record CouplingSumsAccount(int Total, IReadOnlyList<CouplingSum> Top);

internal sealed record AcrossAccount(
    WindowAccount Window,
    IReadOnlyList<string> Repositories,
    AcrossLevel ByAuthorDay,
    AcrossLevel ByIssue
);

/// <param name="Sets">Change sets.</param>
/// <param name="SetsAcross">Of them, those with more than one repository.</param>
internal sealed record AcrossLevel(int Sets, int SetsAcross, AcrossPairs Repositories, AcrossPairs Components);

internal sealed record AcrossPairs(int Total, IReadOnlyList<CrossPair> Top);

internal sealed record AgesAccount(
    int Files,
    double? MedianMonths,
    IReadOnlyList<AgeBand> Distribution,
    IReadOnlyList<AgeComponent> ByComponent
);

internal sealed record AgeComponent(
    string Component,
    int Files,
    double? MedianMonths,
    IReadOnlyList<AgeBand> Distribution
);

/// <param name="FromMonths">Included.</param>
/// <param name="ToMonths">Not included; null for no end.</param>
internal sealed record AgeBand(int FromMonths, int? ToMonths, int Files);

/// <param name="FilesRead">Files in whose language comments can be told.</param>
/// <param name="Dated">Markers whose line's age is known.</param>
internal sealed record MarkersAccount(
    int FilesRead,
    int FilesWithMarkers,
    int Total,
    IReadOnlyDictionary<MarkerKind, int> Kinds,
    IReadOnlyList<MarkerComponent> ByComponent,
    int Dated,
    double? MedianMonths,
    MarkerRow? Oldest
);

internal sealed record MarkerComponent(string Component, int Total, IReadOnlyDictionary<MarkerKind, int> Kinds);

internal sealed record MarkerRow(string Path, int Line, MarkerKind Kind, DateTime At, int Months);
