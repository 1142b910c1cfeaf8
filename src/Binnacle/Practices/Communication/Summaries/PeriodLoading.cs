using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.History;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Direction;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>Reads what a summary is drafted from. Open records alone: whoever drafts, the text may be read by all.</summary>
public static class PeriodLoading
{
    private const int Most = 40;
    private static readonly string[] Decided =
    [
        "decision.accepted",
        "decision.recorded",
        "decision.rejected",
        "decision.superseded",
    ];
    private static readonly string[] Reached =
    [
        "milestone.done",
        "milestone.published",
        "milestone.moved",
        "milestone.dropped",
        "hypothesis.judged",
        "hypothesis.answered",
        "objective.added",
        "objective.closed",
        "objective.dropped",
        "vision.changed",
        "initiative.done",
        "initiative.dropped",
    ];

    public static async Task<PeriodFacts> PeriodFactsAsync(
        this AppDb db,
        PracticeList practices,
        Team? team,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation = default
    )
    {
        var name = team?.Name ?? await db.OrganizationNameAsync(cancellation);
        var (begin, end) = (Start(from), Start(to.AddDays(1)));
        var teamNames = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var told = await db.Set<TimelineEvent>()
            .AsNoTracking()
            .Where(row => row.DataClass == DataClass.Open && row.At < end && row.SubjectUrl != null)
            .Where(row => team == null || row.TeamId == team.Id)
            .Where(row =>
                row.At >= begin
                && (Decided.Contains(row.Verb) || Reached.Contains(row.Verb) || row.Verb == "commitment.verified")
            )
            .OrderByDescending(row => row.At)
            .Take(10 * Most)
            .Select(row => new
            {
                row.Verb,
                row.Subject,
                row.SubjectUrl,
                row.At,
                row.Details,
                row.TeamId,
            })
            .ToListAsync(cancellation);
        // The newest word on each subject counts.
        var events = told.ConvertAll(row => new Happening(
            row.Verb,
            row.Subject,
            row.SubjectUrl!,
            row.At,
            row.Details,
            row.TeamId is { } id ? teamNames.GetValueOrDefault(id) : null
        ));
        var decisions = await db.WithReasonsAsync(
            Newest(events.Where(row => Decided.Contains(row.Verb))),
            end,
            cancellation
        );
        var published = await db.PublishedMilestonesAsync(cancellation);
        return new PeriodFacts(from, to, name)
        {
            WrittenOn = db.Today,
            Decisions = decisions,
            Undecided = await UndecidedAsync(db, team, end, cancellation),
            Milestones = Newest(
                events
                    .Where(row => Reached.Contains(row.Verb))
                    // What becomes of a draft is nobody's news.
                    .Where(row =>
                        !row.Verb.StartsWith("milestone.", StringComparison.Ordinal) || published.Contains(row.Url)
                    )
            ),
            Verdicts = Newest(events.Where(row => row.Verb == "commitment.verified")),
            Made = await PromisesAsync(
                db,
                team,
                rows => rows.Where(row => row.MadeAt >= begin && row.MadeAt < end),
                cancellation
            ),
            Done = await PromisesAsync(
                db,
                team,
                rows =>
                    rows.Where(row =>
                        row.Closure != null
                        && row.Closure.Outcome == ClosureOutcome.Done
                        && row.Closure.At >= begin
                        && row.Closure.At < end
                    ),
                cancellation
            ),
            Dropped = await PromisesAsync(
                db,
                team,
                rows =>
                    rows.Where(row =>
                        row.Closure != null
                        && row.Closure.Outcome == ClosureOutcome.Dropped
                        && row.Closure.At >= begin
                        && row.Closure.At < end
                    ),
                cancellation
            ),
            Coming = await PromisesAsync(
                db,
                team,
                rows =>
                    rows.Where(row =>
                        row.MadeAt < end
                        && (row.Closure == null || row.Closure.At >= end)
                        && row.DueOn > to
                        && row.DueOn <= to.AddDays(28)
                    ),
                cancellation
            ),
            Overdue = await PromisesAsync(
                db,
                team,
                rows =>
                    rows.Where(row =>
                        row.MadeAt < end && (row.Closure == null || row.Closure.At >= end) && row.DueOn <= to
                    ),
                cancellation
            ),
            Outcomes = await OutcomesAsync(db, team, from, to, cancellation),
            Checks = await ChecksAsync(db, practices, team, from, to, cancellation),
            NotKept = await db.NotKeptAsync(practices, team, to, cancellation),
            Behind = await db.BehindAsync(team, to, cancellation),
            Releases = await ReleasesAsync(db, team, begin, end, cancellation),
            Documents = await DocumentsAsync(db, team, begin, end, cancellation),
        };
    }

