using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Outbound;

public sealed record AllowedRow(Guid Id, string Destination, string? Reason, string By, DateTime At);

public static class OutboundEndpoints
{
    /// <summary>More than anybody should allow; the CSV ends there.</summary>
    private const int Most = 1000;

    public static void MapOutbound(this IEndpointRouteBuilder app)
    {
        app.OnGet("/settings/outbound.json", ListAsync).RequireAuthorization(May.Administer).ExcludeFromDescription();
        app.OnGet("/settings/outbound.csv", CsvAsync).RequireAuthorization(May.Administer).ExcludeFromDescription();
        app.OnPost("/settings/outbound/{id:guid}/removal", RemoveAsync)
            .RequireAuthorization(May.Administer)
            .ExcludeFromDescription();
    }

    public static IQueryable<AllowedRow> Rows(AppDb db) =>
        db.Set<AllowedDestination>()
            .AsNoTracking()
            .Where(row => row.TakenBackAt == null)
            .OrderBy(row => row.Destination)
            .Select(row => new AllowedRow(row.Id, row.Destination, row.Reason, row.AllowedBy, row.AllowedAt));

    private static async Task<Page<AllowedRow>> ListAsync(AppDb db, CancellationToken cancellation) =>
        new(await Rows(db).Take(Most).ToListAsync(cancellation), Next: null);

    private static async Task<IResult> CsvAsync(AppDb db, CancellationToken cancellation) =>
        Csv.File(
            "outbound.csv",
            await Rows(db).Take(Most).ToListAsync(cancellation),
            ("destination", row => row.Destination),
            ("reason", row => row.Reason),
            ("by", row => row.By),
            ("since", row => row.At)
        );

    private static async Task<IResult> RemoveAsync(AppDb db, Guid id, CancellationToken cancellation)
    {
        await db.TakeBackDestinationAsync(id, cancellation);
        return Results.LocalRedirect(AllowingDestinations.Page);
    }
}
