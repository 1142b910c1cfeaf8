using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>
/// Works out changes and deployments of every repository of which something is new, then which deployments failed. Always of
/// all: what pages remember is counted anew once, however many repositories were scanned.
/// </summary>
internal sealed class DeliveryJob(AppDbs databases, JobQueue queue, TimeProvider clock, ILogger<DeliveryJob> log) : IJob
{
    public const string Id = "delivery";
    public const string Title = "Work out delivery";

    public string Name => Id;

    public string Schedule => "0 4/10 * * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", Title)]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var repositories = await Patience.WithDatabaseAsync(() => RepositoriesAsync(cancellation), clock, cancellation);
        var renewed = 0;
        var failed = new List<string>();
        try
        {
            foreach (var (index, repository) in repositories.Index())
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report(new("Working out delivery", index, repositories.Count));
                renewed += await RenewAsync(repository, failed, cancellation);
            }
        }
        finally
        {
            // Also where it was stopped: what is written already is looked at anew.
            if (renewed > 0)
                await Patience.WithDatabaseAsync(BeginEditionAsync, clock, CancellationToken.None);
        }
        progress.Report(new("Finding what failed", repositories.Count, repositories.Count));
        var marked = await Patience.WithDatabaseAsync(() => MarkAsync(cancellation), clock, cancellation);
        if (renewed + marked > 0)
            await queue.QueueAsync(EvaluateJob.Id, "", "Evaluate all checks", cancellation);
        await RememberUsualAsync(cancellation);
        var told =
            renewed + marked == 0
                ? "Nothing new."
                : $"{Words.Count(renewed, "repository")} worked out, {Words.Count(marked, "deployment")} judged anew.";
        return failed.Count == 0 ? told : $"{told} Could not be worked out: {Words.List(failed)}.";
    }

    /// <summary>The first who looks should not be the one who waits: the organization's usual weeks are counted here.</summary>
    private async Task RememberUsualAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        await db.DeliverySummaryAsync(FlowView.Usual(db.Today), cancellation);
    }

    private async Task<List<Repository>> RepositoriesAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        return await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
    }

    private Task<int> BeginEditionAsync() =>
        AloneAsync(
            async db =>
            {
                await db.BeginEditionAsync(CancellationToken.None);
                return await db.SaveChangesAsync();
            },
            CancellationToken.None
        );

    /// <param name="failed">What is wrong with one repository must not keep the others from being worked out: its name is added.</param>
    private async Task<int> RenewAsync(Repository repository, List<string> failed, CancellationToken cancellation)
    {
        try
        {
            var isNew = await Patience.WithDatabaseAsync(
                () => AloneAsync(db => db.RenewDeliveryAsync(repository, cancellation), cancellation),
                clock,
                cancellation
            );
            return isNew ? 1 : 0;
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !Patience.IsPassing(problem))
        {
            log.LogError(problem, "Delivery of {Repository} could not be worked out.", repository.Name);
            failed.Add(repository.Name);
            return 0;
        }
    }

    private Task<int> MarkAsync(CancellationToken cancellation) =>
        AloneAsync(db => db.MarkFailuresAsync(cancellation), cancellation);

    /// <summary>Another node may work on the same.</summary>
    private async Task<T> AloneAsync<T>(Func<AppDb, Task<T>> work, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        await using var holding = await db.BeginHoldingAsync(cancellation);
        await db.HoldAsync(Id, cancellation);
        var done = await work(db);
        if (holding is not null)
            await holding.CommitAsync(cancellation);
        return done;
    }
}
