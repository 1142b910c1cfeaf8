using Binnacle.Platform.Intake.Past;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Intake;

public static class IntakeSetup
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<IntakeHooks>();
        services.AddSingleton<IntakeWriting>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeWriting>());
        services.AddSingleton<IntakeReading>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeReading>());
        services.AddScoped<IntakeVerbs>();
        services.AddJob<IntakeRetentionJob>();
        services.AddSingleton<PastApi>();
        services.AddSingleton<PastReading>();
        services.AddScoped<PastVerbs>();
        services.AddJob<PastJob>();
        return services;
    }
}
