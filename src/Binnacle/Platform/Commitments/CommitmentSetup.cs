using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

public static class CommitmentSetup
{
    /// <summary>The jobs that look and remind.</summary>
    public static IServiceCollection AddCommitments(this IServiceCollection services)
    {
        services.AddSingleton<Verifying>();
        services.AddJob<VerifyJob>();
        services.AddJob<RemindJob>();
        return services;
    }
}
