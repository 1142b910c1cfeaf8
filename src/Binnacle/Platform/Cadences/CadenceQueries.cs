using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <param name="Scope">A team as <c>team:payments</c>; null or the organization for all.</param>
/// <param name="Show">"running", "ended" or "all".</param>
public sealed record CadenceFilter(string? Scope = null, string? Show = null, CadenceKind? Kind = null);

/// <summary>A cadence in a list.</summary>
/// <param name="Kept">Of the last 12 weeks: took place, of those that somebody told of.</param>
/// <param name="NextAt">UTC; null where none is planned.</param>
public sealed record CadenceRow(
    int Number,
    string Name,
    CadenceKind Kind,
    string? Team,
    string Rhythm,
    int Kept,
    int Told,
    int Over,
    DateTime? NextAt,
    string? NextHost,
    DateOnly? EndedOn
);

/// <summary>An occurrence in the calendar.</summary>
public sealed record CalendarRow(
    int Cadence,
    string Name,
    CadenceKind Kind,
    string? Team,
    Occurrence Occurrence,
    string? Place
);

public static class CadenceQueries
{
    public const int WeeksShown = 12;

    public static IQueryable<Cadence> Cadences(this AppDb db, CadenceFilter filter)
    {
        var today = db.Today;
        var rows = db.Set<Cadence>().AsNoTracking();
        rows = (filter.Show ?? "running") switch
        {
            "running" => rows.Where(row => row.EndedOn == null || row.EndedOn > today),
            "ended" => rows.Where(row => row.EndedOn != null && row.EndedOn <= today),
            "all" => rows,
            _ => throw new Refusal("show", "Choose running, ended or all."),
        };
        if (filter.Kind is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        if (ScopeText.TeamSlug(filter.Scope) is { } slug)
            rows = rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        return rows;
    }

    /// <summary>Rows of some cadences, with how they were kept and what comes next.</summary>
    public static async Task<List<CadenceRow>> RowsAsync(
        this AppDb db,
        IQueryable<Cadence> cadences,
        CancellationToken cancellation = default
    )
    {
        var (now, today) = (db.Now, db.Today);
        var from = today.AddDays(-7 * WeeksShown);
        var holidays = await db.HolidaysAsync(cancellation);
        var records = await db.RecordsAsync(cadences, from.AddDays(-60), cancellation);
        var teams = await db.TeamNamesAsync(cancellation);
        var rows = new List<CadenceRow>();
        foreach (var record in records)
        {
            var adherence = Adherence.Of(record.OccurrencesWithMovedForward(holidays, from, today, now));
            var next = record.Next(holidays, now);
            rows.Add(
                new(
                    record.Number,
                    record.Name,
                    record.Kind,
                    record.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
                    record.Rules.Count > 0 ? RhythmOf(record.Rules[^1]) : "",
                    adherence.Kept,
                    adherence.Told,
                    adherence.Over,
                    next?.StartsAt,
                    null,
                    record.EndedOn
                )
            );
        }
        return rows;
    }

    public static string RhythmOf(RuleRecord rule)
    {
        var words = $"{rule.Recurrence.InWords(rule.StartsOn)}, {LocalTime.Clock(rule.StartMinute)}";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>All that takes place between two days, in the order of time.</summary>
    public static async Task<List<CalendarRow>> CalendarAsync(
        this AppDb db,
        CadenceFilter filter,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation = default
    )
    {
        var cadences = db.Cadences(filter with { Show = "all" });
        var places = await cadences
            .Select(row => new { row.Id, row.Place })
            .ToDictionaryAsync(row => row.Id, row => row.Place, cancellation);
        var holidays = await db.HolidaysAsync(cancellation);
        var teams = await db.TeamNamesAsync(cancellation);
        // Moved ones may come from before or after.
        var records = await db.RecordsAsync(cadences, from.AddDays(-100), cancellation);
        return
        [
            .. records
                .SelectMany(
                    record => record.Occurrences(holidays, from.AddDays(-95), to.AddDays(95), db.Now),
                    (record, occurrence) =>
                        new CalendarRow(
                            record.Number,
                            record.Name,
                            record.Kind,
                            record.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
                            occurrence,
                            places[record.Id]
                        )
                )
                .Where(row => row.Occurrence.On >= from && row.Occurrence.On <= to)
                .OrderBy(row => row.Occurrence.StartsAt)
                .ThenBy(row => row.Cadence),
        ];
    }

    public static async Task<Dictionary<Guid, string>> TeamNamesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) => await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);

    public static async Task<Dictionary<Guid, string>> PeopleNamesAsync(
        this AppDb db,
        IEnumerable<Guid> ids,
        CancellationToken cancellation = default
    )
    {
        var wanted = ids.Distinct().ToList();
        return await db.Set<Person>()
            .Where(row => wanted.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }
}
