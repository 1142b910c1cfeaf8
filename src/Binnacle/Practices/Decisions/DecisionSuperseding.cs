using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>
/// A younger decision takes the place of older ones, several at once. While the younger waits the link is an intention; the
/// older ones are superseded in the moment in which the younger is accepted.
/// </summary>
public static class DecisionSuperseding
{
    private const int Most = 50;

    /// <exception cref="Refusal">One does not exist, is this one, or the chain would close to a ring.</exception>
    public static async Task SupersedeAsync(
        this AppDb db,
        Decision younger,
        IReadOnlyList<int> older,
        CancellationToken cancellation = default
    )
    {
        db.RequireWriter(younger);
        if (older.Count == 0)
            throw new Refusal("supersedes", "Name at least one decision by its number.");
        await db.LinkOlderAsync(younger, older, cancellation);
        younger.Revision++;
        await db.SaveDecisionAsync(cancellation);
    }

    internal static async Task LinkOlderAsync(
        this AppDb db,
        Decision younger,
        IReadOnlyList<int> numbers,
        CancellationToken cancellation
    )
    {
        if (numbers.Count == 0)
            return;
        if (
            younger.Status is not (DecisionStatus.Accepted or DecisionStatus.Superseded or DecisionStatus.Deprecated)
            && !younger.IsUndecided
        )
            throw new Refusal(
                "supersedes",
                $"Decision {younger.Number} is {younger.Status.Word()}: it replaces nothing."
            );
        var rows = await OlderAsync(db, numbers, cancellation);
        var links = await db.Set<DecisionLink>()
            .AsNoTracking()
            .Select(row => new { row.YoungerId, row.OlderId })
            .ToListAsync(cancellation);
        var graph = new SupersedeGraph(links.Select(row => (row.YoungerId, row.OlderId)));
        foreach (var older in rows)
        {
            if (graph.WouldClose(younger.Id, older.Id))
                throw new Refusal(
                    "supersedes",
                    younger.Id == older.Id
                        ? "A decision cannot supersede itself."
                        : $"Decision {older.Number} supersedes this one already, by itself or through others: the chain would close to a ring."
                );
            if (links.Exists(row => row.YoungerId == younger.Id && row.OlderId == older.Id))
                continue;
            db.Add(
                new DecisionLink
                {
                    YoungerId = younger.Id,
                    OlderId = older.Id,
                    At = db.Now,
                    By = db.Viewer.Name,
                }
            );
            // Two people who link the same two in opposite directions at once: one of them is refused.
            older.Revision++;
            if (younger.Status is DecisionStatus.Accepted)
                await db.TakePlaceAsync(younger, older, cancellation);
            else
                db.Record(
                    "decision.replacement-proposed",
                    older.Title,
                    older.Url,
                    $"By decision {younger.Number}: {younger.Title}",
                    Narrower(older, younger)
                );
        }
    }

    /// <summary>While it waits the intention may change; what took effect stays.</summary>
    internal static async Task RelinkOlderAsync(
        this AppDb db,
        Decision younger,
        IReadOnlyList<int> numbers,
        CancellationToken cancellation
    )
    {
        var now = await db.Set<DecisionLink>().Where(row => row.YoungerId == younger.Id).ToListAsync(cancellation);
        var ids = now.ConvertAll(row => row.OlderId);
        // Those that the viewer may not see are not in the form, and stay.
        var seen = await db.Set<Decision>()
            .Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Number })
            .ToListAsync(cancellation);
        db.RemoveRange(now.Where(link => seen.Exists(row => row.Id == link.OlderId && !numbers.Contains(row.Number))));
        await db.LinkOlderAsync(
            younger,
            [.. numbers.Where(number => !seen.Exists(row => row.Number == number))],
            cancellation
        );
    }

    /// <summary>Everything that it was meant to replace is superseded now.</summary>
    internal static async Task TakePlacesAsync(this AppDb db, Decision younger, CancellationToken cancellation)
    {
        var older = await db.Set<Decision>()
            .Where(row => db.Set<DecisionLink>().Any(link => link.YoungerId == younger.Id && link.OlderId == row.Id))
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        foreach (var row in older)
            await db.TakePlaceAsync(younger, row, cancellation);
    }

    private static async Task TakePlaceAsync(
        this AppDb db,
        Decision younger,
        Decision older,
        CancellationToken cancellation
    )
    {
        await db.RequireDeciderAsync(older, cancellation);
        if (older.Status is DecisionStatus.Superseded)
            return;
        if (older.Status is not (DecisionStatus.Accepted or DecisionStatus.Deprecated))
            throw new Refusal(
                "supersedes",
                $"Decision {older.Number} is {older.Status.Word()}; only what was accepted can be superseded. Reject it instead."
            );
        older.Step(DecisionStatus.Superseded, db.Now, db.Viewer.Name, $"By decision {younger.Number}");
        db.Record(
            "decision.superseded",
            older.Title,
            older.Url,
            $"By decision {younger.Number}: {younger.Title}",
            Narrower(older, younger)
        );
    }

    /// <summary>The event names both: it is seen by those who may see the more protected of the two.</summary>
    private static Decision Narrower(Decision one, Decision other) => one.DataClass >= other.DataClass ? one : other;

    private static async Task<List<Decision>> OlderAsync(
        AppDb db,
        IReadOnlyList<int> numbers,
        CancellationToken cancellation
    )
    {
        var asked = numbers.Distinct().ToList();
        if (asked.Count > Most)
            throw new Refusal("supersedes", $"Supersede at most {Most} decisions at once.");
        var rows = await db.Set<Decision>()
            .Where(row => asked.Contains(row.Number))
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var missing = asked.FindIndex(number => !rows.Exists(row => row.Number == number));
        return missing < 0 ? rows : throw new Refusal("supersedes", $"There is no decision {asked[missing]}.");
    }
}
