using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>An outcome measure in a list.</summary>
/// <param name="Since">Since when it has been one; null where that was not recorded.</param>
/// <param name="IsLive">Its newest point is not older than the limit.</param>
/// <param name="Decisions">Decisions that cited it within the limit; null where no decision names measures yet.</param>
public sealed record MetricRow(
    string Measure,
    string Name,
    string Unit,
    MeasureDirection Better,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    double? Target,
    DateTime? Since,
    double? Newest,
    DateOnly? NewestOn,
    bool IsLive,
    int? Decisions,
    DateTime? LastCitedAt,
    bool IsPutUp
);

/// <param name="Points">Of the last half-year, oldest first.</param>
/// <param name="Cited">Decisions within the limit, newest first.</param>
public sealed record MetricView(
    Measure Measure,
    MetricRow Row,
    IReadOnlyList<TrendPoint> Points,
    IReadOnlyList<Citation> Cited
);

/// <summary>A time in which a measure was an outcome measure, and how it ended.</summary>
public sealed record TermRow(
    string Measure,
    string Name,
    DateTime Since,
    DateTime EndedAt,
    string? EndedBy,
    string? EndReason,
    string? ReplacedBy
);

public static class MetricQueries
{
    private const int HalfYear = 182;

    public static async Task<IReadOnlyList<MetricView>> MetricsAsync(
        this AppDb db,
        string? scope = null,
        CancellationToken cancellation = default
    )
    {
        var measures = await db.MeasuresIn(scope)
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        var ids = measures.Select(measure => measure.Id).ToList();
        var since = db.Today.AddDays(-HalfYear - 1);
        var points = await db.RecentPointsAsync(ids, since, db.Today, cancellation);
        var newest = await db.NewestPointsAsync(ids, db.Today, cancellation);
        var terms = await db.Set<OutcomeTerm>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.MeasureId) && row.EndedAt == null)
            .ToListAsync(cancellation);
        var putUp = await db.Set<Retirement>()
            .Where(row => ids.Contains(row.MeasureId) && row.Choice == null)
            .Select(row => row.MeasureId)
            .ToListAsync(cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(team => team.Id, team => team.Name, cancellation);
        var live = (int)await db.ValueAsync(OutcomesChecks.LiveDays, cancellation);
        var limit = (int)await db.ValueAsync(MetricChecks.CitedDays, cancellation);
        var citations = await db.CitationsAsync(cancellation);
        return
        [
            .. measures.Select(measure =>
            {
                var term = terms.Find(row => row.MeasureId == measure.Id);
                var last = newest.GetValueOrDefault(measure.Id);
                var own = citations.Where(citation => citation.MeasureId == measure.Id).ToList();
                var lately = own.FindAll(citation => States.Age(citation.At, db.Today) <= limit);
                var row = new MetricRow(
                    measure.Slug,
                    measure.Name,
                    measure.Unit,
                    measure.Better,
                    measure.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
                    measure.ProductOwner,
                    measure.EngineeringOwner,
                    term?.Target,
                    term?.Since,
                    last?.Value,
                    last?.Date,
                    last is not null && db.Today.DayNumber - last.Date.DayNumber <= live,
                    citations.Count == 0 ? null : lately.Select(citation => citation.Decision).Distinct().Count(),
                    own.Count == 0 ? null : own.Max(citation => citation.At),
                    putUp.Contains(measure.Id)
                );
                return new MetricView(
                    measure,
                    row,
                    [
                        .. points[measure.Id]
                            .Select(point => new TrendPoint(point.Date, point.Value, CheckState.NotApplicable, "")),
                    ],
                    [.. lately.OrderByDescending(citation => citation.At)]
                );
            }),
        ];
    }

    public static async Task<(List<TermRow> Rows, int Total)> EndedTermsAsync(
        this AppDb db,
        int page,
        CancellationToken cancellation = default
    )
    {
        var ended = db.Set<OutcomeTerm>().Where(row => row.EndedAt != null);
        var rows = await ended
            .OrderByDescending(row => row.EndedAt)
            .ThenBy(row => row.Id)
            .OnPage(page)
            .Join(
                db.Set<Measure>(),
                row => row.MeasureId,
                measure => measure.Id,
                (row, measure) =>
                    new TermRow(
                        measure.Slug,
                        measure.Name,
                        row.Since,
                        row.EndedAt!.Value,
                        row.EndedBy,
                        row.EndReason,
                        db.Set<Measure>()
                            .Where(other => other.Id == row.ReplacedById)
                            .Select(other => other.Name)
                            .FirstOrDefault()
                    )
            )
            .ToListAsync(cancellation);
        return ([.. rows.OrderByDescending(row => row.EndedAt)], await ended.CountAsync(cancellation));
    }
}
