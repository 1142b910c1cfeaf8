using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Pages;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Binnacle.Practices.Incidents;

/// <summary>Postmortems for programs. The revision that was read comes as ETag and goes as If-Match, or as ?revision=.</summary>
internal static class PostmortemEndpoints
{
    public static void MapPostmortems(this IEndpointRouteBuilder app)
    {
        app.OnGet(IncidentListPage.Url + "/{number:int}/postmortem.md", MarkdownAsync)
            .RequireAuthorization(May.View)
            .ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/incidents");
        api.OnGet("/{number:int}/postmortem", TextAsync)
            .RequireAuthorization(May.View)
            .WithSummary("The postmortem as Markdown; its ETag is the revision to change it with");
        api.OnPut("/{number:int}/postmortem", WriteAsync)
            .RequireAuthorization(May.Contribute)
            .WithSummary("Write the postmortem, as Markdown; one that is there needs If-Match or ?revision=");
    }

    private static Task<IResult> MarkdownAsync(AppDb db, int number, CancellationToken cancellation) =>
        ReadAsync(db, number, (incident, postmortem) => $"# {incident.Title}\n\n{postmortem.Body}", cancellation);

    private static Task<IResult> TextAsync(
        AppDb db,
        int number,
        HttpResponse response,
        CancellationToken cancellation
    ) =>
        ReadAsync(
            db,
            number,
            (_, postmortem) =>
            {
                response.Headers.ETag = Tag(postmortem.Revision);
                return postmortem.Body;
            },
            cancellation
        );

    private static async Task<IResult> ReadAsync(
        AppDb db,
        int number,
        Func<Incident, Postmortem, string> text,
        CancellationToken cancellation
    )
    {
        if (
            await db.IncidentAsync(number, cancellation) is not { } incident
            || await db.PostmortemAsync(incident.Id, cancellation) is not { } postmortem
        )
            return Problems.NotFound($"The postmortem of incident {number}");
        return Results.Text(text(incident, postmortem), "text/markdown; charset=utf-8");
    }

    private static string Tag(int revision) => $"\"{revision}\"";

    private static async Task<Results<Ok<BlameReport>, ProblemHttpResult>> WriteAsync(
        AppDb db,
        int number,
        int? revision,
        HttpRequest request,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await db.IncidentAsync(number, cancellation) is not { } incident)
            return IncidentEndpoints.NotFound(number);
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellation);
        response.Headers.ETag = Tag(await db.WriteAsync(incident, text, revision ?? Matched(request), cancellation));
        return TypedResults.Ok(BlameCheck.Of(text));
    }

    private static int? Matched(HttpRequest request) =>
        request.GetTypedHeaders().IfMatch is [var tag, ..]
            ? int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
                ? seen
                : throw new Refusal("revision", "If-Match holds no ETag that the server gave out.")
            : null;
}
