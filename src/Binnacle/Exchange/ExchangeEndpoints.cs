using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;

namespace Binnacle.Exchange;

public static class ExchangeEndpoints
{
    public static void MapExchange(this IEndpointRouteBuilder app) =>
        app.MapApiGroup()
            .OnGet("/export", ExportAsync)
            .RequireAuthorization(May.Administer)
            .WithSummary("All that people wrote, as binnacle export writes it");

    private static async Task<IResult> ExportAsync(AppDb db, CancellationToken cancellation) =>
        Results.Text(ExportJson.Write(await db.ExportAsync(cancellation)), "application/json; charset=utf-8");
}
