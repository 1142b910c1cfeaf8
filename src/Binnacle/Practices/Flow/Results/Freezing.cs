using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Intake.Past;
using Binnacle.Platform.Jobs;
using Binnacle.Practices.Flow.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Results;

public static class Freezing
{
    /// <summary>After the end of a month, so that what comes late is in.</summary>
    public const int SettledDays = 7;

    private const int Months = 24;

    /// <summary>The months that are over and settled, oldest first.</summary>
    public static IEnumerable<DateOnly> SettledMonths(DateOnly today)
    {
        var newest = today.AddDays(-SettledDays);
        newest = new DateOnly(newest.Year, newest.Month, 1).AddMonths(-1);
        return Enumerable.Range(0, Months).Select(ago => newest.AddMonths(ago + 1 - Months));
    }

    public static DeliveryPeriod PeriodOf(DateOnly month) => new(month, month.AddMonths(1).AddDays(-1));

    /// <summary>Freezes a month of the organization, its teams and services, where anything is known and nothing is frozen.</summary>
    /// <returns>How many results.</returns>
    public static async Task<int> FreezeAsync(this AppDb db, DateOnly month, CancellationToken cancellation)
    {
        var known = await db.Set<FrozenResult>()
            .Where(row => row.Month == month)
            .Select(row => row.ScopeKey)
            .Distinct()
            .ToHashSetAsync(cancellation);
        var period = PeriodOf(month);
        var whole = await db.DeliveryWindowAsync(DeliveryScope.Organization, period, cancellation);
        var teams = await db.Set<Team>()
            .Where(row => row.ArchivedAt == null)
            .Select(row => new { row.Id, Key = ScopeText.OfTeam(row.Slug) })
            .ToListAsync(cancellation);
        var services = await db.Set<Service>()
            .Where(row => row.ArchivedAt == null)
            .Select(row => new { row.Id, Key = ScopeText.OfService(row.Slug) })
            .ToListAsync(cancellation);
        List<(string Key, DeliveryWindow Window)> scopes =
        [
            (ScopeText.Organization, whole),
            .. teams.Select(team => (team.Key, whole.OfTeam(team.Id))),
            .. services.Select(service => (service.Key, whole.OfService(service.Id))),
        ];
        var rows = (
            from scope in scopes
            where !known.Contains(scope.Key)
            from result in DeliveryMeasures.All(scope.Window, period)
            where result.N > 0
            select FrozenResult.Of(scope.Key, month, result, db.Now)
        ).ToList();
        await db.InsertManyAsync(rows, cancellation);
        return rows.Count;
    }
}

/// <summary>Each night: what has settled is frozen.</summary>
internal sealed class FreezeJob(AppDbs databases, TimeProvider clock) : IJob
{
    public string Name => "freeze-delivery";

    public string Schedule => "0 40 1 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Freeze delivery results")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        if (await Patience.WithDatabaseAsync(() => IsPastReadAsync(cancellation), clock, cancellation))
            return "A past is being read: nothing is frozen until it is here.";
        var months = Freezing.SettledMonths(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).ToList();
        var frozen = 0;
        foreach (var (index, month) in months.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new("Freezing months", index, months.Count));
            frozen += await Patience.WithDatabaseAsync(
                async () =>
                {
                    await using var db = databases.Open();
                    return await db.FreezeAsync(month, cancellation);
                },
                clock,
                cancellation
            );
        }
        return frozen == 0 ? "Nothing new." : $"{frozen:N0} results frozen.";
    }

    /// <summary>Half of what is to come would stand as a month's result for ever. What was stopped, or stands for weeks, is waited for no more.</summary>
    private async Task<bool> IsPastReadAsync(CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var since = db.Now.AddDays(-2 * Freezing.SettledDays);
        return await db.Set<IntakePast>()
            .AnyAsync(row => row.EndedAt == null && row.StoppedAt == null && row.AskedAt >= since, cancellation);
    }
}
