using Binnacle.Platform.Cadences;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Practices.Flow.Ci;
using Binnacle.Practices.Flow.Stages;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Agreed;

/// <summary>A change as agreements see it.</summary>
/// <param name="Author">The person's mark, as the rules decide; so is whether it is a bot.</param>
internal sealed record AgreedChange(
    Guid Id,
    string Name,
    string? Url,
    Guid? RepositoryId,
    string? Author,
    bool IsByBot,
    bool IsDraft,
    int? Lines,
    DateTime? OpenedAt,
    DateTime? ReadyAt,
    DateTime? MergedAt,
    DateTime? ClosedAt,
    DateTime? ReopenedAt
)
{
    public ChangeMoments Moments => new(null, OpenedAt, ReadyAt, null, MergedAt);

    public DateTime? Ready => IsDraft && ReadyAt is null && MergedAt is null ? null : Moments.Ready;

    public DateTime? GivenUp => MergedAt is null && ClosedAt is { } closed && !(ReopenedAt > closed) ? closed : null;

    public bool IsOpenAt(DateTime at) => OpenedAt <= at && !(MergedAt <= at) && !(GivenUp <= at);
}

internal sealed record AgreedLook(Guid ChangeId, string? Reviewer, bool IsByBot, DateTime At);

/// <summary>What a team's agreements are counted from: the facts of its repositories, and its blockers.</summary>
internal sealed record AgreementFacts(
    IReadOnlyList<AgreedChange> Changes,
    ILookup<Guid, AgreedLook> Looks,
    IReadOnlyList<CiRun> Runs,
    IReadOnlyList<BlockerRecord> Blockers,
    IReadOnlyDictionary<Guid, string> Repositories
)
{
    public static async Task<AgreementFacts> LoadAsync(
        AppDb db,
        Guid team,
        DateTime since,
        IReadOnlySet<AgreementKind> kinds,
        CancellationToken cancellation
    )
    {
        var repositories = await db.Set<Repository>()
            .Where(row => row.TeamId == team && row.ArchivedAt == null)
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var ids = repositories.Keys.Select(id => (Guid?)id).ToList();
        var changes = db.Set<Change>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.RepositoryId) && row.OpenedAt != null)
            .Where(row =>
                row.OpenedAt >= since || row.MergedAt >= since || row.MergedAt == null && row.ClosedAt == null
            );
        var needsChanges = kinds.Any(kind => kind is not (AgreementKind.Feedback or AgreementKind.Unblocked));
        var read = needsChanges
            ? await changes
                .Select(row => new AgreedChange(
                    row.Id,
                    row.Number,
                    row.Url,
                    row.RepositoryId,
                    row.Person ?? row.Author,
                    (row.ByBot ?? row.IsByBot) == true,
                    row.IsDraft == true,
                    row.Added + row.Deleted,
                    row.OpenedAt,
                    row.ReadyAt,
                    row.MergedAt,
                    row.ClosedAt,
                    row.ReopenedAt
                ))
                .ToListAsync(cancellation)
            : [];
        var looks = kinds.Contains(AgreementKind.FirstLook)
            ? await (
                from change in changes
                // A join, not "is among": that would be asked for each look that there ever was.
                join look in db.Set<ChangeReview>().AsNoTracking() on change.Id equals look.ChangeId
                where look.At != null
                select new AgreedLook(
                    look.ChangeId,
                    look.Person ?? look.Reviewer,
                    (look.ByBot ?? look.IsByBot) == true,
                    look.At!.Value
                )
            ).ToListAsync(cancellation)
            : [];
        var runs = kinds.Contains(AgreementKind.Feedback)
            ? await db.Set<Build>()
                .AsNoTracking()
                .Where(row => row.ParentId == null && row.EndedAt >= since && ids.Contains(row.RepositoryId))
                .AsCiRuns()
                .ToListAsync(cancellation)
            : [];
        var blockers = kinds.Contains(AgreementKind.Unblocked)
            ? await db.BlockerRecordsAsync(
                db.Set<Blocker>().Where(row => row.TeamId == team && row.RaisedAt >= since),
                cancellation
            )
            : [];
        return new(read, looks.ToLookup(look => look.ChangeId), runs, blockers, repositories);
    }
}

/// <summary>What falls into the weeks of an agreement. A pure function of facts and the moment.</summary>
internal static class AgreementItems
{
    private const string Bot = "made by a bot";

