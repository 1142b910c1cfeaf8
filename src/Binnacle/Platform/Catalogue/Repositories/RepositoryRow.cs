using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Catalogue.Repositories;

/// <summary>A repository in a list.</summary>
/// <param name="Documents">Found at the newest commit.</param>
/// <param name="Problem">Why the last scan did not end.</param>
public sealed record RepositoryRow(
    Guid Id,
    string Slug,
    string Name,
    string Location,
    string? WebUrl,
    string? Team,
    string? TeamSlug,
    int Commits,
    int Documents,
    DateTime? FirstCommitAt,
    DateTime? LastCommitAt,
    DateTime AddedAt,
    DateTime? ScannedAt,
    string? Problem,
    DateTime? ArchivedAt
)
{
    /// <summary>Null when no scan runs or waits.</summary>
    public ScanState? Scan { get; init; }
}

/// <param name="IsRunning">False while it waits in the queue.</param>
public sealed record ScanState(bool IsRunning, string? Step, long Done, long Total)
{
    public static ScanState Of(JobRun run) => new(run.StartedAt is not null, run.Step, run.Done, run.Total);

    public string Words => !IsRunning ? "Waiting to be scanned" : Step ?? "Starting";
}
