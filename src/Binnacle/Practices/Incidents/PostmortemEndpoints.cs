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

    private static async Task<IResult> MarkdownAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (
            await db.IncidentAsync(number, cancellation) is not { } incident
            || await db.PostmortemAsync(incident.Id, cancellation) is not { } postmortem
        )
            return Problems.NotFound($"The postmortem of incident {number}");
        return Results.Text($"# {incident.Title}\n\n{postmortem.Body}", "text/markdown; charset=utf-8");
    }

    private static async Task<IResult> TextAsync(
        AppDb db,
        int number,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (
            await db.IncidentAsync(number, cancellation) is not { } incident
            || await db.PostmortemAsync(incident.Id, cancellation) is not { } postmortem
        )
            return Problems.NotFound($"The postmortem of incident {number}");
        response.Headers.ETag = $"\"{postmortem.Revision}\"";
        return Results.Text(postmortem.Body, "text/markdown; charset=utf-8");
    }

    private static async Task<Results<Ok<BlameReport>, ProblemHttpResult>> WriteAsync(
        AppDb db,
        int number,
        int? revision,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (await db.IncidentAsync(number, cancellation) is not { } incident)
            return IncidentEndpoints.NotFound(number);
        var seen = revision ?? Matched(request);
        if (seen is null && await db.PostmortemAsync(incident.Id, cancellation) is { } there)
            throw new Refusal(
                "revision",
                $"{there.ChangedBy} wrote one already. Read it, and send the ETag that comes with it as If-Match, or as ?revision=."
            );
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellation);
        await db.WriteAsync(incident, text, seen, cancellation);
        return TypedResults.Ok(BlameCheck.Of(text));
    }

    private static int? Matched(HttpRequest request) =>
        request.GetTypedHeaders().IfMatch is [var tag, ..]
            ? int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
                ? seen
                : throw new Refusal("revision", "If-Match holds no ETag that the server gave out.")
            : null;
}
