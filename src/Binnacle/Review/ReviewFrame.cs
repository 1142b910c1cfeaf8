using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Review;

public static class ReviewFrame
{
    /// <summary>What every page of one viewer shows around it.</summary>
    private sealed record Facts(IReadOnlyList<Scope> Scopes, DateOnly? Today, int NeedsYou, int OpenCommitments);

    /// <summary>Fills what stands around every page: the organization, its scopes, the newest day, who looks.</summary>
    public static IServiceCollection AddReview(this IServiceCollection services) =>
        services.AddScoped<LoadFrame>(provider =>
        {
            var db = provider.GetRequiredService<AppDb>();
            var practices = provider.GetRequiredService<PracticeList>();
            return (frame, cancellation) => FillAsync(db, practices, frame, cancellation);
        });

    private static async Task FillAsync(
        AppDb db,
        PracticeList practices,
        FrameData frame,
        CancellationToken cancellation
    )
    {
        if (db.Viewer.Highest is Role.None)
            return;
        var facts = await db.RememberAsync(
            $"frame:{db.Viewer.Sight}",
            () => ReadAsync(db, practices, cancellation),
            cancellation
        );
        frame.Organization = facts.Scopes[0].Name;
        frame.Scopes = [.. facts.Scopes.Skip(1).Select(scope => new ScopeChoice(scope.Key, scope.Name))];
        frame.Today = facts.Today;
        frame.NeedsYou = facts.NeedsYou;
        frame.Counts["/commitments"] = facts.OpenCommitments;
        frame.ViewerName ??= db.Viewer.Name;
        if (frame.ViewerRole.Length == 0)
            frame.ViewerRole = db.Viewer.Highest.ToString();
    }

    /// <summary>What needs somebody is counted by the Review itself, so that the number is that of its list.</summary>
    private static async Task<Facts> ReadAsync(AppDb db, PracticeList practices, CancellationToken cancellation)
    {
        var review = await db.ReviewAsync(practices, new(), cancellation);
        return new(
            await db.ScopesAsync(cancellation),
            review?.AsOf,
            review?.NeedsYouTotal ?? 0,
            await db.Set<Commitment>().CountAsync(row => row.ClosedOn == null, cancellation)
        );
    }
}
