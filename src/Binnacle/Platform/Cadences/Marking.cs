using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Cadences;

/// <summary>What somebody says of an occurrence.</summary>
/// <param name="PlannedOn">The day that the rule gave it.</param>
/// <param name="MovedTo">The day it was moved to; <paramref name="MovedToTime"/> for another hour.</param>
public sealed record MarkDraft(
    DateOnly? PlannedOn,
    MarkState State,
    DateOnly? MovedTo = null,
    string? MovedToTime = null,
    string? Reason = null,
    string? NotesUrl = null
);

public static class Marking
{
    /// <summary>In days, to either side; about three months.</summary>
    public const int FarthestMove = 92;

    /// <exception cref="Refusal">There is no such occurrence, or what is said of it cannot be.</exception>
    public static async Task<OccurrenceMark> MarkAsync(
        this AppDb db,
        Cadence cadence,
        MarkDraft draft,
        string? source = null,
        CancellationToken cancellation = default
    )
    {
        CadenceVerbs.RequireMember(db, cadence);
        if (!Enum.IsDefined(draft.State))
            throw new Refusal("state", "Choose kept, moved, missed or cancelled.");
        var day = draft.PlannedOn ?? throw new Refusal("plannedOn", "Give the day it was planned on, as 2027-03-01.");
        var (record, holidays) = (CadenceReading.Record(cadence, []), await db.HolidaysAsync(cancellation));
        var planned =
            record.Between(holidays, day, day).FirstOrDefault()
            ?? throw new Refusal("plannedOn", $"Nothing of {cadence.Name} is planned on {Words.Date(day)}.");
        var notes = Notes(cadence, draft.NotesUrl);
        var reason = CheckedCadence.Short("reason", draft.Reason, 500);
        if (draft.State is MarkState.Cancelled && reason is null)
            throw new Refusal("reason", "Say why it is cancelled, for those who wait.");
        // A session that begins before its hour is held all the same.
        if (
            source is null
            && draft.State is (MarkState.Kept or MarkState.Missed)
            && await IsAheadAsync(db, cadence, planned, cancellation)
        )
            throw new Refusal("state", $"It has not begun: {Words.Date(planned.On)} is still to come.");
        var (movedOn, movedMinute) = Moved(draft, planned);
        var mark = new OccurrenceMark
        {
            CadenceId = cadence.Id,
            PlannedOn = day,
            State = draft.State,
            MovedToOn = movedOn,
            MovedToMinute = movedMinute,
            Reason = reason,
            NotesUrl = notes,
            HostId = draft.State is MarkState.Kept ? await db.HostOfAsync(cadence, holidays, day, cancellation) : null,
            Source = source,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(mark);
        cadence.ChangedAt = db.Now;
        cadence.Sequence++;
        db.Record(
            $"occurrence.{draft.State.ToString().ToLowerInvariant()}",
            $"{cadence.Name}, {Words.Date(day)}",
            cadence.Url,
            movedOn is { } to ? $"To {Words.Date(to)}, {LocalTime.Clock(movedMinute!.Value)}" : reason,
            cadence
        );
        await db.SaveChangesAsync(cancellation);
        return mark;
    }

    private static async Task<bool> IsAheadAsync(
        AppDb db,
        Cadence cadence,
        Planned planned,
        CancellationToken cancellation
    )
    {
        var marks = await db.Set<OccurrenceMark>()
            .AsNoTracking()
            .Where(row => row.CadenceId == cadence.Id && row.PlannedOn == planned.PlannedOn)
            .OrderBy(row => row.At)
            .ToListAsync(cancellation);
        return planned.With(marks.ConvertAll(CadenceReading.Record), db.Now).StartsAt > db.Now;
    }

    private static (DateOnly? On, int? Minute) Moved(MarkDraft draft, Planned planned)
    {
        if (draft.State is not MarkState.Moved)
            return (null, null);
        var on = draft.MovedTo ?? throw new Refusal("movedTo", "Give the day it moves to, as 2027-03-02.");
        var minute = CheckedCadence.Minute("movedToTime", draft.MovedToTime) ?? planned.StartMinute;
        if (on == planned.On && minute == planned.StartMinute)
            throw new Refusal("movedTo", "That is when it is planned. Give another day or hour.");
        if (Math.Abs(on.DayNumber - planned.PlannedOn.DayNumber) > FarthestMove)
            throw new Refusal("movedTo", "That is more than three months away. Cancel this one instead.");
        return (on, minute);
    }

    private static string? Notes(Cadence cadence, string? url)
    {
        var notes = CheckedCadence.Short("notesUrl", url, 2000);
        if (notes is null)
            return null;
        if (cadence.Kind is CadenceKind.OneOnOne)
            throw new Refusal("notesUrl", "Of a one-on-one nothing is kept but whether it took place.");
        return
            SafeMarkdown.IsSafe(notes)
            && (
                notes.StartsWith('/')
                || (Uri.TryCreate(notes, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            )
            ? notes
            : throw new Refusal(
                "notesUrl",
                "Give a whole address, as https://wiki.example/notes, or one of this site."
            );
    }
}
