using Binnacle.Platform.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace Binnacle.Hosting;

/// <summary>Requests that change something: forms carry the antiforgery token, the API a bearer token, nothing else passes.</summary>
internal static class Writes
{
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!request.IsWrite() || context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }
        if (request.IsApi())
        {
            // A browser sends its session by itself, so a session alone proves no intent.
            if (context.User.Identity?.IsAuthenticated == true && context.User.TokenScope() is null)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
        }
        else if (
            endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false }
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
        )
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await next(context);
    }
}
