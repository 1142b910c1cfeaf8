using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

public static class CommitmentFrame
{
    /// <summary>The number of open commitments beside their entry in the navigation; the jobs that look and remind.</summary>
    public static IServiceCollection AddCommitments(this IServiceCollection services)
    {
        services.AddSingleton<Verifying>();
        services.AddJob<VerifyJob>();
        services.AddJob<RemindJob>();
        return services.AddScoped<LoadFrame>(provider =>
        {
            var db = provider.GetRequiredService<AppDb>();
            return async (frame, cancellation) =>
            {
                if (frame.ViewerName is not null)
                    frame.Counts["/commitments"] = await db.Set<Commitment>()
                        .CountAsync(row => row.ClosedOn == null, cancellation);
            };
        });
    }
}
