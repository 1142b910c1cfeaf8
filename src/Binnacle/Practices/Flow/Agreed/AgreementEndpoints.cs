using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;

namespace Binnacle.Practices.Flow.Agreed;

/// <param name="ThisWeek">"5 of 6" so far.</param>
public sealed record AgreementRow(
    string Team,
    string Agreement,
    AgreementKind Kind,
    double? Target,
    string Unit,
    double Share,
    DateOnly Since,
    DateOnly? ReviewOn,
    int Version,
    int? CountThisWeek,
    int? WithinThisWeek,
    int WeeksJudged,
    int WeeksKept
);

/// <summary>A week of an agreement for programs.</summary>
public sealed record AgreementWeekRow(
    DateOnly Monday,
    int Version,
    WeekState State,
    int Count,
    int Within,
    int LeftOut,
    string LeftOutWhy
);

public static class AgreementEndpoints
{
    private sealed record AgreementQuery(string? Scope = null);

    private sealed record WeekQuery(string? Team = null, string? Kind = null);

    public static void MapAgreements(this IEndpointRouteBuilder app)
    {
        app.MapList<AgreementQuery, AgreementRow>(
            AgreementWords.Url,
            "/flow/agreements",
            "What teams agreed for their flow, and how many weeks they kept it",
            async (db, query, part, cancellation) =>
                await db.AgreementsAsync(query.Scope, cancellation) is { } views
                    ? Cursor.Part([.. views.Select(Row)], part)
                    : null,
            ("team", row => row.Team),
            ("agreement", row => row.Agreement),
            ("target", row => row.Target),
            ("unit", row => row.Unit),
            ("share", row => row.Share),
            ("since", row => row.Since),
            ("review on", row => row.ReviewOn),
            ("version", row => row.Version),
            ("this week", row => row.CountThisWeek),
            ("within the target", row => row.WithinThisWeek),
            ("weeks judged", row => row.WeeksJudged),
            ("weeks kept", row => row.WeeksKept)
        );
        app.MapList<WeekQuery, AgreementWeekRow>(
            $"{AgreementWords.Url}/weeks",
            "/flow/agreements/weeks",
            "The weeks of one agreement, newest first",
            WeeksAsync,
            ("week of", row => row.Monday),
            ("version", row => row.Version),
            ("state", row => row.State),
            ("count", row => row.Count),
            ("within the target", row => row.Within),
            ("left out", row => row.LeftOut),
            ("why", row => row.LeftOutWhy)
        );
        app.MapApiGroup()
            .OnPost("/flow/agreements", AgreeAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Agree, or change what was agreed: a new version");
    }

    private static async Task<IResult> AgreeAsync(AppDb db, AgreementDraft draft, CancellationToken cancellation)
    {
        var agreement = await db.AgreeAsync(draft, cancellation);
        var view = (await db.AgreementsAsync(ScopeText.OfTeam(draft.Team!), cancellation))!.Single(one =>
            one.Kind == agreement.Kind
        );
        return TypedResults.Ok(Row(view));
    }

    private static async Task<Page<AgreementWeekRow>?> WeeksAsync(
        AppDb db,
        WeekQuery query,
        ListPart part,
        CancellationToken cancellation
    )
    {
        var kind = AgreementWords.KindOf(query.Kind);
        var view = (await db.AgreementsAsync(ScopeText.OfTeam(query.Team ?? ""), cancellation))?.FirstOrDefault(one =>
            one.Kind == kind
        );
        return view is null
            ? null
            : Cursor.Part(
                [
                    .. view
                        .Weeks.Reverse()
                        .Select(week => new AgreementWeekRow(
                            week.Monday,
                            week.Version,
                            week.State,
                            week.Count,
                            week.Within,
                            week.LeftOut.Values.Sum(),
                            string.Join("; ", week.LeftOut.Select(reason => $"{reason.Value} {reason.Key}"))
                        )),
                ],
                part
            );
    }

    private static AgreementRow Row(AgreementView view) =>
        new(
            view.Team,
            view.InWords,
            view.Kind,
            view.Newest.Target,
            view.Newest.Unit.Word(),
            view.Newest.Share,
            view.Newest.Since,
            view.Newest.ReviewOn,
            view.Newest.Version,
            view.Running?.Count,
            view.Running?.Within,
            view.Judged.Count,
            view.Kept
        );
}
