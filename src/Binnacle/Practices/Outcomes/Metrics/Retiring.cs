using System.Globalization;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>What is known of an outcome measure when one asks whether it is put up for retirement.</summary>
/// <param name="Since">Since when it has been one.</param>
/// <param name="CitedAt">The newest decision that cited it.</param>
/// <param name="KeptUntil">It was kept when last put up, until that day.</param>
/// <param name="CitedFrom">Since when decisions have named measures at all; null for never.</param>
public sealed record RetirementFacts(
    DateTime Since,
    DateTime? CitedAt,
    bool IsPutUp,
    DateOnly? KeptUntil,
    DateTime? CitedFrom
);

public static class Retiring
{
    /// <summary>
    /// A metric that has been one for as long as the limit and that no decision cited in that time. Not while it is put up
    /// already or was kept; and not before decisions have named measures for that long, since until then nothing is known.
    /// </summary>
    public static bool IsDue(RetirementFacts facts, int limit, DateOnly day) =>
        !facts.IsPutUp
        && !(facts.KeptUntil >= day)
        && facts.CitedFrom is { } from
        && States.Age(from, day) >= limit
        && States.Age(facts.Since, day) >= limit
        && !(facts.CitedAt is { } cited && States.Age(cited, day) <= limit);

    public static string Because(DateTime? citedAt, int limit) =>
        citedAt is { } at
            ? $"No decision cited it in {limit} days; the last one did on {Words.Date(at)}."
            : $"No decision has cited it in {limit} days, or ever.";

    /// <summary>Puts up what is due; whatever people answer, nothing is removed by itself.</summary>
    /// <returns>Names of the metrics that were put up.</returns>
    public static async Task<IReadOnlyList<string>> PutUpForRetirementAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var limit = (int)await db.ValueAsync(MetricChecks.CitedDays, cancellation);
        var citations = await db.CitationsAsync(cancellation);
        var measures = await db.Set<Measure>()
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        var terms = await db.Set<OutcomeTerm>().Where(row => row.EndedAt == null).ToListAsync(cancellation);
        var asked = (
            await db.Set<Retirement>()
                .AsNoTracking()
                .OrderBy(row => row.ProposedOn)
                .ThenBy(row => row.Id)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.MeasureId);
        var put = new List<string>();
        foreach (var measure in measures)
        {
            var cited = citations
                .Where(citation => citation.MeasureId == measure.Id)
                .MaxBy(citation => citation.At)
                ?.At;
            var facts = new RetirementFacts(
                terms.Find(term => term.MeasureId == measure.Id)?.Since ?? measure.DefinedAt,
                cited,
                asked[measure.Id].Any(row => row.Choice is null),
                asked[measure.Id].LastOrDefault()?.KeptUntil,
                citations.Count == 0 ? null : citations.Min(citation => citation.At)
            );
            if (!IsDue(facts, limit, db.Today))
                continue;
            var because = Because(cited, limit);
            db.Add(
                new Retirement
                {
                    MeasureId = measure.Id,
                    ProposedOn = db.Today,
                    Because = because,
                }
            );
            db.Record("outcome-metric.put-up", measure.Name, MetricWords.RetirementUrl, because);
            put.Add(measure.Name);
        }
        if (put.Count > 0)
            await db.SaveChangesAsync(cancellation);
        return put;
    }
}

/// <summary>Looks every morning whether an outcome measure has driven no decision for too long.</summary>
internal sealed class RetirementJob(AppDbs databases) : IJob
{
    public const string Id = "retirement";

    public string Name => Id;

    public string Schedule => "0 40 0 * * ?";

    public Task<IReadOnlyList<(string Key, string Title)>> DueAsync(AppDb db, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>([("", "Look for outcome measures that drive no decision")]);

    public async Task<string> RunAsync(string key, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        await using var db = databases.Open();
        var put = await db.PutUpForRetirementAsync(cancellation);
        return put.Count == 0
            ? "No outcome measure is to be put up for retirement."
            : string.Create(CultureInfo.InvariantCulture, $"Put up for retirement: {string.Join(", ", put)}.");
    }
}
