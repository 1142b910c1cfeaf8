using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>After a rule changed: decides anew where all past facts belong. Cut off, it goes on with what is left.</summary>
internal sealed class AttributeFactsJob(AppDbs databases) : IJob
{
    public const string Id = "attribute-facts";
    public const string Title = "Decide where past facts belong";

    public string Name => Id;

    public string? Schedule => null;

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var count = await db.AttributeFactsAsync(progress, cancellation);
        return count switch
        {
            0 => "Every fact belongs where it did.",
            1 => "1 fact belongs elsewhere now.",
            _ => FormattableString.Invariant($"{count:N0} facts belong elsewhere now."),
        };
    }
}
