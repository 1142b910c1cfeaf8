using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Binnacle.Platform.Facts;

/// <summary>
/// Decides anew where past facts belong: their repository where none was known, service, production and person of all. Facts
/// that tell the same names are changed together, a part at a time; cut off, it goes on with what is not changed yet.
/// </summary>
public static class FactAttribution
{
    private const int AtOnce = 5_000;

    /// <returns>How many belong elsewhere now.</returns>
    public static async Task<int> AttributeFactsAsync(
        this AppDb db,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        await db.AwaitJoiningAsync(cancellation);
        var attribution = await db.AttributionAsync(cancellation);
        var count = 0;
        foreach (var kind in FactKind.All.Values)
            count += await kind.FindRepositoriesAsync(db, attribution, cancellation);
        var work = new Work(db, progress, cancellation);
        await ServicesAsync<Deployment>(db, attribution, work);
        await ServicesAsync<Alarm>(db, attribution, work);
        await ProductionAsync(db, attribution, work);
        await AccountsAsync<Change>(db, attribution, work, nameof(Change.Author));
        await AccountsAsync<ChangeReview>(db, attribution, work, nameof(ChangeReview.Reviewer));
        return count + await work.DoAsync();
    }

    /// <summary>Before a repository is deleted: its facts stay, and are decided anew once one has its address again.</summary>
    public static async Task LeaveRepositoryAsync(this AppDb db, Guid repository, CancellationToken cancellation)
    {
        await db.AwaitJoiningAsync(cancellation);
        foreach (var kind in FactKind.All.Values)
            await kind.LeaveRepositoryAsync(db, repository, cancellation);
    }

    private static async Task ServicesAsync<T>(AppDb db, Attribution attribution, Work work)
        where T : ServiceFact
    {
        var all = db.Set<T>();
        var told = await all.GroupBy(row => new
            {
                row.SourceId,
                row.ServiceName,
                row.RepositoryKey,
                row.RepositoryId,
                row.ServiceId,
            })
            .Select(same => new { same.Key, Count = same.Count() })
            .ToListAsync(work.Cancellation);
        foreach (var (key, count) in told.Select(row => (row.Key, row.Count)))
            if (
                attribution.ServiceOf(key.SourceId, key.ServiceName, key.RepositoryKey, key.RepositoryId).Value
                    is var right
                && right != key.ServiceId
            )
                work.Add(
                    count,
                    all,
                    all.Where(row =>
                        row.SourceId == key.SourceId
                        && row.ServiceName == key.ServiceName
                        && row.RepositoryKey == key.RepositoryKey
                        && row.RepositoryId == key.RepositoryId
                        && row.ServiceId == key.ServiceId
                    ),
                    set => set.SetProperty(row => row.ServiceId, right)
                );
    }

    private static async Task ProductionAsync(AppDb db, Attribution attribution, Work work)
    {
        var all = db.Set<Deployment>();
        var told = await all.GroupBy(row => new
            {
                row.SourceId,
                row.Environment,
                row.IsProduction,
                row.InProduction,
            })
            .Select(same => new { same.Key, Count = same.Count() })
            .ToListAsync(work.Cancellation);
        foreach (var (key, count) in told.Select(row => (row.Key, row.Count)))
            if (
                attribution.InProduction(key.SourceId, key.Environment, key.IsProduction).Value is var right
                && right != key.InProduction
            )
                work.Add(
                    count,
                    all,
                    all.Where(row =>
                        row.SourceId == key.SourceId
                        && row.Environment == key.Environment
                        && row.IsProduction == key.IsProduction
                        && row.InProduction == key.InProduction
                    ),
                    set => set.SetProperty(row => row.InProduction, right)
                );
    }

    /// <param name="account">The member that holds the account's mark, as it was told.</param>
    private static async Task AccountsAsync<T>(AppDb db, Attribution attribution, Work work, string account)
        where T : AccountFact
    {
        var all = db.Set<T>();
        var told = await all.GroupBy(row => new
            {
                Account = EF.Property<string?>(row, account),
                row.IsByBot,
                row.Person,
                row.ByBot,
            })
            .Select(same => new { same.Key, Count = same.Count() })
            .ToListAsync(work.Cancellation);
        foreach (var (key, count) in told.Select(row => (row.Key, row.Count)))
        {
            var (person, bot) = (attribution.PersonOf(key.Account), attribution.IsByBot(key.Account, key.IsByBot));
            if (person != key.Person || bot != key.ByBot)
                work.Add(
                    count,
                    all,
                    all.Where(row =>
                        EF.Property<string?>(row, account) == key.Account
                        && row.IsByBot == key.IsByBot
                        && row.Person == key.Person
                        && row.ByBot == key.ByBot
                    ),
                    set => set.SetProperty(row => row.Person, person).SetProperty(row => row.ByBot, bot)
                );
        }
    }

    /// <summary>What is being joined with an older catalogue is there then, and what is joined later knows the newer one.</summary>
    private static async Task AwaitJoiningAsync(this AppDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.HoldAsync(FactSaving.Hold, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What is to be changed, known before it begins so that progress can be told.</summary>
    private sealed class Work(AppDb db, IProgress<JobProgress>? progress, CancellationToken cancellation)
    {
        private readonly List<Func<Task>> steps = [];
        private int total;
        private int done;

        public CancellationToken Cancellation => cancellation;

        /// <param name="wrong">They are no longer among these once they are changed.</param>
        public void Add<T>(int count, IQueryable<T> all, IQueryable<T> wrong, Action<UpdateSettersBuilder<T>> set)
            where T : Fact
        {
            total += count;
            steps.Add(async () =>
            {
                int some;
                do
                {
                    cancellation.ThrowIfCancellationRequested();
                    var ids = wrong.OrderBy(row => row.Id).Take(AtOnce).Select(row => row.Id);
                    some = await (
                        typeof(T) == typeof(Alarm)
                            ? AlarmsAsync(await ids.ToListAsync(cancellation), all, set)
                            : all.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set, cancellation)
                    );
                    done += some;
                    progress?.Report(new("Deciding where facts belong", done, total));
                } while (some == AtOnce);
            });
        }

        /// <summary>Whoever acts on alarms hears of those that are moved.</summary>
        private async Task<int> AlarmsAsync<T>(List<Guid> ids, IQueryable<T> all, Action<UpdateSettersBuilder<T>> set)
            where T : Fact
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.HoldAsync(FactSaving.Hold, cancellation);
            await db.TellNewsAsync(ids, cancellation);
            var count = await all.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set, cancellation);
            await transaction.CommitAsync(cancellation);
            return count;
        }

        public async Task<int> DoAsync()
        {
            foreach (var step in steps)
                await step();
            return done;
        }
    }
}
