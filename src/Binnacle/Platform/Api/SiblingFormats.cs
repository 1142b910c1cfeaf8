using Binnacle.Platform.Access;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Net.Http.Headers;

namespace Binnacle.Platform.Api;

/// <summary>
/// The same address in another form: a GET that prefers JSON, CSV or Markdown to HTML is served by the endpoint of the same
/// path with <c>.json</c>, <c>.csv</c> or <c>.md</c>, where there is one. The home page's siblings are those of <c>/review</c>.
/// </summary>
internal sealed class SiblingFormats
{
    private static readonly (string MediaType, string Extension)[] Formats =
    [
        ("application/json", ".json"),
        ("text/csv", ".csv"),
        ("text/markdown", ".md"),
    ];

    private readonly Lazy<List<TemplateMatcher>> siblings;

    public SiblingFormats(EndpointDataSource endpoints) =>
        siblings = new(() =>
            [
                .. endpoints
                    .Endpoints.OfType<RouteEndpoint>()
                    .Select(endpoint => endpoint.RoutePattern)
                    .Where(pattern => Formats.Any(format => EndsWith(pattern, format.Extension)))
                    .Select(pattern => new TemplateMatcher(new RouteTemplate(pattern), [])),
            ]
        );

    public static Task ChooseAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!request.IsWrite() && !request.IsApi() && Extension(request) is { } extension)
        {
            var page = request.Path == "/" ? "/review" : request.Path.Value!.TrimEnd('/');
            PathString sibling = page + extension;
            var formats = context.RequestServices.GetRequiredService<SiblingFormats>();
            if (formats.siblings.Value.Exists(matcher => matcher.TryMatch(sibling, [])))
                request.Path = sibling;
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        }
        return next(context);
    }

    /// <summary>Of the best accepted type; null when that is HTML or anything.</summary>
    private static string? Extension(HttpRequest request)
    {
        var best = request
            .GetTypedHeaders()
            .Accept.OrderByDescending(accepted => accepted.Quality ?? 1)
            .FirstOrDefault()
            ?.MediaType.ToString();
        return Array.Find(Formats, format => format.MediaType == best).Extension;
    }

    private static bool EndsWith(RoutePattern pattern, string extension) =>
        pattern.RawText?.EndsWith(extension, StringComparison.Ordinal) == true;
}