    public static IReadOnlyList<AgreementItem> Of(
        AgreementKind kind,
        AgreementUnit unit,
        AgreementFacts facts,
        WorkingCalendar calendar,
        DateTime since,
        DateTime now
    )
    {
        DateOnly Day(DateTime at) => DateOnly.FromDateTime(LocalTime.ToLocal(at, calendar.Zone));
        return kind switch
        {
            AgreementKind.FirstLook => [.. FirstLooks(facts, unit, calendar, since, now, Day)],
            AgreementKind.Merged => [.. Merges(facts, unit, calendar, since, now, Day)],
            AgreementKind.Size =>
            [
                .. facts
                    .Changes.Where(change => change.MergedAt >= since)
                    .Select(change => new AgreementItem(
                        Name(facts, change),
                        change.Url,
                        Day(change.MergedAt!.Value),
                        change.Lines ?? 0,
                        LeftOut: change.IsByBot ? Bot
                            : change.Lines is null ? "its size was not told"
                            : null
                    )),
            ],
            AgreementKind.InProgress => [.. OpenDays(facts, calendar, since, now)],
            AgreementKind.Feedback =>
            [
                .. facts.Runs.Select(run => new AgreementItem(
                    $"{run.Name ?? "run"}, {Repository(facts, run.RepositoryId)}",
                    null,
                    Day(run.EndedAt!.Value),
                    run.Feedback?.TotalMinutes ?? 0,
                    LeftOut: run.Exclusion?.Words()
                )),
            ],
            _ => [.. facts.Blockers.Select(row => Blocked(row, unit, calendar, now, Day))],
        };
    }

    private static IEnumerable<AgreementItem> FirstLooks(
        AgreementFacts facts,
        AgreementUnit unit,
        WorkingCalendar calendar,
        DateTime since,
        DateTime now,
        Func<DateTime, DateOnly> day
    )
    {
        var telling = facts
            .Changes.Where(change => facts.Looks.Contains(change.Id))
            .Select(change => change.RepositoryId)
            .ToHashSet();
        foreach (var change in facts.Changes)
        {
            if (change.Ready is not { } ready || ready < since)
                continue;
            var first = facts
                .Looks[change.Id]
                .Where(look => !look.IsByBot && look.Reviewer is not null && look.Reviewer != change.Author)
                .Select(look => (DateTime?)look.At)
                .Min();
            // What counts as a look is said once, for lead times as for agreements.
            var look = ready + ChangeStages.Of(change.Moments with { FirstReviewAt = first }).Pickup;
            var (amount, clock) = AgreementWeek.Measured(ready, look ?? change.MergedAt ?? now, unit, calendar);
            yield return new(
                Name(facts, change),
                change.Url,
                day(ready),
                look is null && change.MergedAt is not null ? double.PositiveInfinity : amount,
                look is not null || change.MergedAt is not null,
                change.IsByBot ? Bot
                    : !telling.Contains(change.RepositoryId) ? "its source tells no reviews"
                    : change.Author is null ? "who made it was not told"
                    : look is null && change.GivenUp is not null ? "given up before anybody looked"
                    : null,
                clock
            );
        }
    }

    private static IEnumerable<AgreementItem> Merges(
        AgreementFacts facts,
        AgreementUnit unit,
        WorkingCalendar calendar,
        DateTime since,
        DateTime now,
        Func<DateTime, DateOnly> day
    ) =>
        from change in facts.Changes
        let ready = change.Ready
        where ready >= since
        let measured = AgreementWeek.Measured(ready.Value, change.MergedAt ?? now, unit, calendar)
        select new AgreementItem(
            Name(facts, change),
            change.Url,
            day(ready.Value),
            measured.Amount,
            change.MergedAt is not null,
            change.IsByBot ? Bot
                : change.GivenUp is not null ? "closed without a merge"
                : null,
            measured.ByTheClock
        );

    private static IEnumerable<AgreementItem> OpenDays(
        AgreementFacts facts,
        WorkingCalendar calendar,
        DateTime since,
        DateTime now
    )
    {
        if (facts.Changes.Count == 0)
            yield break;
        var people = facts.Changes.Where(change => !change.IsByBot).ToList();
        var last = DateOnly.FromDateTime(LocalTime.ToLocal(now, calendar.Zone));
        for (
            var day = DateOnly.FromDateTime(LocalTime.ToLocal(since, calendar.Zone));
            day <= last;
            day = day.AddDays(1)
        )
        {
            var open = calendar.On(day);
            if (open.From == open.To || open.To > now)
                continue;
            yield return new(
                Platform.Checks.Words.Date(day),
                null,
                day,
                people.Count(change => change.IsOpenAt(open.To))
            );
        }
    }

    private static AgreementItem Blocked(
        BlockerRecord blocker,
        AgreementUnit unit,
        WorkingCalendar calendar,
        DateTime now,
        Func<DateTime, DateOnly> day
    )
    {
        var stands = blocker.StandingSince(now) is not null;
        var (amount, clock) = AgreementWeek.Measured(
            blocker.RaisedAt,
            stands ? now : blocker.Turns[^1].At,
            unit,
            calendar
        );
        return new(
            blocker.What,
            $"{Blocker.List}/{blocker.Number}",
            day(blocker.RaisedAt),
            amount,
            !stands,
            blocker.IsDropped(now) ? "dropped: no blocker" : null,
            clock
        );
    }

    private static string Name(AgreementFacts facts, AgreedChange change) =>
        $"{Repository(facts, change.RepositoryId)} {change.Name}";

    private static string Repository(AgreementFacts facts, Guid? id) =>
        id is { } known && facts.Repositories.TryGetValue(known, out var name) ? name : "unknown repository";
}
