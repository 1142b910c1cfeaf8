using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Actions;
using Binnacle.Practices.Incidents.Alarms;
using Binnacle.Practices.Incidents.Detection;
using Binnacle.Practices.Incidents.Pages;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Practices.Incidents;

/// <summary>One incident for programs, with every time that was ever told.</summary>
public sealed record IncidentAnswer(
    Guid Id,
    int Number,
    string Title,
    string? Summary,
    string? Service,
    string? Team,
    int? Severity,
    Detector? DetectedBy,
    string? DetectedWhat,
    string? MissedSignal,
    string? Signature,
    IReadOnlyList<string> Conditions,
    OpenedFrom OpenedFrom,
    DateTime OpenedAt,
    DateTime? DismissedAt,
    int? MergedInto,
    Guid? CausedByDeploymentId,
    Guid? RepairedByDeploymentId,
    double? MinutesToDetect,
    double? MinutesToAcknowledge,
    double? MinutesToRecover,
    IReadOnlyList<MomentAnswer> Times,
    IReadOnlyList<TimelineLine> Timeline,
    IReadOnlyList<ActionRow> Actions
);

public sealed record MomentAnswer(
    MomentKind Kind,
    DateTime? At,
    MomentSource Source,
    string? SourceWhat,
    DateTime ToldAt,
    string ToldBy,
    string? Why,
    DateTime? ReplacedAt
);

/// <param name="At">UTC; null takes back what stands there.</param>
/// <param name="What">Where it stands: the log, the graph, the ticket.</param>
/// <param name="Why">Needed where it corrects another.</param>
public sealed record MomentRequest(MomentKind Kind, DateTime? At, string? What = null, string? Why = null);

/// <param name="IsUpdate">Told to those who wait, and not only noted.</param>
public sealed record EntryRequest(string? Text, DateTime? At = null, bool IsUpdate = false, DateTime? NextAt = null);

public static class IncidentEndpoints
{
    private sealed record IncidentQuery(
        string? Show = null,
        string? Scope = null,
        string? Service = null,
        string? Q = null
    );

    private sealed record ActionQuery(string? Show = null, string? Scope = null);

    private sealed record GapQuery(string? Scope = null);

