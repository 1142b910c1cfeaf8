using System.Globalization;

namespace Binnacle.Platform.Facts;

/// <summary>A pull or merge request on a code host.</summary>
public sealed class Change : AccountFact
{
    /// <summary>What people call it: "12"; a code host without numbers gives a name.</summary>
    public string Number { get; set; } = "";

    [Newest]
    public string? Title { get; set; }

    [Newest]
    public string? Url
    {
        get;
        set => field = ToldLink.Of(value);
    }

    /// <summary>A mark that tells two people apart and names neither; see <see cref="PersonMarks"/>.</summary>
    [Newest]
    public string? Author { get; set; }

    [Newest]
    public bool? IsDraft { get; set; }

    /// <summary>One label a line.</summary>
    [Newest]
    public string? Labels { get; set; }

    [Newest]
    public string? HeadBranch { get; set; }

    [Newest]
    public string? BaseBranch { get; set; }

    [Newest]
    public string? HeadCommit { get; set; }

    [Newest]
    public string? MergeCommit { get; set; }

    [Newest]
    public int? Added { get; set; }

    [Newest]
    public int? Deleted { get; set; }

    [Newest]
    public int? Files { get; set; }

    [Newest]
    public int? Commits { get; set; }

    [Earliest]
    public DateTime? FirstCommitAt { get; set; }

    [Earliest]
    public DateTime? OpenedAt { get; set; }

    /// <summary>When it left draft last; null where it never was one.</summary>
    [Latest]
    public DateTime? ReadyAt { get; set; }

    [Earliest]
    public DateTime? MergedAt { get; set; }

    /// <summary>Whether it is over, merged or not; some code hosts say so and not since when.</summary>
    [Newest]
    public bool? IsClosed { get; set; }

    /// <summary>Without a merge it was closed then; it is open again where <see cref="ReopenedAt"/> is later.</summary>
    [Latest]
    public DateTime? ClosedAt { get; set; }

    [Latest]
    public DateTime? ReopenedAt { get; set; }

    public static Change Of(string repositoryKey, int number) =>
        Of(repositoryKey, number.ToString(CultureInfo.InvariantCulture));

    public static Change Of(string repositoryKey, string number)
    {
        var key = $"{repositoryKey}/changes/{number}";
        return new()
        {
            Id = FactIds.Of("change", key),
            Key = key,
            RepositoryKey = repositoryKey,
            Number = number,
        };
    }
}
