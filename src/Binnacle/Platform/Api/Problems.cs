using System.Text.Json;
using Binnacle.Platform.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Binnacle.Platform.Api;

/// <summary>RFC 9457 answers of the API. What happened inside is in the log, never in the answer.</summary>
public static class Problems
{
    public static ProblemHttpResult NotFound(string what) =>
        TypedResults.Problem($"{what} does not exist, or you may not see it.", statusCode: 404, title: "Not found");

    internal static ProblemDetails Of(Exception error) =>
        error switch
        {
            Refusal refusal => new HttpValidationProblemDetails(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { [refusal.Field] = [refusal.Message] }
            )
            {
                Status = 422,
                Title = "Not accepted",
                Detail = refusal.Message,
            },
            NotAllowed refused => new ProblemDetails
            {
                Status = 403,
                Title = "Not allowed",
                Detail = refused.Message,
            },
            BadHttpRequestException { InnerException: JsonException json } => new ProblemDetails
            {
                Status = 400,
                Title = "The JSON cannot be read",
                Detail = Where(json),
            },
            BadHttpRequestException bad => new ProblemDetails
            {
                Status = bad.StatusCode,
                Title = "The request cannot be read",
                Detail = bad.Message,
            },
            _ => new ProblemDetails
            {
                Status = 500,
                Title = "Something failed on the server",
                Detail = "The log of the server says what.",
            },
        };

    private static string Where(JsonException json)
    {
        var place = string.IsNullOrEmpty(json.Path) ? "" : $" at {json.Path}";
        var line = json.LineNumber is { } number ? $" on line {number + 1}" : "";
        var expected = json.InnerException is Refusal refused ? $": {refused.Message}" : "";
        return $"The value{place}{line} is not what is expected there{expected}.";
    }

    /// <summary>Turns what endpoints throw, and bare status codes, into problem details for programs.</summary>
    internal static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.IsForPrograms())
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var problem = Of(error);
            if (problem.Status >= 500)
                Log(context).LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await WriteAsync(context, problem);
            return;
        }
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
            await WriteAsync(context, OfStatus(context.Response.StatusCode));
    }

    internal static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status ?? 500;
        if (problem.Status is 401)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(problem).ExecuteAsync(context);
    }

    private static ProblemDetails OfStatus(int status) =>
        status switch
        {
            401 => new()
            {
                Status = status,
                Title = "Sign in",
                Detail = "Send a valid token: Authorization: Bearer bnc_…",
            },
            403 => new()
            {
                Status = status,
                Title = "Not allowed",
                Detail = "Your role, or the scope of the token, does not allow this.",
            },
            404 => new()
            {
                Status = status,
                Title = "Not found",
                Detail = "There is nothing at this address.",
            },
            _ => new() { Status = status },
        };

    private static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Binnacle.Api");
}
