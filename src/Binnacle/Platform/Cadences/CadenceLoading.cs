using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <summary>Reads cadences with their rules and marks, in three queries however many there are.</summary>
public static class CadenceReading
{
    /// <summary>Those of a query, by number. Marks older than <paramref name="since"/> are left out.</summary>
    public static async Task<List<CadenceRecord>> RecordsAsync(
        this AppDb db,
        IQueryable<Cadence> cadences,
        DateOnly? since = null,
        CancellationToken cancellation = default
    )
    {
        var found = await cadences
            .AsNoTracking()
            .Include(row => row.Rules)
            .AsSplitQuery()
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var ids = cadences.Select(row => row.Id);
        var marks = (
            await db.Set<OccurrenceMark>()
                .AsNoTracking()
                .Where(row => ids.Contains(row.CadenceId) && (since == null || row.PlannedOn >= since))
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.CadenceId);
        return found.ConvertAll(row => Record(row, [.. marks[row.Id].Select(Record)]));
    }

    public static CadenceRecord Record(Cadence row, IReadOnlyList<MarkRecord> marks) =>
        new(
            row.Id,
            row.Number,
            row.Name,
            row.Kind,
            row.TeamId,
            row.OnHoliday,
            row.AddedAt,
            row.EndedOn,
            row.EndedAt,
            [
                .. row
                    .Rules.OrderBy(rule => rule.Version)
                    .Select(rule => new RuleRecord(
                        rule.Version,
                        rule.StartsOn,
                        RecurrenceText.Read(rule.Text),
                        rule.Zone,
                        rule.StartMinute,
                        rule.Minutes,
                        rule.MadeAt
                    )),
            ],
            marks
        );

    public static MarkRecord Record(OccurrenceMark row) =>
        new(
            row.PlannedOn,
            row.State,
            row.MovedToOn,
            row.MovedToMinute,
            row.At,
            row.By,
            row.Source,
            row.Reason,
            row.NotesUrl,
            row.HostId
        );

    public static async Task<Holidays> HolidaysAsync(this AppDb db, CancellationToken cancellation = default) =>
        new(
            await db.Set<Holiday>()
                .AsNoTracking()
                .OrderBy(row => row.On)
                .ThenBy(row => row.Name)
                .Select(row => new HolidayRecord(row.TeamId, row.On, row.Name, row.AddedAt))
                .ToListAsync(cancellation)
        );
}

/// <summary>
/// What checks write stands in the Review for everybody with a role: one-on-ones count there, without a name, and only the
/// sums of five or more are ever said.
/// </summary>
internal sealed class CadenceLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        var all = await db.RecordsAsync(db.Set<Cadence>().IgnoreQueryFilters(), cancellation: cancellation);
        records.With<CadenceRecord>(
            all.ConvertAll(row => row.Kind is CadenceKind.OneOnOne ? row with { Name = "One-on-one", Number = 0 } : row)
        );
        records.With<HolidayRecord>(
            await db.Set<Holiday>()
                .AsNoTracking()
                .OrderBy(row => row.On)
                .ThenBy(row => row.Name)
                .Select(row => new HolidayRecord(row.TeamId, row.On, row.Name, row.AddedAt))
                .ToListAsync(cancellation)
        );
    }
}
