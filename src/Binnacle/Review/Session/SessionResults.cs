using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review.Session;

/// <summary>What a session leads to: decisions and commitments that name it as their origin.</summary>
public static class SessionResults
{
    public static async Task<Decision> DecideAsync(
        this AppDb db,
        ReviewSession session,
        SessionItem? item,
        DecisionDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        session.RequireOpen();
        var measures = draft.Measures ?? [];
        if (measures.Count > 5)
            throw new Refusal("measures", "Name at most five outcomes.");
        var decision = await db.DraftDecisionAsync(
            draft with
            {
                Origin = session.Origin,
                OriginTitle = session.Title,
            },
            cancellation
        );
        Add(
            db,
            session,
            item,
            true,
            decision.Number,
            decision.Title,
            decision.Url,
            measures.Count == 0 ? null : string.Join(',', measures)
        );
        db.Record("session.decided", session.Title, session.Url, decision.Title);
        await db.SaveChangesAsync(cancellation);
        return decision;
    }

    public static async Task<Commitment> PromiseAsync(
        this AppDb db,
        ReviewSession session,
        SessionItem? item,
        CommitmentDraft draft,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        session.RequireOpen();
        // Everybody reads the minutes, so what is promised here is open.
        var open = draft with
        {
            DataClass = DataClass.Open,
        };
        var commitment = await db.MakeCommitmentAsync(
            open,
            practices,
            new FindingBehind(session.Origin, session.Title, "", null),
            cancellation
        );
        Add(db, session, item, false, commitment.Number, commitment.Title, commitment.Url, null);
        db.Record("session.promised", session.Title, session.Url, commitment.Title);
        await db.SaveChangesAsync(cancellation);
        return commitment;
    }

    /// <summary>The number that a promise about a point would move, and which way: the outcome it names, or its check where that can be compared.</summary>
    public static async Task<(string? Number, string? Way)> NumberBehindAsync(
        this AppDb db,
        SessionItem item,
        CancellationToken cancellation = default
    )
    {
        if (item.Measure is { } slug)
        {
            var better = await db.Set<Measure>()
                .Where(row => row.Slug == slug)
                .Select(row => (MeasureDirection?)row.Better)
                .SingleOrDefaultAsync(cancellation);
            return better is null ? default : ($"measure:{slug}", better is MeasureDirection.Down ? "down" : "up");
        }
        if (Finding.Parse(item.Key) is not var (check, scope))
            return default;
        var now = await db.NumberNowAsync(check, scope, cancellation);
        return now?.IsComparable() is true ? (check, now.ShouldRise() ? "up" : "down") : default;
    }

    /// <summary>Of a point about a finding; null for any other.</summary>
    public static string? CheckScope(this SessionItem item) => Finding.Parse(item.Key)?.Scope;

    /// <summary>Slugs and names of the outcomes that can drive a decision.</summary>
    public static Task<List<OutcomeChoice>> OutcomeChoicesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        db.Set<Measure>()
            .Where(row => row.IsOutcome)
            .OrderBy(row => row.DefinedAt)
            .ThenBy(row => row.Id)
            .Take(5)
            .Select(row => new OutcomeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);

    private static void Add(
        AppDb db,
        ReviewSession session,
        SessionItem? item,
        bool isDecision,
        int number,
        string title,
        string url,
        string? measures
    ) =>
        db.Add(
            new SessionResult
            {
                SessionId = session.Id,
                ItemId = item?.Id,
                IsDecision = isDecision,
                Number = number,
                Title = title.Length > 300 ? title[..300] : title,
                Url = url,
                Measures = measures?.Length > 400 ? null : measures,
                At = db.Now,
                By = db.Viewer.Name,
            }
        );
}

public sealed record OutcomeChoice(string Slug, string Name);
