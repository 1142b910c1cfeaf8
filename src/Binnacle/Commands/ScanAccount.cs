using Binnacle.History;
using Binnacle.Platform.Documents;

namespace Binnacle.Commands;

/// <summary>What <c>binnacle scan</c> prints. Fields are documented in docs/scan.md and only ever added.</summary>
internal sealed record ScanAccount(
    string Repository,
    string? Branch,
    string Head,
    bool IsShallow,
    bool IsPartial,
    int Commits,
    int Merges,
    int People,
    int Bots,
    int CommitsByBots,
    DateTime FirstCommitAt,
    DateTime LastCommitAt,
    int CommitsWithoutLineCounts,
    WindowAccount Window,
    WorkAccount Work,
    IReadOnlyList<AreaAccount> Areas,
    ReleaseAccount Releases,
    LeadTimeAccount LeadTime,
    RevertAccount Reverts,
    BatchAccount Batch,
    ChurnAccount Churn,
    HotspotsAccount Hotspots,
    CouplingAccount Coupling,
    CouplingSumsAccount SumOfCoupling,
    AcrossAccount? Across,
    AgesAccount Age,
    MarkersAccount Markers,
    OwnershipAccount Ownership,
    TruckFactorAccount? TruckFactor,
    LossAccount? KnowledgeLoss,
    NewcomersAccount? Newcomers,
    IReadOnlyList<DocumentAccount> Documents
);

/// <summary>After the first moment, up to the last.</summary>
internal sealed record WindowAccount(DateTime From, DateTime To);

/// <param name="DecidedBy">Of the changes, how many each means decided.</param>
internal sealed record WorkAccount(
    DateOnly From,
    DateOnly To,
    int Changes,
    IReadOnlyDictionary<WorkKind, int> Kinds,
    IReadOnlyDictionary<DecidedBy, int> DecidedBy,
    IReadOnlyList<WorkMonth> ByMonth
);

internal sealed record WorkMonth(string Month, int Changes, IReadOnlyDictionary<WorkKind, int> Kinds);

/// <param name="Changes">Commits by people that touched the area in the window; of one commit each area counts once.</param>
internal sealed record AreaAccount(string Area, int Changes, int Lines, bool IsSinglePerson);

/// <param name="Problems">Path, line and what is wrong, at most 20.</param>
internal sealed record DocumentAccount(DocumentKind Kind, int Count, int ProblemCount, IReadOnlyList<string> Problems);
