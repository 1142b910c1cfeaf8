namespace Binnacle.Demo;

// What the demo organization is made of, before it becomes records. Days are counted back from today.

internal sealed record TeamPlan(string Slug, string Name)
{
    public string Handle => $"northwind/{Slug}";
}

/// <param name="Team">Slug; empty for leaders and others of no team.</param>
/// <param name="Pace">Changes on an ordinary day; 0 for people who write no code.</param>
/// <param name="Zone">Hours before UTC in which this person works.</param>
/// <param name="JoinedAgo">Null for people who were there before history begins.</param>
/// <param name="MovedFrom">The team until <paramref name="MovedAgo"/>.</param>
internal sealed record PersonPlan(
    string Name,
    string Team,
    double Pace = 0,
    int Zone = 1,
    int? JoinedAgo = null,
    int? LeftAgo = null,
    string? MovedFrom = null,
    int MovedAgo = 0
)
{
    public string Key => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public string Address => $"{Name.ToLowerInvariant().Replace(' ', '.')}@northwind.example";

    public bool IsThere(int ago) =>
        (JoinedAgo is not { } joined || ago <= joined) && (LeftAgo is not { } left || ago > left);

    public string TeamOn(int ago) => MovedFrom is { } before && ago > MovedAgo ? before : Team;
}

/// <summary>A folder of code.</summary>
/// <param name="Knowers">First names, who works there most first.</param>
/// <param name="Things">What people speak of there, as they write it in subjects.</param>
internal sealed record AreaPlan(
    string Folder,
    string Team,
    string[] Knowers,
    string[] Things,
    int Files = 9,
    int BornAgo = Calendar.Days
)
{
    public string Short => Folder[(Folder.LastIndexOf('/') + 1)..];
}

internal enum SubjectStyle
{
    Conventional,
    FreeText,

    /// <summary>Free text that rarely says what kind of work it was.</summary>
    Terse,
}

/// <param name="Releases">Name of the n-th release, and days between releases by days ago; null where nothing is tagged.</param>
internal sealed record RepositoryPlan(
    string Slug,
    string? Team,
    SubjectStyle Style,
    string Extension,
    AreaPlan[] Areas,
    ReleasePlan? Releases = null,
    string? Bot = null
);

/// <param name="Name">Of the n-th release on a day.</param>
/// <param name="Every">Days between releases, by days ago.</param>
internal sealed record ReleasePlan(Func<int, DateOnly, string> Name, Func<int, double> Every, bool HasChangelog = true);

internal sealed record ServicePlan(
    string Slug,
    string Name,
    string Repository,
    string Path,
    string Team,
    bool IsCritical
);

/// <summary>One version of a file that Binnacle reads; null text removes it.</summary>
internal sealed record FilePlan(
    string Repository,
    string Path,
    int Ago,
    string Subject,
    string? Text,
    string? Team = null
);
