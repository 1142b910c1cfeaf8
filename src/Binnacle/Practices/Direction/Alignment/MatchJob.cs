using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>Matches changes with initiatives: after every scan, each night, and when rules change.</summary>
internal sealed class MatchJob(AppDbs databases, JobQueue queue) : IJob
{
    public const string Id = "match-changes";

    public const string Title = "Match changes with initiatives";

    public string Name => Id;

    public string Schedule => "0 4 0 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", Title)]);

    /// <param name="key">"rules" where somebody waits for the share to follow; else empty.</param>
    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var repositories = await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        var (done, changes, linked, matched) = (0, 0, 0, 0);
        foreach (var repository in repositories)
        {
            progress.Report(new($"Matching {repository.Name}", done++, repositories.Count));
            if (await db.MatchAsync(repository, cancellation) is not { } found)
                continue;
            (changes, linked, matched) = (changes + found.Changes, linked + found.Linked, matched + 1);
        }
        if (matched > 0 && key.Length > 0)
            await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        return matched == 0
            ? "Nothing changed."
            : $"{Words.Count(changes, "change")} of {Words.Count(matched, "repository")} matched; {linked:N0} serve a goal.";
    }
}