    private static List<Happening> Newest(IEnumerable<Happening> events) =>
        [
            .. events
                .GroupBy(row => row.Url, StringComparer.Ordinal)
                .Select(group => group.MaxBy(row => row.At)!)
                .Take(Most),
        ];

    /// <summary>What waited for a decision when the period ended, the longest first.</summary>
    private static async Task<IReadOnlyList<Happening>> UndecidedAsync(
        AppDb db,
        Team? team,
        DateTime end,
        CancellationToken cancellation
    ) =>
        await db.Set<Decision>()
            .AsNoTracking()
            .Where(row => row.DataClass == DataClass.Open && row.ProposedAt < end)
            .Where(row => team == null || row.TeamId == team.Id)
            .Where(row =>
                row.Steps.Where(step => step.At < end)
                    .OrderByDescending(step => step.At)
                    .ThenByDescending(step => step.Id)
                    .Take(1)
                    .Any(step => step.Status == DecisionStatus.Proposed || step.Status == DecisionStatus.OnHold)
            )
            .OrderBy(row => row.ProposedAt)
            .ThenBy(row => row.Number)
            .Take(Most)
            .Select(row => new Happening(
                "decision.proposed",
                row.Title,
                "/practices/decisions/" + row.Number,
                row.ProposedAt!.Value,
                null,
                db.Set<Team>().Where(known => known.Id == row.TeamId).Select(known => known.Name).FirstOrDefault()
            ))
            .ToListAsync(cancellation);

