using System.Globalization;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Practices.Decisions;
using Binnacle.Review.Session;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Demo;

/// <summary>The last sessions of the leadership review: points, notes, what was put off, and what came out of them.</summary>
internal sealed class SessionRows(AppDb db, Telling telling, int seed)
{
    private const int Sessions = 12;
    private readonly Draw draw = new(seed, "sessions");

    private sealed record Point(
        SessionSection Section,
        string Key,
        string Title,
        string? Url,
        int Minutes,
        CheckState? State,
        string? Measure = null,
        string? Note = null
    );

    private static readonly Point[] Points =
    [
        new(
            SessionSection.Outcomes,
            "outcome:activated-7-days",
            "Activated within 7 days is better",
            "/measures/activated-7-days",
            5,
            CheckState.Pass,
            "activated-7-days",
            "Came with the shorter sign-up. **Nothing to decide**; look again when the new template is out."
        ),
        new(
            SessionSection.Outcomes,
            "outcome:time-to-recover",
            "Time to recover did not move clearly",
            "/measures/time-to-recover",
            5,
            null,
            "time-to-recover",
            "Two incidents without a runbook took most of it. Ask Checkout what linking alerts changed."
        ),
        new(
            SessionSection.Changed,
            "releases:since",
            "Search releases weekly",
            "/?check=flow.cadence&in=team:search",
            2,
            CheckState.Pass
        ),
        new(
            SessionSection.NeedsYou,
            "check:debt.share@team:payments",
            "Payments spends a twentieth of its work on debt where a fifth is set aside",
            "/checks/debt.share?in=team:payments",
            3,
            CheckState.Fail,
            null,
            "- Partner settlement eats the time since the reorganization\n- Either give Payments two people, or say that the share is lower until spring\n- Amara brings numbers"
        ),
        new(
            SessionSection.NeedsYou,
            "check:incidents.actions@team:data",
            "Lessons of Data have no owner",
            "/checks/incidents.actions?in=team:data",
            3,
            CheckState.Fail
        ),
        new(
            SessionSection.Cadences,
            "cadence:4",
            "Reliability guild fell out twice in a row",
            "/cadences/4",
            2,
            CheckState.Fail
        ),
        new(
            SessionSection.Other,
            "other",
            "Anything else, and notes of the whole meeting",
            null,
            5,
            null,
            null,
            "Demo of the new settlement screen on Friday."
        ),
    ];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var cadence = await db.Set<Cadence>()
            .SingleAsync(row => row.Name == CadenceRows.LeadershipReview, cancellation);
        var held = await db.Set<OccurrenceMark>()
            .Where(row => row.CadenceId == cadence.Id && row.State == MarkState.Kept)
            .OrderByDescending(row => row.PlannedOn)
            .Take(Sessions)
            .ToListAsync(cancellation);
        held.Reverse();
        var hosts = await db.PeopleNamesAsync(held.Select(row => row.HostId).OfType<Guid>(), cancellation);
        var number = (int)await db.TakeNumbersAsync("review-sessions", held.Count, cancellation);
        ReviewSession? before = null;
        foreach (var mark in held)
        {
            var session = Session(
                cadence,
                mark,
                number++,
                mark.HostId is { } host ? hosts[host] : Northwind.Director,
                before
            );
            await ResultsAsync(session, before?.StartedAt ?? session.StartedAt.AddDays(-7), cancellation);
            before = session;
        }
        await db.SaveChangesAsync(cancellation);
    }

    private ReviewSession Session(
        Cadence cadence,
        OccurrenceMark mark,
        int number,
        string facilitator,
        ReviewSession? before
    )
    {
        var at = Calendar.At(mark.PlannedOn, 542 + draw.Below(6));
        var session = new ReviewSession
        {
            Id = draw.Id(),
            Number = number,
            Title = $"{cadence.Name} of {mark.PlannedOn.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
            CadenceId = cadence.Id,
            PlannedOn = mark.PlannedOn,
            Facilitator = facilitator,
            ComparedWith = before is null ? null : DateOnly.FromDateTime(before.StartedAt),
            StartedAt = at,
            StartedBy = Northwind.Director,
        };
        var deferred = before?.Items.Where(item => item.Mark?.State is ItemState.Deferred).ToList() ?? [];
        foreach (var item in deferred)
            Add(
                session,
                new(SessionSection.Deferred, item.Key, item.Title, item.Url, item.Minutes, item.State, item.Measure),
                before!.Number
            );
        foreach (
            var point in Points.Where(point =>
                point.Key == "other" || (draw.In(0.7) && deferred.TrueForAll(item => item.Key != point.Key))
            )
        )
            Add(session, point, null);
        session.Closure = new SessionClosure
        {
            Id = draw.Id(),
            SessionId = session.Id,
            At = at.AddMinutes(52 + draw.Below(12)),
            By = Northwind.Director,
        };
        db.Add(session);
        telling.Tell(
            at,
            Northwind.Director,
            "session.started",
            session.Title,
            session.Url,
            $"{session.Items.Count} points"
        );
        telling.Tell(session.Closure.At, Northwind.Director, "session.closed", session.Title, session.Url);
        return session;
    }

    private void Add(ReviewSession session, Point point, int? cameFrom)
    {
        var item = new SessionItem
        {
            Id = draw.Id(),
            SessionId = session.Id,
            Position = session.Items.Count + 1,
            Section = point.Section,
            Key = point.Key,
            Title = point.Title,
            Url = point.Url,
            Measure = point.Measure,
            Minutes = point.Minutes,
            State = point.State,
            CameFrom = cameFrom,
        };
        var at = session.StartedAt.AddMinutes(4 + (6 * session.Items.Count));
        item.Marks.Add(
            new SessionMark
            {
                Id = draw.Id(),
                ItemId = item.Id,
                State =
                    cameFrom is null && point.Key != "other" && draw.In(0.2) ? ItemState.Deferred : ItemState.Discussed,
                At = at,
                By = Northwind.Director,
            }
        );
        if (point.Note is { } note && draw.In(0.6))
            item.Notes.Add(
                new SessionNote
                {
                    Id = draw.Id(),
                    ItemId = item.Id,
                    Version = 1,
                    Text = note,
                    At = at.AddMinutes(-1),
                    By = session.Facilitator!,
                }
            );
        session.Items.Add(item);
    }

    /// <summary>What was decided and promised in the days before it was decided and promised here.</summary>
    private async Task ResultsAsync(ReviewSession session, DateTime since, CancellationToken cancellation)
    {
        var until = session.Closure!.At;
        var promised = await db.Set<Commitment>()
            .Where(row => row.MadeAt > since && row.MadeAt <= until && row.MadeBy == Northwind.Director)
            .OrderBy(row => row.Number)
            .Take(2)
            .ToListAsync(cancellation);
        foreach (var row in promised)
            Add(session, false, row.Number, row.Title, row.Url, null);
        var decided = await db.Set<Decision>()
            .Where(row => row.DecidedAt > since && row.DecidedAt <= until && row.TeamId == null)
            .OrderBy(row => row.Number)
            .Take(1)
            .ToListAsync(cancellation);
        foreach (var row in decided)
            Add(session, true, row.Number, row.Title, row.Url, "time-to-recover");
    }

    private void Add(ReviewSession session, bool isDecision, int number, string title, string url, string? measures) =>
        session.Results.Add(
            new SessionResult
            {
                Id = draw.Id(),
                SessionId = session.Id,
                IsDecision = isDecision,
                Number = number,
                Title = title,
                Url = url,
                Measures = measures,
                At = session.Closure!.At.AddMinutes(-5),
                By = Northwind.Director,
            }
        );
}
