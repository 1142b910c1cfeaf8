using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Settings;

/// <param name="Value">In the threshold's unit; a share from 0 to 1.</param>
/// <param name="Scope"><c>team:payments</c>; null for the organization.</param>
public sealed record ThresholdRequest(double Value, string? Scope = null);

public static class SettingEndpoints
{
    public static IServiceCollection AddSettings(this IServiceCollection services) =>
        services.AddScoped<SettingChanging>();

    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.OnGet("/settings.json", ListAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        app.OnGet("/settings.csv", CsvAsync).RequireAuthorization(May.Lead).ExcludeFromDescription();
        var api = app.MapApiGroup().MapGroup("/settings");
        api.OnGet("", ListAsync).RequireAuthorization(May.Lead).WithSummary("Thresholds and their values in a scope");
        api.OnPut("/{key}", SetAsync).RequireAuthorization(May.Lead).WithSummary("Set a threshold");
    }

    private static async Task<Page<ThresholdRow>> ListAsync(
        AppDb db,
        PracticeList practices,
        string? scope,
        CancellationToken cancellation
    ) => new(await db.ThresholdsAsync(practices, await db.TeamInAsync(scope, cancellation), cancellation), Next: null);

    private static async Task<IResult> CsvAsync(
        AppDb db,
        PracticeList practices,
        string? scope,
        CancellationToken cancellation
    ) =>
        Csv.File(
            "settings.csv",
            await db.ThresholdsAsync(practices, await db.TeamInAsync(scope, cancellation), cancellation),
            ("practice", row => row.Practice),
            ("key", row => row.Key),
            ("words", row => row.Words),
            ("value", row => row.Value),
            ("unit", row => row.Unit),
            ("default", row => row.Default),
            ("from", row => row.From),
            ("set by", row => row.SetBy),
            ("set at", row => row.SetAt)
        );

    private static async Task<IResult> SetAsync(
        AppDb db,
        SettingChanging settings,
        PracticeList practices,
        string key,
        ThresholdRequest request,
        CancellationToken cancellation
    )
    {
        var teamId = await db.TeamInAsync(request.Scope, cancellation);
        if (!SettingChanging.MaySet(db.Viewer, teamId))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { [key] = request.Value };
        await settings.SetAsync(teamId, values, cancellation);
        var rows = await db.ThresholdsAsync(practices, teamId, cancellation);
        return Results.Ok(rows.First(row => row.Key == key));
    }

    /// <summary>The team of a scope's key; null for the organization.</summary>
    public static async Task<Guid?> TeamInAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) => (await db.TeamOfScopeAsync(scope, "scope", cancellation: cancellation))?.Id;
}
