using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>Rules for programs, and the lists as files.</summary>
public static class MappingEndpoints
{
    public static void MapMapping(this IEndpointRouteBuilder app)
    {
        app.MapList<RuleQuery, RuleRow>(
            "/settings/sources/rules",
            "/sources/rules",
            "What the names that tools tell mean here",
            May.Lead,
            async (db, query, part, cancellation) =>
                Cursor.Part(await RowsAsync(db, query.Kind, state => state.Rules, cancellation), part),
            ("rule", row => row.Number),
            ("kind", row => row.Kind),
            ("name", row => row.When),
            ("source", row => row.Source),
            ("means", row => row.Gives),
            ("facts of 90 days", row => row.Decides)
        );
        app.MapList<RuleQuery, OpenName>(
            "/settings/sources/rules/open",
            "/sources/rules/open",
            "Names of the last 90 days that no rule decides, newest first",
            May.Lead,
            async (db, query, part, cancellation) =>
                Cursor.Part(await RowsAsync(db, query.Kind, state => state.Open, cancellation), part),
            ("kind", row => row.Kind),
            ("name", row => row.Name),
            ("is the repository", row => row.IsRepository),
            ("source", row => row.Source),
            ("deployments", row => row.Deployments),
            ("alarms", row => row.Alarms),
            ("last", row => row.LastAt)
        );
        var api = app.MapApiGroup().MapGroup("/sources/rules");
        api.OnPost("", AddAsync).RequireAuthorization(May.Administer).WithSummary("Add a rule; past facts follow it");
        api.OnPost("/try", TryAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("What a rule would change; nothing is saved");
        api.OnDelete("/{number:int}", RemoveAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("Remove a rule; past facts are decided without it");
    }

    private sealed record RuleQuery(string? Kind = null);

    public sealed record RuleAdded(int Number, MappingKind Kind, string Pattern);

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
