using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review.Session;

/// <summary>
/// The agenda of a session, from what is known when it begins: what was put off, outcomes, what changed, what waits. Everybody
/// with a role reads it, so only what is open to everybody goes in, whoever starts the session.
/// </summary>
internal static class AgendaBuilding
{
    private const int MostOfAKind = 6;
    private const int StaleAfter = 3;

    /// <summary>The usual time to the next session.</summary>
    private const int DaysAhead = 7;

    public static async Task<List<SessionItem>> AgendaAsync(
        this AppDb db,
        ReviewModel? review,
        ReviewSession? before,
        CancellationToken cancellation
    )
    {
        var agenda = new Agenda();
        foreach (var item in before?.Items.Where(item => item.Mark?.State is ItemState.Deferred) ?? [])
            agenda.Add(
                SessionSection.Deferred,
                item.Key,
                item.Title,
                item.Detail,
                item.Url,
                item.Minutes,
                item.State,
                item.Measure,
                before!.Number
            );
        if (review is not null)
            Outcomes(agenda, review);
        await BehindAsync(agenda, db, cancellation);
        var since = before?.StartedAt ?? db.Now.AddDays(-7);
        await ChangesAsync(agenda, db, review, since, cancellation);
        await WithoutEffectAsync(agenda, db, cancellation);
        await DecisionsAsync(agenda, db, cancellation);
        await CommitmentsAsync(agenda, db, cancellation);
        foreach (var need in (review?.NeedsYou ?? []).Where(need => !IsCommitment(need.Url)).Take(MostOfAKind))
            agenda.Add(SessionSection.NeedsYou, KeyOf(need.Url), need.Title, need.Detail, need.Url, 3, need.State);
        await CadencesAsync(agenda, db, cancellation);
        agenda.Add(SessionSection.Other, "other", "Anything else, and notes of the whole meeting", null, null, 5, null);
        return agenda.Items;
    }

    private static void Outcomes(Agenda agenda, ReviewModel review)
    {
        var moved = review.Outcomes.Where(tile => tile.ChangeIsGood is not null).ToList();
        foreach (var tile in moved)
        {
            var slug =
                tile.Url is { } url && url.StartsWith("/measures/", StringComparison.Ordinal)
                    ? url["/measures/".Length..]
                    : null;
            agenda.Add(
                SessionSection.Outcomes,
                $"outcome:{slug ?? tile.Name}",
                $"{tile.Name} is {(tile.ChangeIsGood is true ? "better" : "worse")}: {tile.Value}, {tile.Change}",
                tile.Note,
                tile.Url,
                5,
                tile.ChangeIsGood is true ? CheckState.Pass : CheckState.Fail,
                slug
            );
        }
        var still = review.Outcomes.Except(moved).ToList();
        if (still.Count > 0)
            agenda.Add(
                SessionSection.Outcomes,
                "outcomes:still",
                moved.Count == 0 ? "No outcome moved clearly" : "The other outcomes did not move clearly",
                string.Join("; ", still.Select(tile => $"{tile.Name} {tile.Value}")),
                null,
                3,
                null
            );
    }

    private static async Task BehindAsync(Agenda agenda, AppDb db, CancellationToken cancellation)
    {
        foreach (var row in (await db.ObjectivesBehindAsync(null, db.Today, cancellation)).Take(MostOfAKind))
            agenda.Add(
                SessionSection.Outcomes,
                $"objective:{row.Number}",
                $"{row.Title} is behind: {Words.Percent(row.Done)} done, {Words.Percent(row.Elapsed)} of its time is over",
                string.Join(", ", new[] { row.Owner, row.Team }.OfType<string>()),
                OutcomesContract.ObjectiveUrl(row.Number),
                5,
                CheckState.Warn
            );
    }

