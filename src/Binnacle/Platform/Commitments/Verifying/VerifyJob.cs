using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Commitments;

/// <summary>Every night, after the checks were evaluated: did what was promised show in the numbers?</summary>
internal sealed class VerifyJob(Verifying verifying) : IJob
{
    public const string Id = "verify";

    public string Name => Id;

    public string Schedule => "0 40 0 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Look at the effects of commitments")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation) =>
        await verifying.RunAsync(progress, cancellation) switch
        {
            0 => "No commitment was due to be looked at.",
            1 => "Looked at one commitment.",
            var count => $"Looked at {count} commitments.",
        };
}
