using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Search;

/// <summary>Each night: the index is mended where it differs from what it stands for.</summary>
internal sealed class SearchIndexJob(AppDbs databases) : IJob
{
    public const string Id = "search-index";

    public string Name => Id;

    public string Schedule => "0 40 3 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Mend the search index")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var count = await db.MendAsync((kind, done) => progress.Report(new(kind, done, 0)), cancellation);
        return $"{count:N0} entries can be found.";
    }
}
