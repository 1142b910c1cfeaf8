using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

public static class ReviewFrame
{
    /// <summary>Fills what stands around every page: the organization, its scopes, the newest day, who looks.</summary>
    public static IServiceCollection AddReview(this IServiceCollection services) =>
        services.AddScoped<LoadFrame>(provider =>
        {
            var db = provider.GetRequiredService<AppDb>();
            return (frame, cancellation) => FillAsync(db, frame, cancellation);
        });

    private static async Task FillAsync(AppDb db, FrameData frame, CancellationToken cancellation)
    {
        if (db.Viewer.Highest is Role.None)
            return;
        var scopes = await db.ScopesAsync(cancellation);
        frame.Organization = scopes[0].Name;
        frame.Scopes = [.. scopes.Skip(1).Select(scope => new ScopeChoice(scope.Key, scope.Name))];
        frame.Today = await db.Set<Evaluation>().MaxAsync(row => (DateOnly?)row.Date, cancellation);
        frame.ViewerName ??= db.Viewer.Name;
        if (frame.ViewerRole.Length == 0)
            frame.ViewerRole = db.Viewer.Highest.ToString();
        if (frame.Today is { } day)
            frame.NeedsYou = await NeedsYouAsync(db, day, cancellation);
    }

    /// <summary>Promises past their date, promises that did not show in their number, and rows that are not kept.</summary>
    private static async Task<int> NeedsYouAsync(AppDb db, DateOnly day, CancellationToken cancellation) =>
        await db.Set<Commitment>().CountAsync(row => row.ClosedOn == null && row.DueOn < day, cancellation)
        + await db.Set<Commitment>().CountAsync(row => row.FailedOn != null, cancellation)
        + await db.Set<Snapshot>()
            .CountAsync(
                row =>
                    row.Date == day
                    && row.ScopeKey == "organization"
                    && row.State == CheckState.Fail
                    && row.CheckId != Finding.OverdueCommitments,
                cancellation
            );
}
