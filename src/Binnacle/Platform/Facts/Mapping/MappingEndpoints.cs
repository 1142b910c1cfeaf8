using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>Rules for programs, and the lists as files.</summary>
public static class MappingEndpoints
{
    public static void MapMapping(this IEndpointRouteBuilder app)
    {
        var api = app.MapApiGroup().MapGroup("/sources/rules");
        api.OnGet("", RulesAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("What the names that tools tell mean here");
        api.OnGet("/open", OpenAsync)
            .RequireAuthorization(May.Lead)
            .WithSummary("Names of the last 90 days that no rule decides, newest first");
        api.OnPost("", AddAsync).RequireAuthorization(May.Administer).WithSummary("Add a rule; past facts follow it");
        api.OnPost("/try", TryAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("What a rule would change; nothing is saved");
        api.OnDelete("/{number:int}", RemoveAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Remove a rule; past facts are decided without it");
        app.OnGet("/settings/sources/rules.json", RulesAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        app.OnGet("/settings/sources/rules.csv", RulesCsvAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        app.OnGet("/settings/sources/rules/open.json", OpenAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
        app.OnGet("/settings/sources/rules/open.csv", OpenCsvAsync)
            .RequireAuthorization(May.Lead)
            .ExcludeFromDescription();
    }

    public sealed record RuleAdded(int Number, MappingKind Kind, string Pattern);

    private static async Task<Page<RuleRow>> RulesAsync(AppDb db, string? kind, CancellationToken cancellation) =>
        new(await RowsAsync(db, kind, state => state.Rules, cancellation), Next: null);

    private static async Task<Page<OpenName>> OpenAsync(
        AppDb db,
        HttpResponse response,
        string? kind,
        [AsParameters] ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = await PartAsync(db, kind, part, cancellation);
        response.LinkNext(rows);
        return rows;
    }

    private static async Task<IResult> RulesCsvAsync(AppDb db, string? kind, CancellationToken cancellation) =>
        Csv.File(
            "rules.csv",
            await RowsAsync(db, kind, state => state.Rules, cancellation),
            ("rule", row => row.Number),
            ("kind", row => row.Kind.Slug()),
            ("name", row => row.When),
            ("source", row => row.Source),
            ("means", row => row.Gives),
            ("facts of 90 days", row => row.Decides)
        );

    private static async Task<IResult> OpenCsvAsync(
        AppDb db,
        HttpResponse response,
        string? kind,
        [AsParameters] ListPart part,
        CancellationToken cancellation
    )
    {
        var rows = await PartAsync(db, kind, part with { Size = part.Size ?? Cursor.LargestSize }, cancellation);
        response.LinkNext(rows);
        return Csv.File(
            "open-names.csv",
            rows.Items,
            ("kind", row => row.Kind.Slug()),
            ("name", row => row.Name),
            ("is the repository", row => row.IsRepository),
            ("source", row => row.Source),
            ("deployments", row => row.Deployments),
            ("alarms", row => row.Alarms),
            ("last", row => row.LastAt)
        );
    }

    private static async Task<IResult> AddAsync(MappingVerbs rules, RuleDraft draft, CancellationToken cancellation)
    {
        var rule = await rules.AddAsync(draft, cancellation);
        return Results.Created(rule.Url, new RuleAdded(rule.Number, rule.Kind, rule.Pattern));
    }

    private static Task<Trial> TryAsync(AppDb db, RuleDraft draft, CancellationToken cancellation) =>
        db.TryRuleAsync(draft, null, cancellation);

    private static async Task<IResult> RemoveAsync(
        AppDb db,
        MappingVerbs rules,
        int number,
        CancellationToken cancellation
    )
    {
        if (await db.MappingRuleAsync(number, cancellation) is not { } rule)
            return Problems.NotFound("The rule");
        await rules.RemoveAsync(rule, cancellation);
        return Results.NoContent();
    }

    private static async Task<Page<OpenName>> PartAsync(
        AppDb db,
        string? kind,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var (size, skip) = (Cursor.Size(part.Size), Cursor.Read<Place>(part.Cursor)?.Skip ?? 0);
        var rows = await RowsAsync(db, kind, state => state.Open, cancellation);
        var next = skip + size < rows.Count ? Cursor.Of(new Place(skip + size)) : null;
        return new([.. rows.Skip(skip).Take(size)], next);
    }

    /// <summary>They are worked out whole, so that a number says where a part begins.</summary>
    private sealed record Place(int Skip);

    /// <param name="kind">Null for all.</param>
    private static async Task<List<T>> RowsAsync<T>(
        AppDb db,
        string? kind,
        Func<MappingState, IReadOnlyList<T>> rows,
        CancellationToken cancellation
    )
    {
        var all = new List<T>();
        foreach (var one in Enum.GetValues<MappingKind>())
            if (string.IsNullOrEmpty(kind) || one == RuleChecking.Kind(kind))
                all.AddRange(rows(await db.MappingStateAsync(one, cancellation)));
        return all;
    }
}
