using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <summary>An occurrence as a page shows it.</summary>
public sealed record OccurrenceRow(Occurrence Occurrence, string? Host);

/// <summary>All that the pages of one cadence show.</summary>
/// <param name="Past">Newest first, of the last two years.</param>
/// <param name="Coming">The next ones, in order.</param>
public sealed record CadenceModel(
    Cadence Cadence,
    string? Team,
    string Rhythm,
    IReadOnlyList<OccurrenceRow> Past,
    IReadOnlyList<OccurrenceRow> Coming,
    Adherence Adherence,
    IReadOnlyList<PersonChoice> Hosts,
    IReadOnlyList<TimelineList.Entry> History
)
{
    private const int ComingShown = 8;
    private const int HistoryShown = 30;

    public static async Task<CadenceModel?> LoadAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.CadenceAsync(number, cancellation) is not { } cadence)
            return null;
        var (now, today) = (db.Now, db.Today);
        var holidays = await db.HolidaysAsync(cancellation);
        var record = (
            await db.RecordsAsync(db.Set<Cadence>().Where(row => row.Id == cadence.Id), cancellation: cancellation)
        )[0];
        var rotation = await db.RotationAsync(cadence, cancellation);
        var from = today.AddYears(-2);
        // Turns are counted from the day that the order was set, or the list would begin again each day.
        var first = rotation.From < from ? rotation.From : from;
        var all = rotation.Of(record.Occurrences(holidays, first, today.AddDays(400), now)).ToList();
        var names = await db.PeopleNamesAsync(
            all.Select(row => row.Host).OfType<Guid>().Concat(rotation.Order),
            cancellation
        );
        var rows = all.ConvertAll(row => new OccurrenceRow(
            row.Occurrence,
            row.Host is { } host ? names.GetValueOrDefault(host) : null
        ));
        var hosts = (await db.PeopleAsync(rotation.Order, cancellation)).ToDictionary(person => person.Id);
        var history = await db.Set<TimelineEvent>()
            .Where(entry => entry.SubjectUrl == cadence.Url)
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .Take(HistoryShown)
            .ToListAsync(cancellation);
        return new(
            cadence,
            await db.TeamNameAsync(cadence.TeamId, cancellation),
            CadenceQueries.RhythmOf(record.Rules[^1]),
            [
                .. rows.Where(row => row.Occurrence.StartsAt <= now && row.Occurrence.PlannedOn >= from)
                    .OrderByDescending(row => row.Occurrence.PlannedOn),
            ],
            [
                .. rows.Where(row => row.Occurrence.StartsAt > now)
                    .OrderBy(row => row.Occurrence.StartsAt)
                    .Take(ComingShown),
            ],
            Adherence.Of(
                record.OccurrencesWithMovedForward(holidays, today.AddDays(-7 * CadenceQueries.WeeksShown), today, now)
            ),
            [.. rotation.Order.Where(hosts.ContainsKey).Select(id => hosts[id])],
            history.ConvertAll(entry => new TimelineList.Entry(
                entry.At,
                entry.Actor,
                TimelineWords.Of(entry.Verb),
                entry.Subject,
                null,
                entry.Details
            ))
        );
    }
}
