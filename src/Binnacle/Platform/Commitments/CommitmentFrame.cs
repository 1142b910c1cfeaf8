using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

public static class CommitmentFrame
{
    /// <summary>The number of open commitments beside their entry in the navigation.</summary>
    public static IServiceCollection AddCommitments(this IServiceCollection services) =>
        services.AddScoped<LoadFrame>(provider =>
        {
            var db = provider.GetRequiredService<AppDb>();
            return async (frame, cancellation) =>
            {
                if (frame.ViewerName is not null)
                    frame.Counts["/commitments"] = await db.Set<Commitment>()
                        .CountAsync(row => row.Closure == null, cancellation);
            };
        });
}
