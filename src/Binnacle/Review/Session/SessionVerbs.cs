using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review.Session;

/// <summary>Running a session: leaders of the organization start it, go through its points and close it; members take notes.</summary>
public static class SessionVerbs
{
    private const int MostItems = 100;

    public static bool MayRun(this Viewer viewer) => viewer.Role >= Role.Leader;

    public static bool MayTakeNotes(this Viewer viewer) => viewer.Role >= Role.Member;

    /// <summary>Ready to be changed; null where there is none.</summary>
    public static Task<ReviewSession?> SessionAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) => db.Whole().SingleOrDefaultAsync(row => row.Number == number, cancellation);

    private static IQueryable<ReviewSession> Whole(this AppDb db) =>
        db.Set<ReviewSession>()
            .Include(row => row.Closure)
            .Include(row => row.Results)
            .Include(row => row.Items)
                .ThenInclude(row => row.Marks)
            .Include(row => row.Items)
                .ThenInclude(row => row.Notes)
            .AsSplitQuery();

    /// <param name="meeting">The day that the meeting was planned for; null for an extra one, or for the one that is planned today.</param>
    /// <exception cref="Refusal">Another one is open, or no such meeting is near.</exception>
    public static async Task<ReviewSession> StartSessionAsync(
        this AppDb db,
        PracticeList practices,
        DateOnly? meeting = null,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var open = await db.Set<ReviewSession>()
            .Where(row => row.Closure == null)
            .Select(row => (int?)row.Number)
            .FirstOrDefaultAsync(cancellation);
        if (open is { } other)
            throw new Refusal("", $"Session {other} is still open. Close it first: what is open there comes back.");
        var last = await db.Whole().OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);
        var review = await db.ReviewAsync(practices, new(AllColumns: true), cancellation);
        var near = await db.NearMeetingAsync(cancellation);
        if (meeting is not null && near?.PlannedOn != meeting)
            throw new Refusal("meeting", $"No meeting planned for {Words.Date(meeting.Value)} waits to be held.");
        var held = meeting is not null || near?.IsToday is true ? near : null;
        var session = new ReviewSession
        {
            Number = (int)await db.TakeNumbersAsync("review-sessions", 1, cancellation),
            Title = $"{near?.Cadence.Name ?? "Leadership review"} of {Words.Date(db.Today)}",
            CadenceId = held?.Cadence.Id,
            PlannedOn = held?.PlannedOn,
            Facilitator = held?.Host ?? db.Viewer.Name,
            ComparedWith = review?.ComparedWith,
            StartedAt = db.Now,
            StartedBy = db.Viewer.Name,
            Items = await db.AgendaAsync(review, last, cancellation),
        };
        db.Add(session);
        db.Record("session.started", session.Title, session.Url, Words.Count(session.Items.Count, "point"));
        await db.SaveChangesAsync(cancellation);
        return session;
    }

    public static async Task AddItemAsync(
        this AppDb db,
        ReviewSession session,
        string? title,
        double? minutes,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        session.RequireOpen();
        var words = title?.Trim() ?? "";
        if (words.Length is 0 or > 300)
            throw new Refusal("itemTitle", "Say what it is about, in 1 to 300 characters.");
        if (minutes is not (null or (>= 1 and <= 240)))
            throw new Refusal("itemMinutes", "Give 1 to 240 minutes.");
        if (session.Items.Count >= MostItems)
            throw new Refusal("itemTitle", $"A session has at most {MostItems} points.");
        db.Add(
            new SessionItem
            {
                SessionId = session.Id,
                Position = session.Items.Max(item => item.Position) + 1,
                Section = SessionSection.Other,
                Key = $"added:{Guid.CreateVersion7():n}",
                Title = words,
                Minutes = (int)(minutes ?? 5),
            }
        );
        db.Record("session.point-added", session.Title, session.Url, words);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task MarkItemAsync(
        this AppDb db,
        ReviewSession session,
        SessionItem item,
        ItemState state,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        session.RequireOpen();
        if (!Enum.IsDefined(state))
            throw new Refusal("state", "Choose discussed, deferred, dropped or open.");
        if ((item.Mark?.State ?? ItemState.Open) == state)
            return;
        Mark(db, item, state);
        db.Record($"session.point-{state.ToString().ToLowerInvariant()}", session.Title, session.Url, item.Title);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Open points that people wrote or put off come back next time; others come back by themselves while they hold.</summary>
    public static async Task CloseAsync(
        this AppDb db,
        ReviewSession session,
        string? note,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        session.RequireOpen();
        if (note?.Length > 500)
            throw new Refusal("closeNote", "Keep this under 500 characters.");
        foreach (var item in session.Items.Where(ComesBack).ToList())
            Mark(db, item, ItemState.Deferred);
        db.Add(
            new SessionClosure
            {
                SessionId = session.Id,
                Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        var discussed = session.Items.Count(item => item.Mark?.State is ItemState.Discussed);
        db.Record(
            "session.closed",
            session.Title,
            session.Url,
            $"{discussed} of {Words.Count(session.Items.Count, "point")} discussed"
        );
        await MarkReviewAsync(db, cancellation);
        await MarkOccurrenceAsync(db, session, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private static bool ComesBack(SessionItem item) =>
        (item.Mark?.State ?? ItemState.Open) is ItemState.Open
        && (item.Section is SessionSection.Deferred || (item.Section is SessionSection.Other && item.Key != "other"));

    private static void Mark(AppDb db, SessionItem item, ItemState state) =>
        db.Add(
            new SessionMark
            {
                ItemId = item.Id,
                State = state,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );

    /// <summary>What the next review compares with.</summary>
    private static async Task MarkReviewAsync(AppDb db, CancellationToken cancellation)
    {
        var today = db.Today;
        if (await db.Set<ReviewMark>().AnyAsync(row => row.Date == today, cancellation))
            return;
        db.Add(
            new ReviewMark
            {
                Date = today,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
        db.Record("review.held", $"Review of {Words.Date(today)}", "/review");
    }

    /// <summary>Holding the session is keeping the meeting: on its day, or moved to the day it was held.</summary>
    private static async Task MarkOccurrenceAsync(AppDb db, ReviewSession session, CancellationToken cancellation)
    {
        if (session.CadenceId is not { } id || session.PlannedOn is not { } planned)
            return;
        if (
            await db.Set<Cadence>()
                .Where(row => row.Id == id)
                .Select(row => (int?)row.Number)
                .SingleOrDefaultAsync(cancellation)
            is not { } number
        )
            return;
        var cadence = (await db.CadenceAsync(number, cancellation))!;
        var record = (await db.RecordsAsync(db.Set<Cadence>().Where(row => row.Id == id), planned, cancellation))[0];
        var occurrence = record.Occurrences(await db.HolidaysAsync(cancellation), planned, planned).FirstOrDefault();
        if (occurrence is null)
            return;
        var local = LocalTime.ToLocal(session.StartedAt, LocalTime.Zone(occurrence.Zone));
        var day = DateOnly.FromDateTime(local);
        var isOnDay = day == occurrence.On;
        await db.MarkAsync(
            cadence,
            new(
                planned,
                isOnDay ? MarkState.Kept : MarkState.Moved,
                isOnDay ? null : day,
                isOnDay ? null : LocalTime.Clock((local.Hour * 60) + local.Minute),
                NotesUrl: session.Url
            ),
            "session",
            cancellation
        );
    }

    /// <summary>The leadership review that is planned nearest to now and of which nothing was told; null where none is within half a week.</summary>
    public static async Task<NearMeeting?> NearMeetingAsync(this AppDb db, CancellationToken cancellation = default)
    {
        var number = await db.Cadences(new(Kind: CadenceKind.LeadershipReview))
            .Where(row => row.TeamId == null)
            .OrderBy(row => row.Number)
            .Select(row => (int?)row.Number)
            .FirstOrDefaultAsync(cancellation);
        if (number is not { } found || await CadenceModel.LoadAsync(db, found, cancellation) is not { } model)
            return null;
        var near = model
            .Past.Take(4)
            .Concat(model.Coming.Take(2))
            .Where(row => row.Occurrence.State is OccurrenceState.Unknown or OccurrenceState.Planned)
            .Where(row => Math.Abs((row.Occurrence.StartsAt - db.Now).TotalDays) <= 3.5)
            .MinBy(row => Math.Abs((row.Occurrence.StartsAt - db.Now).TotalMinutes));
        if (near is not { Occurrence: var occurrence })
            return null;
        var today = DateOnly.FromDateTime(LocalTime.ToLocal(db.Now, LocalTime.Zone(occurrence.Zone)));
        return new(model.Cadence, occurrence.PlannedOn, occurrence.On == today, near.Host);
    }
}

/// <param name="IsToday">Where it is held.</param>
public sealed record NearMeeting(Cadence Cadence, DateOnly PlannedOn, bool IsToday, string? Host);
