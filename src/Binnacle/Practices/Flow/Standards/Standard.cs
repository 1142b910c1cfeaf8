using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Flow.Standards;

/// <summary>A convention that a repository has or lacks, seen by a file of it.</summary>
/// <param name="Styles">Of environments and conventions, those that are it; empty for every document of the kind.</param>
public sealed record Standard(string Slug, string Name, DocumentKind Kind, params IReadOnlyList<string> Styles)
{
    public static readonly IReadOnlyList<Standard> All =
    [
        new("ci", "CI definition", DocumentKind.Pipeline),
        new(
            "container",
            "Container or Nix environment",
            DocumentKind.Environment,
            "devcontainer",
            "nix",
            "devbox",
            "gitpod",
            "vagrant",
            "dockerfile"
        ),
        new("compose", "Compose", DocumentKind.Environment, "compose"),
        new("tools", "Tool versions", DocumentKind.Environment, "tool-versions", "mise", "toolchain"),
        new("tasks", "Makefile or tasks", DocumentKind.Convention, "tasks"),
        new("image", "Dockerfile", DocumentKind.Convention, "image"),
        new("pre-commit", "Pre-commit checks", DocumentKind.Convention, "pre-commit"),
        new("editorconfig", "Editor settings", DocumentKind.Convention, "editorconfig"),
        new("updates", "Dependency updates", DocumentKind.DependencyUpdates),
        new("owners", "Code owners", DocumentKind.Ownership),
        new("contributing", "Contributing guide", DocumentKind.Contributing),
    ];

    public bool Is(DocumentKind kind, string? style) =>
        kind == Kind && (Styles.Count == 0 || (style is not null && Styles.Contains(style)));
}

/// <summary>A file that is a standard, with the times at which it came and went, in turn.</summary>
public sealed record StandardFile(
    Guid RepositoryId,
    Standard Standard,
    string Form,
    IReadOnlyList<(DateTime At, bool IsThere)> Turns
)
{
    public bool IsThereOn(DateTime at) => Turns.LastOrDefault(turn => turn.At <= at).IsThere;
}

/// <summary>A repository as adoption counts it.</summary>
public sealed record StandardRepository(
    Guid Id,
    string Slug,
    string Name,
    string? Team,
    DateTime? FirstCommitAt,
    DateTime? LastCommitAt
)
{
    /// <summary>Somebody changed it in the year before; a repository that is quiet adopts nothing and lacks nothing.</summary>
    public bool IsActiveOn(DateTime at) =>
        FirstCommitAt <= at && LastCommitAt > at.AddDays(-Platform.Checks.States.ActiveDays);
}

/// <summary>How far a standard has spread: of the repositories that were active at a month's end, those that had it.</summary>
public sealed record Adoption(Standard Standard, IReadOnlyList<(DateOnly Month, int Have, int Active)> Months)
{
    public (DateOnly Month, int Have, int Active) Now => Months[^1];

    public double? Share(int monthsAgo) =>
        Months.Count > monthsAgo && Months[^(monthsAgo + 1)] is { Active: > 0 } month
            ? (double)month.Have / month.Active
            : null;

    /// <summary>Points of share gained in a year.</summary>
    public double? Gained => Share(0) - Share(12);

    /// <param name="last">The day that stands for the newest month.</param>
    public static IReadOnlyList<Adoption> Of(
        IReadOnlyList<StandardRepository> repositories,
        IReadOnlyList<StandardFile> files,
        DateOnly last,
        int months
    )
    {
        var byStandard = files.ToLookup(file => file.Standard);
        var ends = Enumerable
            .Range(0, months)
            .Select(ago => ago == 0 ? last : new DateOnly(last.Year, last.Month, 1).AddMonths(1 - ago).AddDays(-1))
            .Reverse()
            .Select(day => (Day: day, At: day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc)))
            .Select(end =>
                (
                    end.Day,
                    end.At,
                    Active: repositories.Where(row => row.IsActiveOn(end.At)).Select(row => row.Id).ToHashSet()
                )
            )
            .ToList();
        return
        [
            .. Standard.All.Select(standard => new Adoption(
                standard,
                [
                    .. ends.Select(end =>
                        (
                            end.Day,
                            byStandard[standard]
                                .Where(file => end.Active.Contains(file.RepositoryId) && file.IsThereOn(end.At))
                                .Select(file => file.RepositoryId)
                                .Distinct()
                                .Count(),
                            end.Active.Count
                        )
                    ),
                ]
            )),
        ];
    }
}
