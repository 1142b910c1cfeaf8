namespace Binnacle.Platform.Jobs;

/// <summary>Long work that shows progress, can be stopped, and when started again goes on where it was.</summary>
public interface IJob
{
    /// <summary>"scan", "evaluate".</summary>
    string Name { get; }

    /// <summary>When it comes by itself, as a Quartz cron expression in UTC; null for work on demand only.</summary>
    string? Schedule { get; }

    /// <summary>The keys that the schedule queues, with a title each: one a repository, or one for all.</summary>
    Task<IReadOnlyList<(string Key, string Title)>> DueAsync(Data.AppDb db, CancellationToken cancellation);

    /// <returns>What was done, in a sentence.</returns>
    Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation);
}
