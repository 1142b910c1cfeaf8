using Binnacle.Platform.Data;
using Binnacle.Platform.Web;

namespace Binnacle.Platform.Access;

/// <summary>Who is signed in, in the frame of every page; set-up pages that the role does not open are left out.</summary>
internal static class AccessFrame
{
    public static LoadFrame Of(IServiceProvider services)
    {
        var db = services.GetRequiredService<AppDb>();
        return (frame, _) =>
        {
            if (db.Viewer.AccountId is null)
                return Task.CompletedTask;
            frame.ViewerName = db.Viewer.Name;
            frame.ViewerRole = Words(db.Viewer);
            if (db.Viewer.Highest < Role.Leader)
                frame.HiddenPaths.Add("/settings");
            return Task.CompletedTask;
        };
    }

    public static string Words(Viewer viewer) =>
        (viewer.Role, viewer.Highest) switch
        {
            (Role.None, Role.None) => "No role yet",
            (Role.None, var inTeam) => $"{inTeam} in a team",
            var (role, _) => $"{role} of the organization",
        };
}
