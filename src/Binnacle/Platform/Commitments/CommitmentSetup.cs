using Binnacle.Platform.Jobs;

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
