using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Learning;

/// <summary>A condition that contributed to incidents.</summary>
/// <param name="Services">How many services it came in.</param>
public sealed record ConditionRow(string Name, int Incidents, int Services, DateTime FirstAt, DateTime LastAt);

/// <summary>An incident that a condition contributed to.</summary>
public sealed record ConditionIncident(int Number, string Title, DateTime StartedAt);

/// <summary>A way of failing and how often it came.</summary>
public sealed record SignatureRow(string Name, string? Service, int Incidents, DateTime LastAt, int Actions);

/// <summary>What incidents of a period have in common.</summary>
/// <param name="Spans">To notice, to acknowledge, to recover, each with the period before.</param>
public sealed record LearningModel(
    DateOnly From,
    DateOnly To,
    int Incidents,
    IReadOnlyList<(SpanSummary Now, SpanSummary Before)> Spans,
    IReadOnlyList<ConditionRow> Conditions,
    int WithoutCondition,
    IReadOnlyList<SignatureRow> Signatures,
    IReadOnlyList<(string Name, int Count)> Detectors
)
{
    public const int Days = 365;
    private const int MostShown = 50;

    /// <returns>Null where there is no such team or repository.</returns>
    public static async Task<LearningModel?> LoadAsync(
        AppDb db,
        string? scope,
        DateOnly? asOf,
        CancellationToken cancellation
    )
    {
        var to = asOf ?? db.Today;
        return await db.IncidentsOfAsync(scope, cancellation) is { } incidents
            ? await db.RememberAsync(
                $"incident-learning:{scope}:{to:O}",
                () => ReadAsync(db, incidents, to, cancellation),
                cancellation
            )
            : null;
    }

    /// <summary>The incidents that name a condition.</summary>
    /// <returns>How many, and the newest of them.</returns>
    public static async Task<(int Count, IReadOnlyList<ConditionIncident> Newest)> WithConditionAsync(
        AppDb db,
        string? scope,
        DateOnly? asOf,
        string condition,
        CancellationToken cancellation
    )
    {
        if (await db.IncidentsOfAsync(scope, cancellation) is not { } incidents)
            return (0, []);
        var folded = condition.ToLowerInvariant();
        var rows = InYears(incidents, asOf ?? db.Today)
            .Where(row =>
                db.Set<IncidentCondition>()
                    .Any(one => one.IncidentId == row.Id && (one.Name == condition || one.Name.ToLower() == folded))
            );
        return (
            await rows.CountAsync(cancellation),
            await rows.OrderByDescending(row => row.StartedAt)
                .ThenByDescending(row => row.Number)
                .Take(MostShown)
                .Select(row => new ConditionIncident(row.Number, row.Title, row.StartedAt))
                .ToListAsync(cancellation)
        );
    }

    private static DateTime EndOf(DateOnly to) => to.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>Those of the year until a day, and of the year before.</summary>
    private static IQueryable<Incident> InYears(IQueryable<Incident> incidents, DateOnly to)
    {
        var (start, end) = (EndOf(to).AddDays(-2 * Days), EndOf(to));
        return incidents.Where(row => row.DismissedAt == null && row.StartedAt >= start && row.StartedAt < end);
    }

    private static async Task<LearningModel> ReadAsync(
        AppDb db,
        IQueryable<Incident> incidents,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var middle = EndOf(to).AddDays(-Days);
        var rows = InYears(incidents, to);
        var all = await rows.OrderByDescending(row => row.StartedAt).ToListAsync(cancellation);
        var (now, before) = (all.FindAll(row => row.StartedAt >= middle), all.FindAll(row => row.StartedAt < middle));
        var byId = all.ToDictionary(row => row.Id);
        var named = (
            await db.Set<IncidentCondition>()
                .AsNoTracking()
                .Where(row => rows.Any(incident => incident.Id == row.IncidentId))
                .Select(row => new { row.IncidentId, row.Name })
                .ToListAsync(cancellation)
        )
            // One that was opened since the incidents were read is in the next answer.
            .Where(row => byId.ContainsKey(row.IncidentId))
            .ToLookup(row => row.Name, row => byId[row.IncidentId]);
        var withCondition = named.SelectMany(group => group).Select(row => row.Id).ToHashSet();
        return new(
            DateOnly.FromDateTime(middle),
            to,
            now.Count,
            [
                Pair("To notice", Register.Spans.Detect),
                Pair("To acknowledge", row => Register.Spans.Acknowledge(row, db.Now)),
                Pair("To recover", row => Register.Spans.Recover(row, db.Now)),
            ],
            [
                .. named
                    .Select(group => new ConditionRow(
                        group.Key,
                        group.Count(),
                        group.Select(row => row.ServiceId).Distinct().Count(),
                        group.Min(row => row.StartedAt),
                        group.Max(row => row.StartedAt)
                    ))
                    .OrderByDescending(row => row.Incidents)
                    .ThenByDescending(row => row.LastAt)
                    .ThenBy(row => row.Name, StringComparer.Ordinal)
                    .Take(MostShown),
            ],
            all.Count(row => !withCondition.Contains(row.Id)),
            await SignaturesAsync(db, all, cancellation),
            [
                .. now.GroupBy(row => row.DetectedBy)
                    .OrderBy(group => group.Key is null)
                    .ThenBy(group => group.Key)
                    .Select(group => (group.Key?.Words() ?? "unknown", group.Count())),
            ]
        );

        (SpanSummary, SpanSummary) Pair(string name, Func<Incident, Platform.Duration?> span) =>
            (SpanSummary.Of(name, now.Select(span)), SpanSummary.Of(name, before.Select(span)));
    }

    private static async Task<List<SignatureRow>> SignaturesAsync(
        AppDb db,
        List<Incident> incidents,
        CancellationToken cancellation
    )
    {
        var counted = incidents.Where(row => row.SignatureId is not null).ToLookup(row => row.SignatureId!.Value);
        var ids = counted.Select(group => group.Key).ToList();
        var names = await db.Set<FailureSignature>()
            .Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Name,
                Service = db.Set<Service>()
                    .Where(service => service.Id == row.ServiceId)
                    .Select(service => service.Name)
                    .FirstOrDefault(),
                Actions = db.Set<IncidentAction>()
                    .Count(action => action.SignatureId == row.Id && action.CommitmentId != null),
            })
            .ToListAsync(cancellation);
        return
        [
            .. names
                .Select(row => new SignatureRow(
                    row.Name,
                    row.Service,
                    counted[row.Id].Count(),
                    counted[row.Id].Max(incident => incident.StartedAt),
                    row.Actions
                ))
                .OrderByDescending(row => row.Incidents)
                .ThenByDescending(row => row.LastAt)
                .ThenBy(row => row.Name, StringComparer.Ordinal)
                .Take(MostShown),
        ];
    }
}
