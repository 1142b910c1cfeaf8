using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Signals;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Flow.Blockers;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

/// <summary>What waits for a person apart from the checks: promises past their date or without effect, repositories and documents that cannot be read.</summary>
internal sealed record Waiting(
    IReadOnlyList<Attention> Overdue,
    IReadOnlyList<Attention> Failed,
    IReadOnlyList<Attention> Blocked,
    IReadOnlyList<Attention> Unreadable,
    IReadOnlySet<string> Promised,
    IReadOnlyList<ReviewChange> Closed,
    IReadOnlyList<Attention> Asked
);

internal static class WaitingQueries
{
    private const int MostBlocked = 3;

    public static async Task<Waiting> WaitingAsync(AppDb db, DateOnly day, Scope focus, CancellationToken cancellation)
    {
        var end = day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        var open = await db.Set<Commitment>()
            .Where(row => row.MadeAt <= end && (row.ClosedOn == null || row.ClosedOn > day))
            .Where(row => focus.Kind != ScopeKind.Team || row.TeamId == focus.Id)
            .Join(
                db.Set<Person>(),
                row => row.OwnerId,
                person => person.Id,
                (row, person) =>
                    new
                    {
                        row.Number,
                        row.Title,
                        row.DueOn,
                        row.Origin,
                        Owner = person.Name,
                    }
            )
            .ToListAsync(cancellation);
        var overdue = open.Where(row => row.DueOn < day)
            .OrderBy(row => row.DueOn)
            .Select(row => new Attention(
                CheckState.Fail,
                $"{row.Title} is {Days(day.DayNumber - row.DueOn.DayNumber)} overdue",
                $"Commitment {row.Number}, owned by {row.Owner}, due {row.DueOn:d MMM yyyy}.",
                "Open the commitment",
                $"/commitments/{row.Number}"
            ));
        var failed = await db.FailedVerificationsAsync(focus.Key, day, cancellation);
        var promised = open.Where(row => row.Origin is not null)
            .Select(row => row.Origin!)
            .ToHashSet(StringComparer.Ordinal);
        return new(
            [.. overdue],
            [
                .. failed.Select(row => new Attention(
                    row.Verdict is Verdict.Worse ? CheckState.Fail : CheckState.Warn,
                    $"{row.Title}: {row.Verdict.Word()}",
                    row.InWords,
                    "Answer it",
                    row.AnswerUrl
                )),
            ],
            await BlockedAsync(db, day, focus, promised, cancellation),
            [
                .. focus.Kind is ScopeKind.Organization ? await UnreadableAsync(db, cancellation) : [],
                .. await StaleAsync(db, day, focus, cancellation),
            ],
            promised,
            await ClosedAsync(db, day, focus, cancellation),
            await AskedAsync(db, cancellation)
        );
    }

    /// <summary>Blockers that have stood for too long and that no commitment takes on.</summary>
    private static async Task<List<Attention>> BlockedAsync(
        AppDb db,
        DateOnly day,
        Scope focus,
        IReadOnlySet<string> promised,
        CancellationToken cancellation
    )
    {
        var team = focus.Kind is ScopeKind.Team ? focus.Id : (Guid?)null;
        var old = (await db.OldBlockersAsync(team, day, cancellation))
            .Where(row => !promised.Contains($"page:{row.Url}"))
            .ToList();
        return
        [
            .. old.Take(MostBlocked)
                .Select(row => new Attention(
                    CheckState.Fail,
                    $"{row.Team ?? "The organization"} has been blocked for {Days(row.Days)}: {row.What}",
                    $"Blocker {row.Number}, {(row.Owner is null ? "nobody owns it" : $"owned by {row.Owner}")}.",
                    "Take it out of the way",
                    row.Url
                )),
            .. old.Count > MostBlocked
                ?
                [
                    new Attention(
                        CheckState.Fail,
                        old.Count == MostBlocked + 1
                            ? "1 more blocker has stood for too long"
                            : $"{old.Count - MostBlocked} more blockers have stood for too long",
                        $"The {MostBlocked} oldest stand above.",
                        "Open the list",
                        "/practices/flow/blockers"
                    ),
                ]
                : Array.Empty<Attention>(),
        ];
    }

    /// <summary>Advice that is asked of the person who looks.</summary>
    private static async Task<List<Attention>> AskedAsync(AppDb db, CancellationToken cancellation) =>
        (await db.AdviceAskedOfMeAsync(cancellation)).ConvertAll(row => new Attention(
            CheckState.Warn,
            $"Your advice is asked: {row.Title}",
            $"Decision {row.Number}, asked by {row.AskedBy} on {row.AskedAt:d MMM yyyy}.",
            "Give it",
            row.Url
        ));

