using System.Globalization;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <summary>One item for programs, with every estimate it ever had.</summary>
public sealed record DebtAnswer(
    DebtRow Item,
    string? Context,
    string? Evidence,
    IReadOnlyList<EstimateAnswer> Estimates,
    IReadOnlyList<DebtLinkAnswer> Links,
    int? Commitment
);

/// <param name="CostLow">Minor units a week, worked out from the parts.</param>
public sealed record EstimateAnswer(
    DateTime At,
    string By,
    DateTime? ReplacedAt,
    long? CostLow,
    long? CostHigh,
    EstimateDraft Parts
);

public sealed record DebtLinkAnswer(string Url, string Title, DateTime AddedAt, string AddedBy);

public sealed record DebtClosureRequest(DebtOutcome Outcome, string? Reason = null);

public static class DebtEndpoints
{
    private sealed record DebtQuery(
        string? Show = null,
        string? Scope = null,
        string? Class = null,
        string? Sort = null
    );

    public static void MapDebt(this IEndpointRouteBuilder app)
    {
        app.MapList<DebtQuery, DebtRow>(
            "/practices/debt",
            "/debt",
            "Debt, in the order that pays back most",
            ReadAsync,
            ("number", row => row.Number),
            ("title", row => row.Title),
            ("state", row => row.State.Words()),
            ("class", row => row.Class?.Words()),
            ("owner", row => row.Owner),
            ("team", row => row.Team),
            ("service", row => row.Service),
            ("repository", row => row.Repository),
            ("path", row => row.Path),
            ("cost low", row => row.CostLow / 100m),
            ("cost high", row => row.CostHigh / 100m),
            ("weeks low", row => row.WeeksLow),
            ("weeks high", row => row.WeeksHigh),
            ("urgency", row => row.Urgency),
            ("urgent on", row => row.UrgentOn),
            ("look again on", row => row.LookAgainOn),
            ("place", row => row.Place),
            ("beats next", row => row.BeatsNext),
            ("wsjf", row => row.Wsjf),
            ("source", row => row.Source),
            ("added", row => row.AddedAt),
            ("closed", row => row.ClosedAt),
            ("reason", row => row.Reason)
        );
        app.MapBoth("/practices/debt/{number:int}", "/debt/{number:int}", OneAsync, "One item with its estimates");
        var api = app.MapApiGroup().MapGroup("/debt");
        api.OnPost("", AddAsync).RequireAuthorization(May.Contribute).WithSummary("Add an item");
        api.OnPost("/import", ImportAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Bring a list as CSV: all of it, or nothing");
        api.OnPost("/{number:int}/estimates", EstimateAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Estimate an item; the estimate before is kept");
        api.OnPost("/{number:int}/closure", CloseAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Close as paid, accepted or dropped");
    }

    internal static DebtFilter Filter(string? show, string? scope, string? kind, string? sort)
    {
        if (show is not (null or "") && !DebtFilter.Choices.Contains(show))
            throw new Platform.Refusal("show", $"Choose {string.Join(", ", DebtFilter.Choices)}.");
        DebtClass? chosen = kind is null or ""
            ? null
            : Enum.GetValues<DebtClass>().Cast<DebtClass?>().FirstOrDefault(known => Slug(known!.Value) == kind)
                ?? throw new Platform.Refusal("class", "Choose time-to-market, outage, can-wait or mandatory.");
        return new(string.IsNullOrEmpty(show) ? null : show, scope, chosen, sort);
    }

    internal static string Slug(DebtClass kind) => kind.Words().Replace(' ', '-');

    private static async Task<Page<DebtRow>?> ReadAsync(
        AppDb db,
        DebtQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var filter = Filter(query.Show, query.Scope, query.Class, query.Sort);
        var rows = (await db.DebtRegisterAsync(filter.Scope, cancellation)).Shown(filter);
        return Cursor.Part(rows, part);
    }

    private static async Task<Results<Ok<DebtAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) => await AnswerAsync(db, number, cancellation) is { } answer ? TypedResults.Ok(answer) : NotFound(number);

    private static async Task<Created<DebtAnswer>> AddAsync(AppDb db, DebtDraft draft, CancellationToken cancellation)
    {
        var item = await db.AddDebtAsync(draft, cancellation: cancellation);
        return TypedResults.Created($"/api/v1/debt/{item.Number}", await AnswerAsync(db, item.Number, cancellation));
    }

    private static async Task<Ok<DebtImported>> ImportAsync(
        AppDb db,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        using var reader = new StreamReader(request.Body);
        var (imported, problems) = await db.ImportDebtAsync(
            await reader.ReadToEndAsync(cancellation),
            cancellation: cancellation
        );
        return imported is not null
            ? TypedResults.Ok(imported)
            : throw new Platform.Refusal("file", string.Join(' ', problems.Select(problem => problem.InWords)));
    }

    private static async Task<Results<Ok<DebtAnswer>, ProblemHttpResult>> EstimateAsync(
        AppDb db,
        int number,
        EstimateDraft draft,
        CancellationToken cancellation
    )
    {
        if (await db.DebtItemAsync(number, cancellation) is not { } item)
            return NotFound(number);
        await db.EstimateAsync(item, draft, cancellation);
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<Results<Ok<DebtAnswer>, ProblemHttpResult>> CloseAsync(
        AppDb db,
        int number,
        DebtClosureRequest closure,
        CancellationToken cancellation
    )
    {
        if (await db.DebtItemAsync(number, cancellation) is not { } item)
            return NotFound(number);
        await db.CloseAsync(item, closure.Outcome, closure.Reason, cancellation);
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<DebtAnswer?> AnswerAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.DebtItemAsync(number, cancellation) is not { } item)
            return null;
        var row = (await db.DebtRegisterAsync(null, cancellation)).Rows.Single(row => row.Number == number);
        return new(
            row,
            item.Context,
            item.Evidence,
            [.. item.Estimates.Select(Answer)],
            [.. item.Links.Select(link => new DebtLinkAnswer(link.Url, link.Title, link.AddedAt, link.AddedBy))],
            item.Closure?.Commitment
        );
    }

    internal static EstimateAnswer Answer(DebtEstimate row) =>
        new(row.At, row.By, row.ReplacedAt, row.CostLow, row.CostHigh, Parts(row));

    internal static EstimateDraft Parts(DebtEstimate row) =>
        new(
            row.Class,
            row.LookAgainOn,
            row.Urgency,
            row.UrgentOn,
            row.HoursLow,
            row.HoursHigh,
            row.HourCost,
            row.DelayDaysLow,
            row.DelayDaysHigh,
            row.DelayWeekLow,
            row.DelayWeekHigh,
            row.OutageLow,
            row.OutageHigh,
            row.ImpactLow,
            row.ImpactHigh,
            row.OtherLow,
            row.OtherHigh,
            row.WeeksLow,
            row.WeeksHigh,
            row.WsjfValue,
            row.WsjfTime,
            row.WsjfRisk,
            row.WsjfSize,
            row.Note
        );

    private static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Item {number}");
}
