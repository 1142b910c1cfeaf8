using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

public static class HolidayVerbs
{
    private const int MostAtOnce = 2000;

    public static async Task AddHolidayAsync(
        this AppDb db,
        string? teamSlug,
        DateOnly? on,
        string? name,
        CancellationToken cancellation = default
    )
    {
        var team = await db.TeamOrNobodyAsync(teamSlug, cancellation);
        db.Viewer.RequireLeader(team?.Id);
        var day = on ?? throw new Refusal("on", "Give the day, as 2027-05-01.");
        var words =
            CheckedCadence.Short("holidayName", name, 200) ?? throw new Refusal("holidayName", "Say what day it is.");
        if (
            await db.Set<Holiday>()
                .AnyAsync(
                    row =>
                        row.On == day && row.TeamId == null
                        || row.On == day && row.TeamId == (team == null ? null : team.Id),
                    cancellation
                )
        )
            throw new Refusal("on", $"{Words.Date(day)} is a holiday already.");
        Add(db, team?.Id, day, words);
        db.Record("holiday.added", words, "/cadences/holidays", Words.Date(day));
        await TouchAsync(db, team?.Id, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>All-day events of a calendar: all of them, or nothing. Days that are known already stay as they are.</summary>
    /// <returns>How many were added, and how many were known.</returns>
    public static async Task<(int Added, int Known)> ImportHolidaysAsync(
        this AppDb db,
        string? teamSlug,
        CalendarFile file,
        CancellationToken cancellation = default
    )
    {
        var team = await db.TeamOrNobodyAsync(teamSlug, cancellation);
        db.Viewer.RequireLeader(team?.Id);
        var (from, to) = (db.Today.AddYears(-3), db.Today.AddYears(5));
        var days = new SortedDictionary<DateOnly, string>();
        foreach (var entry in file.Events.Where(entry => entry is { IsAllDay: true, IsCancelled: false }))
        {
            foreach (var day in entry.Days(from, to))
            {
                days.TryAdd(day, entry.Summary.Length > 0 ? Cut(entry.Summary) : "Holiday");
                if (days.Count > MostAtOnce)
                    throw new Refusal(
                        "file",
                        $"Line {entry.Line}: these are more than {MostAtOnce} days. Bring a calendar of holidays."
                    );
            }
        }
        if (days.Count == 0)
            throw new Refusal("file", "This calendar has no all-day event in the years around today.");
        var teamId = team?.Id;
        var known = await db.Set<Holiday>()
            .Where(row => row.TeamId == null || row.TeamId == teamId)
            .Select(row => row.On)
            .ToListAsync(cancellation);
        var added = days.Keys.Except(known).ToList();
        foreach (var day in added)
            Add(db, teamId, day, days[day]);
        if (added.Count > 0)
        {
            db.Record("holiday.imported", Words.Count(added.Count, "holiday"), "/cadences/holidays", team?.Name);
            await TouchAsync(db, teamId, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
        return (added.Count, days.Count - added.Count);
    }

    public static async Task RemoveHolidayAsync(this AppDb db, Guid id, CancellationToken cancellation = default)
    {
        if (await db.Set<Holiday>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } holiday)
            return;
        db.Viewer.RequireLeader(holiday.TeamId);
        if (holiday.On < db.Today)
            throw new Refusal("", "What was planned in the past stays as it was: only coming holidays are taken away.");
        db.Remove(holiday);
        db.Record("holiday.removed", holiday.Name, "/cadences/holidays", Words.Date(holiday.On));
        await TouchAsync(db, holiday.TeamId, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private static void Add(AppDb db, Guid? teamId, DateOnly on, string name) =>
        db.Add(
            new Holiday
            {
                TeamId = teamId,
                On = on,
                Name = name,
                AddedAt = db.Now,
                AddedBy = db.Viewer.Name,
            }
        );

    /// <summary>What calendars show may change with a holiday, so programs that subscribe must see a newer version.</summary>
    private static async Task TouchAsync(AppDb db, Guid? teamId, CancellationToken cancellation)
    {
        var now = db.Now;
        var touched = await db.Set<Cadence>()
            .Where(row => row.EndedAt == null && (teamId == null || row.TeamId == teamId))
            .ToListAsync(cancellation);
        foreach (var cadence in touched)
        {
            cadence.ChangedAt = now;
            cadence.Sequence++;
        }
    }

    private static string Cut(string text) => text.Length > 200 ? text[..200] : text;
}
