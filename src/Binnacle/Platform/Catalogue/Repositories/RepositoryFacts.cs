using Binnacle.History.Analyses;
using Binnacle.Platform.Documents;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <summary>What is known of one repository. People are counted, never listed with what they did.</summary>
/// <param name="People">Who committed, bots left out.</param>
/// <param name="FirstLook">While the first scan counts lines; null before and after.</param>
public sealed record RepositoryFacts(
    RepositoryRow Repository,
    string? Branch,
    string? HeadCommit,
    bool IsClone,
    bool IsShallow,
    bool IsPartial,
    Guid? TeamId,
    int People,
    IReadOnlyList<AreaRow> Areas,
    int AreasTotal,
    IReadOnlyList<DocumentCount> Documents,
    IReadOnlyList<ReleaseRow> Releases,
    int ReleasesTotal,
    IReadOnlyList<RepositoryService> Services,
    RecentWork Work,
    FirstLook? FirstLook
);

/// <param name="Path">Empty for the root.</param>
/// <param name="Team">The team that owns most of its files.</param>
public sealed record AreaRow(string Path, int Files, string? Team, string? TeamSlug);

public sealed record DocumentCount(DocumentKind Kind, int Count, int Problems);

public sealed record ReleaseRow(string Name, DateTime At, bool IsPrerelease);

public sealed record RepositoryService(string Slug, string Name, string Path);

/// <summary>Commits of the last weeks by kind of work, bots and merges left out.</summary>
public sealed record RecentWork(DateOnly Since, IReadOnlyList<WorkCount> Kinds)
{
    public const int Weeks = 12;

    public int Total => Kinds.Sum(row => row.Count);

    public int By(DecidedBy decided) => Kinds.Where(row => row.DecidedBy == decided).Sum(row => row.Count);
}

public sealed record WorkCount(WorkKind Kind, DecidedBy DecidedBy, int Count);
