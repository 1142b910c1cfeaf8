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
    WorkAccount Work,
    IReadOnlyList<AreaAccount> Areas,
    ReleaseAccount Releases,
    IReadOnlyList<DocumentAccount> Documents
);

/// <param name="DecidedBy">Of the changes, how many each means decided.</param>
internal sealed record WorkAccount(
    DateOnly From,
    DateOnly To,
    int Changes,
    IReadOnlyDictionary<WorkKind, int> Kinds,
    IReadOnlyDictionary<DecidedBy, int> DecidedBy
);

/// <param name="Changes">Commits by people that touched the area in the window; of one commit each area counts once.</param>
internal sealed record AreaAccount(string Area, int Changes, int Lines, bool IsSinglePerson);

/// <param name="DaysBetween">Median days between releases of the last 24 months; null below two.</param>
internal sealed record ReleaseAccount(
    int Count,
    int Prereleases,
    string? Newest,
    DateTime? NewestAt,
    double? DaysBetween
);

/// <param name="Problems">Path, line and what is wrong, at most 20.</param>
internal sealed record DocumentAccount(DocumentKind Kind, int Count, int ProblemCount, IReadOnlyList<string> Problems);
