using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Checks;

/// <summary>Answers every row of the Review, each night and after every scan.</summary>
internal sealed class EvaluateJob(Evaluating evaluating, TimeProvider clock) : IJob
{
    public const string Id = "evaluate";

    public string Name => Id;

    public string Schedule => "0 10 0 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Evaluate all checks")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var days = await evaluating.RunAsync(today, progress, cancellation);
        return days == 1 ? "Evaluated today." : $"Evaluated today and replayed {days - 1} earlier days.";
    }
}
