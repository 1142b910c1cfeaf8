using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Binnacle.Platform.Access;

public static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder app) =>
        app.OnPost("/sign-out", SignOutAsync).RequireAuthorization(May.Everyone).ExcludeFromDescription();

    private static async Task<IResult> SignOutAsync(HttpContext context, AppDb db)
    {
        if (db.Viewer.AccountId is { } id)
        {
            db.Record("sign-in.ended", db.Viewer.Name, classified: new AccessEvent(DataClass.People, null, id));
            await db.SaveChangesAsync();
        }
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect("/sign-in");
    }
}
