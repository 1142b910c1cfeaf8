using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <summary>From a calendar to marks, in two steps: what it would mark is shown first, and applied as a whole or not.</summary>
public static class CalendarImporting
{
    /// <summary>Further back nobody corrects what happened.</summary>
    private const int WeeksBack = 52;
    private const int MostNotes = 20;

    /// <exception cref="Refusal">The calendar cannot be read, or nothing in it is a cadence.</exception>
    public static async Task<CalendarImport> PreviewImportAsync(
        this AppDb db,
        string name,
        CalendarFile file,
        CancellationToken cancellation = default
    )
    {
        if (db.Viewer.AccountId is null)
            throw new Refusal("file", "A preview belongs to an account. Sign in to read a calendar.");
        var from = db.Today.AddDays(-7 * WeeksBack);
        var holidays = await db.HolidaysAsync(cancellation);
        var cadences = (
            await db.Set<Cadence>().Where(row => row.EndedOn == null || row.EndedOn > from).ToListAsync(cancellation)
        )
            .Where(db.Viewer.MayChange)
            .ToDictionary(row => row.Id);
        var records = await db.RecordsAsync(db.Set<Cadence>(), from, cancellation);
        var lines = new List<CalendarImportLine>();
        var notes = file.Notes.ToList();
        foreach (var record in records.Where(record => cadences.ContainsKey(record.Id)))
        {
            var match = CalendarMatch.Of(cadences[record.Id]);
            var events = file.Events.Where(match.Holds).ToList();
            notes.AddRange(events.Select(entry => entry.Problem).OfType<string>());
            var readable = events.FindAll(entry => entry.Problem is null);
            if (readable.Count == 0)
                continue;
            var told = record.Marks.Where(mark => mark.Source is null).Select(mark => mark.PlannedOn).ToHashSet();
            var known = record.Occurrences(holidays, from, db.Today, db.Now).ToDictionary(row => row.PlannedOn);
            lines.AddRange(
                CalendarMatching
                    .Find(record, readable, holidays, from, db.Now)
                    .Where(finding => !IsKnown(finding, known[finding.PlannedOn]))
                    .Select(finding => new CalendarImportLine
                    {
                        CadenceId = record.Id,
                        PlannedOn = finding.PlannedOn,
                        State = finding.State,
                        MovedToOn = finding.MovedToOn,
                        MovedToMinute = finding.MovedToMinute,
                        Why = finding.Why,
                        IsTold = told.Contains(finding.PlannedOn),
                    })
            );
        }
        var import = new CalendarImport
        {
            Number = (int)await db.TakeNumbersAsync("calendar-imports", 1, cancellation),
            OwnerAccountId = db.Viewer.AccountId,
            Name = name.Length > 200 ? name[..200] : name,
            Events = file.Events.Count,
            Notes = notes.Count == 0 ? null : string.Join('\n', notes.Distinct().Take(MostNotes)),
            ReadAt = db.Now,
            ReadBy = db.Viewer.Name,
            Lines = lines,
        };
        db.Add(import);
        db.Record("calendar.read", import.Name, "/cadences/import", Words.Count(import.Events, "event"), import);
        await db.SaveChangesAsync(cancellation);
        return import;
    }

    /// <summary>Marks what the preview shows. What people said in the meantime stays.</summary>
    /// <returns>How many occurrences were marked.</returns>
    public static async Task<int> ApplyImportAsync(
        this AppDb db,
        CalendarImport import,
        CancellationToken cancellation = default
    )
    {
        if (import.AppliedAt is { } at)
            throw new Refusal("", $"This calendar was applied on {Words.Date(at)}.");
        if (db.Now - import.ReadAt > TimeSpan.FromDays(7))
            throw new Refusal("", "This preview is older than a week. Read the calendar again.");
        var ids = import.Lines.Select(line => line.CadenceId).Distinct().ToList();
        var cadences = await db.Set<Cadence>()
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var told = (
            await db.Set<OccurrenceMark>()
                .Where(row => ids.Contains(row.CadenceId) && row.Source == null)
                .Select(row => new { row.CadenceId, row.PlannedOn })
                .ToListAsync(cancellation)
        )
            .Select(row => (row.CadenceId, row.PlannedOn))
            .ToHashSet();
        var marked = 0;
        foreach (var group in import.Lines.GroupBy(line => line.CadenceId))
        {
            if (!cadences.TryGetValue(group.Key, out var cadence))
                continue;
            CadenceVerbs.RequireMember(db, cadence);
            var lines = group.Where(line => !told.Contains((line.CadenceId, line.PlannedOn))).ToList();
            if (lines.Count == 0)
                continue;
            db.AddRange(
                lines.Select(line => new OccurrenceMark
                {
                    CadenceId = line.CadenceId,
                    PlannedOn = line.PlannedOn,
                    State = line.State,
                    MovedToOn = line.MovedToOn,
                    MovedToMinute = line.MovedToMinute,
                    Source = "calendar",
                    At = db.Now,
                    By = db.Viewer.Name,
                })
            );
            cadence.ChangedAt = db.Now;
            cadence.Sequence++;
            marked += lines.Count;
            db.Record(
                "cadence.marked-from-calendar",
                cadence.Name,
                cadence.Url,
                Words.Count(lines.Count, "occurrence"),
                cadence
            );
        }
        import.AppliedAt = db.Now;
        db.Record("calendar.applied", import.Name, "/cadences/import", Words.Count(marked, "occurrence"), import);
        await db.SaveChangesAsync(cancellation);
        return marked;
    }

    private static bool IsKnown(CalendarFinding finding, Occurrence known) =>
        known.Mark is { } mark
        && mark.State == finding.State
        && mark.MovedToOn == finding.MovedToOn
        && mark.MovedToMinute == finding.MovedToMinute;
}
