using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Hosting;

/// <summary>Live: the process answers. Ready: the database does too.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.OnGet("/health/live", () => Results.Text("live\n"))
            .RequireAuthorization(May.Everyone)
            .ExcludeFromDescription();
        app.OnGet("/health/ready", ReadyAsync).RequireAuthorization(May.Everyone).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(AppDb db, CancellationToken cancellation) =>
        await db.Database.CanConnectAsync(cancellation)
            ? Results.Text("ready\n")
            : Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
