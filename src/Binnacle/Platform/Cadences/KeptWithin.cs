using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Cadences;

/// <summary>What checks ask of cadences; pure, and the same for any day of the past.</summary>
public static class KeptWithin
{
    /// <summary>Occurrences of a scope that were over by the end of a day, as far as was known then.</summary>
    public static IReadOnlyList<(CadenceRecord Cadence, Occurrence Occurrence)> Of(
        CheckRecords records,
        Scope scope,
        DateOnly date,
        int days,
        Func<CadenceKind, bool> kinds
    )
    {
        var end = date.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        var holidays = records.Derived("holidays", all => new Holidays(all.Of<HolidayRecord>()));
        return
        [
            .. records
                .Of<CadenceRecord>()
                .Where(cadence => kinds(cadence.Kind) && States.IsBy(cadence.AddedAt, date))
                .Where(cadence =>
                    scope.Kind is ScopeKind.Organization || (scope.Kind is ScopeKind.Team && cadence.TeamId == scope.Id)
                )
                .OrderBy(cadence => cadence.Number)
                .ThenBy(cadence => cadence.Id)
                .SelectMany(
                    cadence => cadence.Occurrences(holidays, date.AddDays(1 - days), date, end),
                    (cadence, occurrence) => (cadence, occurrence)
                )
                .Where(row => row.occurrence.State is not OccurrenceState.Planned),
        ];
    }
}
