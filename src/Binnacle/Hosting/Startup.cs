using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Hosting;

public static class Startup
{
    /// <summary>
    /// Opens and migrates the database. Gives a one-time sign-in link as long as no administrator has a password: with one,
    /// a link in a log would be a key lying about.
    /// </summary>
    public static async Task<string?> PrepareAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.OpenAsync(options.Installation, cancellation);
        app.Services.GetRequiredService<Gate>().Open();
        db.Viewer = Viewer.System;
        if (await db.Administrators().AnyAsync(account => account.PasswordHash != null, cancellation))
            return null;
        var known = await db.FirstAdministratorAsync(cancellation);
        var token = await db.AddOneTimeLinkAsync(
            known,
            known is null ? OneTimeLink.ForFirstSignIn : OneTimeLink.ForReturn,
            cancellation
        );
        await db.SaveChangesAsync(cancellation);
        return $"{options.Url}/sign-in/once?token={token}";
    }
}