    private static async Task<List<Attention>> UnreadableAsync(AppDb db, CancellationToken cancellation)
    {
        var found = new List<Attention>();
        var repositories = await db.Set<Repository>()
            .Where(row => row.Problem != null && row.ArchivedAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new
            {
                row.Slug,
                row.Name,
                row.Problem,
            })
            .ToListAsync(cancellation);
        found.AddRange(
            repositories.Select(row => new Attention(
                CheckState.Fail,
                $"{row.Name} could not be read",
                row.Problem!,
                "Open the repository",
                $"/repositories/{row.Slug}"
            ))
        );
        var broken = db.Set<Document>()
            .Where(row => row.Problems > 0 && row.RemovedAt == null)
            .Where(row => db.Set<Repository>().Any(owner => owner.Id == row.RepositoryId && owner.ArchivedAt == null));
        var named = await broken.OrderBy(row => row.Path).Select(row => row.Path).Take(3).ToListAsync(cancellation);
        if (named.Count > 0)
        {
            var count = named.Count <= 2 ? named.Count : await broken.CountAsync(cancellation);
            found.Add(
                new(
                    CheckState.Warn,
                    count == 1 ? "A document has a problem" : $"{count} documents have problems",
                    count <= 2 ? string.Join(", ", named) : $"{named[0]}, {named[1]} and {count - 2} more.",
                    "See where",
                    "/documents?problems=yes"
                )
            );
        }
        return found;
    }

    /// <summary>
    /// Measures that somebody waits for and that have no fresh point. That a source failed is told here only then: most failures
    /// are over before anybody could act.
    /// </summary>
    private static async Task<List<Attention>> StaleAsync(
        AppDb db,
        DateOnly day,
        Scope focus,
        CancellationToken cancellation
    )
    {
        if (day < db.Today.AddDays(-1))
            return [];
        var stale = await db.Set<Measure>()
            .AsNoTracking()
            .Where(row => focus.Kind != ScopeKind.Team || row.TeamId == focus.Id)
            .Shown(db, "stale")
            .OrderByDescending(row => row.IsOutcome)
            .ThenBy(row => row.Name)
            .Take(20)
            .AsRows(db)
            .ToListAsync(cancellation);
        return
        [
            .. stale
                .Take(3)
                .Select(row => new Attention(
                    CheckState.Warn,
                    row.NewestOn is { } newest
                        ? $"{row.Name} has no point since {newest:d MMM yyyy}"
                        : $"{row.Name} never had a point",
                    row.Failures > 0
                        ? $"Its source failed {row.Failures} times in a row; a point is expected every {Days(row.FreshDays!.Value)}."
                        : $"A point is expected every {Days(row.FreshDays!.Value)}.",
                    "Open the measure",
                    $"/measures/{row.Slug}"
                )),
            .. stale.Count > 3
                ?
                [
                    new Attention(
                        CheckState.Warn,
                        $"{(stale.Count == 20 ? "20 or more" : stale.Count)} measures have no fresh point",
                        "The first three stand above.",
                        "Open the list",
                        "/measures?show=stale"
                    ),
                ]
                : Array.Empty<Attention>(),
        ];
    }

    private static async Task<List<ReviewChange>> ClosedAsync(
        AppDb db,
        DateOnly day,
        Scope focus,
        CancellationToken cancellation
    )
    {
        var since = day.AddDays(-30).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var end = day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
        var closed = await db.Set<Commitment>()
            .Where(row => row.Closure != null && row.Closure.At >= since && row.Closure.At <= end)
            .Where(row => focus.Kind != ScopeKind.Team || row.TeamId == focus.Id)
            .OrderByDescending(row => row.Closure!.At)
            .Take(3)
            .Select(row => new
            {
                row.Number,
                row.Title,
                row.Closure!.At,
                row.Closure.Outcome,
            })
            .ToListAsync(cancellation);
        return closed.ConvertAll(row => new ReviewChange(
            row.Outcome is ClosureOutcome.Done ? CheckState.Pass : CheckState.Warn,
            row.Outcome is ClosureOutcome.Done ? $"{row.Title}: done" : $"{row.Title}: dropped",
            $"Commitment {row.Number}, closed on {row.At:d MMM yyyy}.",
            $"/commitments/{row.Number}"
        ));
    }

    public static string Days(int count) => count == 1 ? "1 day" : $"{count} days";
}