    public static IServiceCollection AddIncidents(this IServiceCollection services) =>
        services.AddHostedService<AlarmWatch>();

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        app.MapList<IncidentQuery, IncidentRow>(
            IncidentListPage.Url,
            "/incidents",
            "Incidents, the newest first",
            async (db, query, part, cancellation) =>
                await db.IncidentPartAsync(new(query.Show, query.Scope, query.Service, query.Q), part, cancellation),
            ("number", row => row.Number),
            ("incident", row => row.Title),
            ("service", row => row.Service),
            ("team", row => row.Team),
            ("severity", row => row.Severity),
            ("open", row => row.IsOpen),
            ("noticed by", row => row.DetectedBy),
            ("impact began at", row => row.ImpactStartAt),
            ("noticed at", row => row.DetectedAt),
            ("acknowledged at", row => row.AcknowledgedAt),
            ("mitigated at", row => row.MitigatedAt),
            ("resolved at", row => row.ResolvedAt),
            ("impact ended at", row => row.ImpactEndAt),
            ("postmortem", row => row.Postmortem)
        );
        app.MapList<ActionQuery, ActionRow>(
            "/practices/incidents/actions",
            "/incident-actions",
            "Actions from incidents, the newest first",
            async (db, query, part, cancellation) =>
                await db.ActionPartAsync(new(query.Show, query.Scope), part, cancellation),
            ("action", row => row.Title),
            ("kind", row => row.Kind),
            ("incident", row => row.Incident),
            ("commitment", row => row.Commitment),
            ("owner", row => row.Owner),
            ("due on", row => row.DueOn),
            ("closed on", row => row.ClosedOn),
            ("declined because", row => row.DeclinedBecause),
            ("should change", row => row.ShouldChange),
            ("since then", row => row.SinceThen)
        );
        app.MapList<GapQuery, GapRow>(
            GapVerbs.Page,
            "/detection-gaps",
            "What customers noticed before we did, the open ones first",
            async (db, query, part, cancellation) =>
                await db.GapsAsync(query.Scope, cancellation) is { } gaps ? Cursor.Part(gaps, part) : null,
            ("signal", row => row.Signal),
            ("service", row => row.Service),
            ("opened at", row => row.OpenedAt),
            ("incidents", row => row.Incidents.Count),
            ("actions", row => row.Actions.Count),
            ("closed at", row => row.ClosedAt),
            ("closed by", row => row.ClosedBy),
            ("alert", row => row.Alarm),
            ("fired in", row => row.FiredIn),
            ("which", row => row.FiredWhat)
        );
        app.MapBoth(
            IncidentListPage.Url + "/{number:int}",
            "/incidents/{number:int}",
            OneAsync,
            "One incident with its times, timeline and actions"
        );
        var api = app.MapApiGroup().MapGroup("/incidents");
        api.OnPost("", OpenAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Open an incident; one with the same key is answered and not opened again");
        api.OnPost("/{number:int}/times", TellAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Tell one of its times, or correct it");
        api.OnPost("/{number:int}/entries", AddEntryAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Add a line to its timeline, or tell those who wait");
        app.MapPostmortems();
    }

    private static async Task<Results<Ok<IncidentAnswer>, ProblemHttpResult>> OneAsync(
        AppDb db,
        int number,
        CancellationToken cancellation
    ) => await AnswerAsync(db, number, cancellation) is { } answer ? TypedResults.Ok(answer) : NotFound(number);

    private static async Task<Results<Created<IncidentAnswer>, Ok<IncidentAnswer>>> OpenAsync(
        AppDb db,
        IncidentDraft draft,
        CancellationToken cancellation
    )
    {
        var (incident, isNew) = await db.OpenIncidentAsync(draft, OpenedFrom.Api, cancellation);
        var answer = (await AnswerAsync(db, incident.Number, cancellation))!;
        return isNew ? TypedResults.Created($"/api/v1/incidents/{incident.Number}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<Results<Ok<IncidentAnswer>, ProblemHttpResult>> TellAsync(
        AppDb db,
        int number,
        MomentRequest request,
        CancellationToken cancellation
    )
    {
        if (await db.IncidentAsync(number, cancellation) is not { } incident)
            return NotFound(number);
        await db.TellTimeAsync(
            incident,
            request.Kind,
            request.At,
            request.What,
            request.Why,
            MomentSource.Api,
            cancellation
        );
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<Results<Ok<IncidentAnswer>, ProblemHttpResult>> AddEntryAsync(
        AppDb db,
        int number,
        EntryRequest request,
        CancellationToken cancellation
    )
    {
        if (await db.IncidentAsync(number, cancellation) is not { } incident)
            return NotFound(number);
        await (
            request.IsUpdate
                ? db.AddUpdateAsync(incident, request.Text, request.NextAt, cancellation)
                : db.AddNoteAsync(incident, request.At, request.Text, cancellation)
        );
        return TypedResults.Ok((await AnswerAsync(db, number, cancellation))!);
    }

    private static async Task<IncidentAnswer?> AnswerAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await IncidentModel.LoadAsync(db, number, cancellation) is not { } model)
            return null;
        var incident = model.Incident;
        return new(
            incident.Id,
            number,
            incident.Title,
            incident.Summary,
            model.Service,
            model.Team,
            incident.Severity,
            incident.DetectedBy,
            incident.DetectedWhat,
            incident.MissedSignal,
            model.Signature,
            model.Conditions,
            incident.OpenedFrom,
            incident.OpenedAt,
            incident.DismissedAt,
            model.MergedInto,
            incident.CausedByDeploymentId,
            incident.RepairedByDeploymentId,
            Minutes(Spans.Detect(incident)),
            Minutes(Spans.Acknowledge(incident, model.Now)),
            Minutes(Spans.Recover(incident, model.Now)),
            [
                .. incident.Moments.Select(moment => new MomentAnswer(
                    moment.Kind,
                    moment.At,
                    moment.Source,
                    moment.SourceWhat,
                    moment.ToldAt,
                    moment.ToldBy,
                    moment.Why,
                    moment.ReplacedAt
                )),
            ],
            model.Timeline,
            model.Actions
        );
    }

    /// <summary>Null where it is unknown or still goes on.</summary>
    private static double? Minutes(Duration? span) =>
        span is { IsOver: true } over ? Math.Round(over.Days * 24 * 60, 1) : null;

    internal static ProblemHttpResult NotFound(int number) => Problems.NotFound($"Incident {number}");
}