    private static async Task ChangesAsync(
        Agenda agenda,
        AppDb db,
        ReviewModel? review,
        DateTime since,
        CancellationToken cancellation
    )
    {
        foreach (var change in (review?.Since ?? []).Where(change => !IsCommitment(change.Url)).Take(MostOfAKind))
            agenda.Add(
                SessionSection.Changed,
                KeyOf(change.Url),
                change.Title,
                change.Detail,
                change.Url,
                2,
                change.State
            );
        var decided = await db.Set<Decision>()
            .Where(row => row.DataClass == DataClass.Open && row.DecidedAt >= since)
            .OrderByDescending(row => row.DecidedAt)
            .Select(row => row.Title)
            .Take(20)
            .ToListAsync(cancellation);
        if (decided.Count > 0)
            agenda.Add(
                SessionSection.Changed,
                "decisions:since",
                $"{Words.Count(decided.Count, "decision")} since {Words.Date(since)}",
                string.Join("; ", decided),
                "/practices/decisions",
                3,
                null
            );
        var now = db.Now;
        var releases = await db.Set<HistoryTag>()
            .CountAsync(row => row.IsRelease && !row.IsPrerelease && row.At >= since && row.At <= now, cancellation);
        if (releases > 0)
            agenda.Add(
                SessionSection.Changed,
                "releases:since",
                $"{Words.Count(releases, "release")} since {Words.Date(since)}",
                null,
                "/practices/flow",
                2,
                null
            );
    }

    private static async Task DecisionsAsync(Agenda agenda, AppDb db, CancellationToken cancellation)
    {
        var waiting = await db.Set<Decision>()
            .Where(row => row.DataClass == DataClass.Open && row.DecidedAt == null && row.ProposedAt != null)
            .Where(row => row.Status == DecisionStatus.Proposed || row.Status == DecisionStatus.OnHold)
            .OrderBy(row => row.ProposedAt)
            .Take(MostOfAKind)
            .Select(row => new
            {
                row.Number,
                row.Title,
                row.ProposedAt,
            })
            .ToListAsync(cancellation);
        foreach (var row in waiting)
        {
            var days = States.Age(row.ProposedAt!.Value, db.Today);
            agenda.Add(
                SessionSection.Decisions,
                $"decision:{row.Number}",
                $"Decide: {row.Title}",
                $"Waits {Words.Count(days, "day", "days")}",
                $"/practices/decisions/{row.Number}",
                5,
                days > 14 ? CheckState.Warn : null
            );
        }
    }

    /// <summary>Without the numbers: not everybody in the room may see each measure.</summary>
    private static async Task WithoutEffectAsync(Agenda agenda, AppDb db, CancellationToken cancellation)
    {
        var failed = await db.FailedVerificationsAsync(cancellation: cancellation);
        var numbers = failed.Select(row => row.Number).ToList();
        var open = await db.Set<Commitment>()
            .Where(row => row.DataClass == DataClass.Open && numbers.Contains(row.Number))
            .Select(row => row.Number)
            .ToListAsync(cancellation);
        foreach (var row in failed.Where(row => open.Contains(row.Number)).Take(MostOfAKind))
            agenda.Add(
                SessionSection.FailedVerifications,
                $"verification:{row.Number}",
                $"{row.Title}: {row.Verdict.Word()}",
                $"{row.Owner}, looked for on {Words.Date(row.LookedFor)}. What now?",
                row.AnswerUrl,
                5,
                row.Verdict is Verdict.Worse ? CheckState.Fail : CheckState.Warn
            );
    }

