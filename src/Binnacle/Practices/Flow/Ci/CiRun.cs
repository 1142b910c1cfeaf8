using Binnacle.Platform.Facts;

namespace Binnacle.Practices.Flow.Ci;

/// <summary>A run of a pipeline, or of a job inside one, as far as CI is counted from it.</summary>
/// <param name="ParentId">The run it is a job of; null for a pipeline, and for a tool that knows no jobs.</param>
public sealed record CiRun(
    Guid Id,
    Guid? ParentId,
    Guid? RepositoryId,
    string? Name,
    string? Commit,
    DateTime? QueuedAt,
    DateTime? StartedAt,
    DateTime? EndedAt,
    RunOutcome? Outcome
)
{
    /// <summary>Why it counts nowhere; null where it counts.</summary>
    public CiExclusion? Exclusion =>
        Outcome is RunOutcome.Cancelled ? CiExclusion.Cancelled
        : Outcome is RunOutcome.Skipped ? CiExclusion.Skipped
        : EndedAt is null || Outcome is null ? CiExclusion.WithoutEnd
        : Since is null ? CiExclusion.WithoutBegin
        : EndedAt < Since || EndedAt < StartedAt || StartedAt < QueuedAt ? CiExclusion.Contradicting
        : null;

    /// <summary>When somebody began to wait for it.</summary>
    private DateTime? Since => QueuedAt ?? StartedAt;

    /// <summary>From queued to the end: what a person waits for.</summary>
    public TimeSpan? Feedback => Exclusion is null ? EndedAt - Since : null;

    public TimeSpan? Queue => Exclusion is null ? StartedAt - QueuedAt : null;

    /// <summary>From started to the end; unknown where the tool does not say when it started.</summary>
    public TimeSpan? Ran => Exclusion is null ? EndedAt - StartedAt : null;

    public bool HasFailed => Outcome is RunOutcome.Failure;
}

public enum CiExclusion
{
    Cancelled,
    Skipped,
    WithoutEnd,
    WithoutBegin,
    Contradicting,
}

internal static class CiRuns
{
    public static IQueryable<CiRun> AsCiRuns(this IQueryable<Build> builds) =>
        builds.Select(row => new CiRun(
            row.Id,
            row.ParentId,
            row.RepositoryId,
            row.Name,
            row.Commit,
            row.QueuedAt,
            row.StartedAt,
            row.EndedAt,
            row.Outcome
        ));
}

internal static class CiExclusions
{
    public static string Words(this CiExclusion exclusion) =>
        exclusion switch
        {
            CiExclusion.Cancelled => "cancelled before it ended",
            CiExclusion.Skipped => "skipped",
            CiExclusion.WithoutEnd => "without an end or an outcome",
            CiExclusion.WithoutBegin => "without a time of queueing or start",
            _ => "with clocks that contradict each other",
        };
}
