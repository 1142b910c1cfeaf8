using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Web;
using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Bets;
using Binnacle.Practices.Direction.Principles;
using Binnacle.Practices.Direction.Roadmap;
using Binnacle.Practices.Direction.Vision;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

public sealed record VisionAnswer(int Version, string Text, DateTime At, string By, int Words);

public sealed record PrincipleRow(
    int Number,
    string Name,
    string Sentence,
    string Over,
    IReadOnlyList<int> Objectives,
    DateTime? RetiredAt,
    string? RetiredReason
);

public sealed record InitiativeRequest(
    string? Name,
    int? Objective = null,
    int? Milestone = null,
    string? Scope = null,
    RuleDraft? Rule = null
);

public sealed record MoveRequest(string? Target, double? GiveOrTake = null, string? Reason = null);

/// <summary>Vision, principles, roadmap, bets and initiatives for programs: the same rows, filters and rights as the pages.</summary>
public static class DirectionEndpoints
{
    private sealed record ShowQuery(string? Show = null, string? Scope = null);

    private sealed record UnlinkedQuery(string? Repository = null);

    private sealed record Nothing;

    public static void MapDirection(this IEndpointRouteBuilder app)
    {
        MapLists(app);
        var api = app.MapApiGroup().MapGroup("/direction");
        api.OnPost("/milestones", AddMilestoneAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Add a milestone, as a draft");
        api.OnPost("/milestones/{number:int}/move", MoveAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Move a milestone, with a reason");
        api.OnPost("/hypotheses", AddBetAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Write down a hypothesis with the measure and the day that judge it");
        api.OnPost("/initiatives", AddInitiativeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Add an initiative, with its first rule");
        api.OnPost("/rules/try", TryAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("What a rule would match in the last cycle; nothing is saved");
    }

    private static void MapLists(IEndpointRouteBuilder app)
    {
        app.MapList<ShowQuery, MilestoneRow>(
            "/practices/direction/roadmap",
            "/direction/milestones",
            "Milestones by target: published ones, and drafts that you may see",
            async (db, query, part, cancellation) =>
                Cursor.Part(
                    await db.MilestonesAsync(Show(query.Show, MilestoneQueries.Choices), query.Scope, cancellation),
                    part
                ),
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("outcome", row => row.Outcome),
            ("objective", row => row.Objective),
            ("team", row => row.Team),
            ("state", row => row.State),
            ("from", row => row.From),
            ("to", row => row.To),
            ("moved", row => row.Moved),
            ("moved days", row => row.MovedDays),
            ("published", row => row.PublishedAt),
            ("last reason", row => row.LastReason),
            ("ended", row => row.EndedAt)
        );
        app.MapList<ShowQuery, BetRow>(
            "/practices/direction/bets",
            "/direction/hypotheses",
            "Hypotheses with their verdicts and answers",
            async (db, query, part, cancellation) =>
                Cursor.Part(
                    await db.BetsAsync(Practices, Show(query.Show, BetQueries.Choices), query.Scope, cancellation),
                    part
                ),
            ("number", row => row.Number),
            ("belief", row => row.Belief),
            ("state", row => row.State),
            ("judge", row => row.Measure ?? row.CheckId),
            ("of", row => row.ScopeKey),
            ("expected", row => row.ExpectedUp ? "at least" : "at most"),
            ("threshold", row => row.Threshold),
            ("unit", row => row.Unit),
            ("check on", row => row.CheckOn),
            ("team", row => row.Team),
            ("before", row => row.ValueBefore),
            ("verdict", row => row.Verdict),
            ("value", row => row.Value),
            ("points", row => row.Points),
            ("answer", row => row.Answer),
            ("reason", row => row.Reason)
        );
        app.MapList<Nothing, InitiativeRow>(
            "/practices/direction/initiatives",
            "/direction/initiatives",
            "Initiatives with the changes of the last cycle",
            async (db, _, part, cancellation) =>
                Cursor.Part(await db.InitiativesAsync(await db.AlignmentAsync(cancellation), cancellation), part),
            ("number", row => row.Number),
            ("name", row => row.Name),
            ("objective", row => row.Objective),
            ("milestone", row => row.Milestone),
            ("team", row => row.Team),
            ("state", row => row.State),
            ("rules", row => row.Rules),
            ("changes", row => row.Changes)
        );
        app.MapList<Nothing, PrincipleRow>(
            "/practices/direction/principles",
            "/direction/principles",
            "Principles, also retired ones",
            async (db, _, part, cancellation) =>
                Cursor.Part(
                    (await db.AllPrinciplesAsync(cancellation)).ConvertAll(row => new PrincipleRow(
                        row.Number,
                        row.Name,
                        row.Sentence,
                        row.Over,
                        [.. row.Objectives.Select(link => link.Objective).Order()],
                        row.Retirement?.At,
                        row.Retirement?.Reason
                    )),
                    part
                ),
            ("number", row => row.Number),
            ("name", row => row.Name),
            ("even over", row => row.Over),
            ("sentence", row => row.Sentence),
            ("retired", row => row.RetiredAt)
        );
        app.MapList<Nothing, VisionAnswer>(
            "/practices/direction/vision",
            "/direction/vision",
            "Versions of the vision, newest first",
            async (db, _, part, cancellation) =>
                Cursor.Part(
                    (
                        await db.Set<VisionVersion>()
                            .AsNoTracking()
                            .OrderByDescending(row => row.Number)
                            .ToListAsync(cancellation)
                    ).ConvertAll(row => new VisionAnswer(
                        row.Number,
                        row.Text,
                        row.At,
                        row.By,
                        WordDiff.CountWords(row.Text)
                    )),
                    part
                ),
            ("version", row => row.Version),
            ("at", row => row.At),
            ("by", row => row.By),
            ("words", row => row.Words),
            ("text", row => row.Text)
        );
        app.MapList<UnlinkedQuery, AlignedRow>(
            "/practices/direction/unlinked",
            "/direction/unlinked",
            "Changes of the last cycle that serve no goal, newest first",
            async (db, query, part, cancellation) =>
            {
                var (from, size) = (Cursor.From(part), Cursor.Size(part.Size));
                var counts = await db.AlignmentAsync(cancellation);
                var rows = await db.UnlinkedChanges(counts.Since, query.Repository)
                    .Skip(from)
                    .Take(size + 1)
                    .AsRows(db)
                    .ToListAsync(cancellation);
                rows = [.. rows.OrderByDescending(row => row.At)];
                return new([.. rows.Take(size)], rows.Count > size ? Cursor.Of(new Cursor.Place(from + size)) : null);
            },
            ("repository", row => row.Repository),
            ("commit", row => row.Commit),
            ("subject", row => row.Subject),
            ("at", row => row.At),
            ("area", row => row.Area),
            ("kind", row => row.Kind.Word()),
            ("branch", row => row.Branch)
        );
    }

    private static readonly PracticeList Practices = new();

    private static string? Show(string? show, IReadOnlyList<string> choices) =>
        string.IsNullOrEmpty(show) || choices.Contains(show)
            ? show
            : throw new Refusal("show", $"Choose {string.Join(", ", choices)}.");

    private static async Task<Created<MilestoneRow>> AddMilestoneAsync(
        AppDb db,
        MilestoneDraft draft,
        CancellationToken cancellation
    )
    {
        var milestone = await db.AddMilestoneAsync(draft, cancellation);
        return TypedResults.Created(
            milestone.Url,
            MilestoneQueries.Row(milestone, await TeamAsync(db, milestone.TeamId, cancellation))
        );
    }

    private static async Task<Results<Ok<MilestoneRow>, ProblemHttpResult>> MoveAsync(
        AppDb db,
        int number,
        MoveRequest move,
        CancellationToken cancellation
    )
    {
        if (await db.MilestoneAsync(number, cancellation) is not { } milestone)
            return Problems.NotFound($"Milestone {number}");
        await db.MoveAsync(milestone, move.Target, move.GiveOrTake, move.Reason, cancellation);
        return TypedResults.Ok(MilestoneQueries.Row(milestone, await TeamAsync(db, milestone.TeamId, cancellation)));
    }

    private static async Task<Created<BetRow>> AddBetAsync(AppDb db, BetDraft draft, CancellationToken cancellation)
    {
        var bet = await db.AddBetAsync(draft, Practices, cancellation);
        return TypedResults.Created(
            bet.Url,
            (await db.BetsAsync(Practices, "all", null, cancellation)).Single(row => row.Number == bet.Number)
        );
    }

    private static async Task<Created<InitiativeRow>> AddInitiativeAsync(
        AppDb db,
        JobQueue queue,
        InitiativeRequest request,
        CancellationToken cancellation
    )
    {
        var initiative = await db.AddInitiativeAsync(
            new(request.Name, request.Objective, request.Milestone, request.Scope),
            request.Rule,
            cancellation
        );
        await queue.QueueMatchingAsync(cancellation);
        var rows = await db.InitiativesAsync(await db.AlignmentAsync(cancellation), cancellation);
        return TypedResults.Created(initiative.Url, rows.Single(row => row.Number == initiative.Number));
    }

    private static async Task<Ok<RuleTrial>> TryAsync(AppDb db, RuleDraft rule, CancellationToken cancellation) =>
        TypedResults.Ok(await db.TryRuleAsync(rule, cancellation));

    private static Task<string?> TeamAsync(AppDb db, Guid? id, CancellationToken cancellation) =>
        db.Set<Team>().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(cancellation);
}
