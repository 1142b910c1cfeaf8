using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Checks;

/// <summary>
/// Evaluates every check for every scope and keeps the results as snapshots. Days before the first evaluation are replayed
/// from history, so that a first scan already draws two years; days that were evaluated in their time are never touched.
/// </summary>
public sealed class Evaluating(AppDbs databases, PracticeList practices, IEnumerable<IRecordSource> sources)
{
    /// <summary>Rows of evidence kept with the newest snapshot; the total is always told.</summary>
    public const int EvidenceKept = States.MostEvidence;

    private const int MonthsReplayed = 24;

    /// <param name="day">Today, or an earlier day to look back at: its snapshots are kept as replayed, the evidence stays today's.</param>
    /// <param name="alsoDays">Further days of the past to replay on the first evaluation.</param>
    public async Task<int> RunAsync(
        DateOnly day,
        IProgress<JobProgress> progress,
        CancellationToken cancellation,
        IReadOnlyList<DateOnly>? alsoDays = null
    )
    {
        progress.Report(new("Loading records", 0, 0));
        await using var db = databases.Open();
        var isToday = day >= db.Today;
        var records = new CheckRecords();
        foreach (var source in sources)
            await source.LoadAsync(db, records, cancellation);
        var organization = await db.Set<Organization>()
            .OrderBy(row => row.CreatedAt)
            .Select(row => row.Name)
            .FirstOrDefaultAsync(cancellation);
        var scopes = Scopes.Of(records, organization ?? "Organization");
        var days = await DaysAsync(db, day, isToday, alsoDays ?? [], cancellation);
        var done = 0;
        foreach (var next in days)
        {
            progress.Report(new("Evaluating checks", done++, days.Count));
            await KeepAsync(next, next == day, isToday && next == day, Evaluate(records, scopes, next), cancellation);
        }
        progress.Report(new("Evaluating checks", days.Count, days.Count));
        return days.Count;
    }

    /// <summary>Every check and scope for one day; pure, for whoever wants the results without keeping them.</summary>
    public List<(Scope Scope, Check Check, CheckResult Result)> Evaluate(
        CheckRecords records,
        IReadOnlyList<Scope> scopes,
        DateOnly day
    ) =>
        [
            .. from scope in scopes
            from check in practices.Checks
            where check.PerTeam || scope.Kind is ScopeKind.Organization
            select (scope, check, check.Evaluate(records, scope, day)),
        ];

    /// <summary>Month ends of the last two years that nobody evaluated in their time, and today.</summary>
    private static async Task<List<DateOnly>> DaysAsync(
        AppDb db,
        DateOnly today,
        bool isToday,
        IReadOnlyList<DateOnly> alsoDays,
        CancellationToken cancellation
    )
    {
        var kept = await db.Set<Evaluation>()
            .Where(row => !row.IsReplay)
            .Select(row => row.Date)
            .ToListAsync(cancellation);
        var first = kept.Count == 0 ? today : kept.Min();
        var month = new DateOnly(today.Year, today.Month, 1);
        IReadOnlyList<DateOnly> asked = isToday || !kept.Contains(today) ? [today] : [];
        return
        [
            .. Enumerable
                .Range(0, MonthsReplayed)
                .Select(back => month.AddMonths(-back).AddDays(-1))
                // A week ago stands in for the last review on the first day.
                .Append(today.AddDays(-7))
                .Concat(alsoDays)
                .Distinct()
                .Where(day => day < first && day < today)
                .Order()
                .Concat(asked),
        ];
    }

    private async Task KeepAsync(
        DateOnly day,
        bool isAsked,
        bool isToday,
        List<(Scope Scope, Check Check, CheckResult Result)> results,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<Snapshot>().Where(row => row.Date == day).ExecuteDeleteAsync(cancellation);
        await db.Set<Evaluation>().Where(row => row.Date == day).ExecuteDeleteAsync(cancellation);
        db.Add(
            new Evaluation
            {
                Date = day,
                At = db.Now,
                IsReplay = !isToday,
            }
        );
        // A day that nobody asked for draws a trend, and there only what was known counts.
        var worth = results.Where(row => isAsked || row.Result.State is not CheckState.Unknown).ToList();
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync([.. worth.Select(row => RowOf(row.Scope, row.Check, row.Result, day))], cancellation);
        if (isToday)
        {
            await db.Set<SnapshotEvidence>().ExecuteDeleteAsync(cancellation);
            await db.InsertManyAsync(
                [.. results.SelectMany(row => EvidenceOf(row.Scope, row.Check, row.Result))],
                cancellation
            );
        }
        await transaction.CommitAsync(cancellation);
    }

    private static Snapshot RowOf(Scope scope, Check check, CheckResult result, DateOnly day) =>
        new()
        {
            ScopeKey = scope.Key,
            CheckId = check.Id,
            Date = day,
            Version = check.Version,
            State = result.State,
            Number = result.Number,
            Text = result.Text,
            Headline = result.Headline,
            Unit = result.Unit,
            Target = result.Target,
            SampleCount = result.Sample.Count,
            SampleOf = result.Sample.Of,
            CoverageKnown = result.Coverage?.Known,
            CoverageTotal = result.Coverage?.Total,
            CoverageOf = result.Coverage?.Of,
            NewestAt = result.NewestAt,
            NewestWhat = result.NewestWhat,
            NextStep = result.NextStep,
            Facts = result.Facts.Count == 0 ? null : JsonSerializer.Serialize(result.Facts),
            EvidenceTotal = result.Evidence.Count,
        };

    private static IEnumerable<SnapshotEvidence> EvidenceOf(Scope scope, Check check, CheckResult result) =>
        result
            .Evidence.Take(EvidenceKept)
            .Select(
                (row, index) =>
                    new SnapshotEvidence
                    {
                        ScopeKey = scope.Key,
                        CheckId = check.Id,
                        Ordinal = index,
                        Title = row.Title,
                        Note = row.Note,
                        RepositoryId = row.RepositoryId,
                        Path = row.Path,
                        Line = row.Line,
                        Commit = row.Commit,
                        At = row.At,
                        State = row.State,
                    }
            );
}
