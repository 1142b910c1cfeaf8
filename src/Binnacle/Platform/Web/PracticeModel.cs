using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Web;

/// <summary>What the page of a practice shows for one scope on one day.</summary>
/// <param name="Trend">Of the check in the worst state whose number varies, else of the first that has a number; null when none has.</param>
public sealed record PracticeModel(
    Practice Practice,
    string ScopeKey,
    string ScopeName,
    IReadOnlyList<PracticeCheck> Checks,
    PracticeTrend? Trend,
    IReadOnlyList<PracticeDocument> Documents,
    int DocumentsTotal
);

/// <param name="ScopeKey">Where the answer comes from: checks that mean something only as a whole answer for the organization.</param>
public sealed record PracticeCheck(
    Check Check,
    string ScopeKey,
    CheckState State,
    string Text,
    string Headline,
    string? Target,
    string NextStep
);

public sealed record PracticeTrend(
    string CheckId,
    string Title,
    string Unit,
    string? Target,
    IReadOnlyList<TrendPoint> Points
);

/// <param name="Url">The document's page here, or the file where the repository is read.</param>
public sealed record PracticeDocument(
    string Title,
    DocumentKind Kind,
    string Repository,
    string Path,
    DateTime ChangedAt,
    int Problems,
    string? Url
);
