using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Microsoft.AspNetCore.Components;

namespace Binnacle.Platform.Web;

public static class WebPages
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddSingleton<PracticeList>();
        services.AddScoped<PageContext>();
        return services;
    }

    /// <summary>Styles, scripts and pictures are for everyone; every page names its own policy.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().RequireAuthorization(May.Everyone);
        app.OnGet("/repositories/add", () => Results.Redirect("/repositories/new")).RequireAuthorization(May.View);
        app.MapRazorComponents<App>().WithStaticAssets();
    }
}