    private static async Task<IReadOnlyList<PromiseFact>> PromisesAsync(
        AppDb db,
        Team? team,
        Func<IQueryable<Commitment>, IQueryable<Commitment>> which,
        CancellationToken cancellation
    ) =>
        await which(
                db.Set<Commitment>()
                    .AsNoTracking()
                    .Where(row => row.DataClass == DataClass.Open && (team == null || row.TeamId == team.Id))
            )
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Number)
            .Take(Most)
            .Select(row => new PromiseFact(
                row.Number,
                row.Title,
                row.DueOn,
                db.Set<Team>().Where(known => known.Id == row.TeamId).Select(known => known.Name).FirstOrDefault(),
                db.Set<Person>().Where(known => known.Id == row.OwnerId).Select(known => known.Name).FirstOrDefault()
            ))
            .ToListAsync(cancellation);

    private static async Task<IReadOnlyList<OutcomeMove>> OutcomesAsync(
        AppDb db,
        Team? team,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var measures = await db.Set<Measure>()
            .AsNoTracking()
            .Where(row => row.IsOutcome && (team == null ? row.TeamId == null : row.TeamId == team.Id))
            .OrderBy(row => row.DefinedAt)
            .ThenBy(row => row.Slug)
            .Take(5)
            .ToListAsync(cancellation);
        var ids = measures.ConvertAll(row => row.Id);
        // A long period still needs what stood before it.
        var since = new[] { to.AddDays(-91), from.AddDays(-OutcomeMoves.LiveDays - 1) }.Min();
        var points = await db.RecentPointsAsync(ids, since, to, cancellation);
        return
        [
            .. measures
                .Select(measure => OutcomeMoves.Between([.. points[measure.Id]], measure, from))
                .OfType<OutcomeMove>(),
        ];
    }

    private static async Task<IReadOnlyList<CheckMove>> ChecksAsync(
        AppDb db,
        PracticeList practices,
        Team? team,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var days = db.Set<Evaluation>().Select(row => row.Date);
        var before = await days.Where(day => day < from)
            .OrderByDescending(day => day)
            .FirstOrDefaultAsync(cancellation);
        var after = await days.Where(day => day <= to).OrderByDescending(day => day).FirstOrDefaultAsync(cancellation);
        if (before == default || after == default || before == after)
            return [];
        var scope = team is null ? ScopeText.Organization : ScopeText.OfTeam(team.Slug);
        var rows = await db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.ScopeKey == scope && (row.Date == before || row.Date == after))
            .Select(row => new
            {
                row.CheckId,
                row.Date,
                row.State,
                row.Headline,
                row.NextStep,
                row.Version,
            })
            .ToListAsync(cancellation);
        var was = rows.Where(row => row.Date == before).ToDictionary(row => row.CheckId, StringComparer.Ordinal);
        return
        [
            .. from check in practices.Checks
            join row in rows.Where(row => row.Date == after) on check.Id equals row.CheckId
            let past = was.GetValueOrDefault(check.Id)
            // Another rule is no news of what it looks at.
            where past is not null && past.State != row.State && past.Version == row.Version
            select new CheckMove(
                check.Title,
                $"/checks/{check.Id}?in={scope}",
                row.Headline,
                past.State,
                row.State,
                row.NextStep
            ),
        ];
    }

    private static async Task<IReadOnlyList<ReleaseFacts>> ReleasesAsync(
        AppDb db,
        Team? team,
        DateTime begin,
        DateTime end,
        CancellationToken cancellation
    )
    {
        var tags = await db.Set<HistoryTag>()
            .AsNoTracking()
            .Where(row => row.IsRelease && !row.IsPrerelease && row.At >= begin && row.At < end)
            .Join(
                db.Set<Repository>().Where(row => row.ArchivedAt == null && (team == null || row.TeamId == team.Id)),
                tag => tag.RepositoryId,
                repository => repository.Id,
                (tag, repository) =>
                    new
                    {
                        repository.Name,
                        repository.Slug,
                        Tag = tag.Name,
                        tag.At,
                    }
            )
            .OrderBy(row => row.At)
            .Take(10 * Most)
            .ToListAsync(cancellation);
        return
        [
            .. tags.GroupBy(row => (row.Name, row.Slug))
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
                .Select(group => new ReleaseFacts(
                    group.Key.Name,
                    $"/repositories/{group.Key.Slug}",
                    [.. group.Select(row => row.Tag)]
                )),
        ];
    }

    private static async Task<IReadOnlyList<Happening>> DocumentsAsync(
        AppDb db,
        Team? team,
        DateTime begin,
        DateTime end,
        CancellationToken cancellation
    ) =>
        await db.Set<Document>()
            .AsNoTracking()
            .Where(row => row.RemovedAt == null && row.Kind != DocumentKind.Changelog)
            .Where(row => team == null || row.TeamId == team.Id)
            .Where(row => row.Versions.Any(version => version.At >= begin && version.At < end && version.Blob != null))
            .Select(row => new
            {
                row.Number,
                Title = row.Title == "" ? row.Path : row.Title,
                At = row
                    .Versions.Where(version => version.At >= begin && version.At < end && version.Blob != null)
                    .Max(version => version.At),
            })
            .OrderByDescending(row => row.At)
            .ThenBy(row => row.Number)
            .Take(12)
            .Select(row => new Happening("document.changed", row.Title, "/documents/" + row.Number, row.At, null, null))
            .ToListAsync(cancellation);

    private static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