    private static async Task CommitmentsAsync(Agenda agenda, AppDb db, CancellationToken cancellation)
    {
        var today = db.Today;
        var late = await db.Set<Commitment>()
            .Where(row => row.DataClass == DataClass.Open && row.Closure == null && row.DueOn < today)
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Number)
            .Take(MostOfAKind)
            .AsRows(db)
            .ToListAsync(cancellation);
        foreach (var row in late)
            agenda.Add(
                SessionSection.Commitments,
                $"commitment:{row.Number}",
                $"{row.Title} is {Words.Count(today.DayNumber - row.DueOn.DayNumber, "day", "days")} overdue",
                $"{row.Owner}, due {Words.Date(row.DueOn)}",
                $"/commitments/{row.Number}",
                3,
                CheckState.Fail
            );
        var next = today.AddDays(DaysAhead);
        var soon = await db.Set<Commitment>()
            .Where(row =>
                row.DataClass == DataClass.Open && row.Closure == null && row.DueOn >= today && row.DueOn <= next
            )
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Number)
            .Take(MostOfAKind)
            .AsRows(db)
            .ToListAsync(cancellation);
        foreach (var row in soon)
            agenda.Add(
                SessionSection.Commitments,
                $"commitment:{row.Number}",
                $"{row.Title} is due {(row.DueOn == today ? "today" : $"in {Words.Count(row.DueOn.DayNumber - today.DayNumber, "day", "days")}")}",
                $"{row.Owner}, due {Words.Date(row.DueOn)}",
                $"/commitments/{row.Number}",
                2,
                null
            );
    }

    /// <summary>Those that fell out twice in a row, and those of which nobody told three times in a row.</summary>
    private static async Task CadencesAsync(Agenda agenda, AppDb db, CancellationToken cancellation)
    {
        var holidays = await db.HolidaysAsync(cancellation);
        var from = db.Today.AddDays(-190);
        var open = db.Cadences(new()).Where(row => row.DataClass == DataClass.Open);
        var found = 0;
        foreach (var record in await db.RecordsAsync(open, from, cancellation))
        {
            var past = record
                .Occurrences(holidays, from, db.Today, db.Now)
                .Where(row => row.State is not OccurrenceState.Planned)
                .TakeLast(StaleAfter)
                .ToList();
            var isUntold = past.Count == StaleAfter && past.TrueForAll(row => row.State is OccurrenceState.Unknown);
            var fellOut =
                past.Count >= 2
                && past.TakeLast(2).All(row => row.State is OccurrenceState.Missed or OccurrenceState.Cancelled);
            if ((!isUntold && !fellOut) || ++found > MostOfAKind)
                continue;
            agenda.Add(
                SessionSection.Cadences,
                $"cadence:{record.Number}",
                fellOut
                    ? $"{record.Name} fell out twice in a row"
                    : $"Nobody told what happened with {record.Name} three times in a row",
                fellOut ? "Keep it, change its rhythm, or end it" : null,
                $"/cadences/{record.Number}",
                2,
                fellOut ? CheckState.Fail : CheckState.Unknown
            );
        }
    }

    private static bool IsCommitment(string url) =>
        url.StartsWith("/commitments/", StringComparison.Ordinal)
        && !url.StartsWith("/commitments/new", StringComparison.Ordinal);

    /// <summary>What leads to a finding names it: <c>/commitments/new?check=debt.share&amp;in=team:payments</c>.</summary>
    private static string KeyOf(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var parts =
            query < 0 ? [] : Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[query..].Split('#')[0]);
        return parts.TryGetValue("check", out var check)
            ? Finding.Key(check.ToString(), parts.TryGetValue("in", out var scope) ? scope.ToString() : "organization")
            : $"page:{url}";
    }

    /// <summary>Points in order, each thing once: what was put off comes first and is not repeated below.</summary>
    private sealed class Agenda
    {
        private readonly HashSet<string> known = new(StringComparer.Ordinal);

        public List<SessionItem> Items { get; } = [];

        public void Add(
            SessionSection section,
            string key,
            string title,
            string? detail,
            string? url,
            int minutes,
            CheckState? state,
            string? measure = null,
            int? cameFrom = null
        )
        {
            var name = Cut(key, 400);
            if (!known.Add(name))
                return;
            Items.Add(
                new SessionItem
                {
                    Position = Items.Count + 1,
                    Section = section,
                    Key = name,
                    Title = Cut(title, 300),
                    Detail = string.IsNullOrEmpty(detail) ? null : Cut(detail, 1000),
                    Url = url is { Length: <= 400 } ? url : null,
                    Measure = measure,
                    Minutes = minutes,
                    State = state,
                    CameFrom = cameFrom,
                }
            );
        }

        private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
    }

    public static string Name(this SessionSection section) =>
        section switch
        {
            SessionSection.Deferred => "Put off last time",
            SessionSection.Outcomes => "Outcomes",
            SessionSection.Changed => "What changed",
            SessionSection.FailedVerifications => "Promises without effect",
            SessionSection.Decisions => "Decisions that wait",
            SessionSection.Commitments => "Commitments overdue and due this week",
            SessionSection.NeedsYou => "Needs you",
            SessionSection.Cadences => "Cadences that decay",
            _ => "Anything else",
        };

    public static string Minute(int minutes) => minutes.ToString(CultureInfo.InvariantCulture) + " min";
}
