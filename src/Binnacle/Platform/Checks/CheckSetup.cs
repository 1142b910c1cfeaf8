using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Checks;

public static class CheckSetup
{
    /// <summary>Evaluation, and every source of records in the assembly.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        var sources = typeof(CheckSetup)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IRecordSource)));
        foreach (var source in sources)
            services.AddSingleton(typeof(IRecordSource), source);
        services.AddSingleton<Evaluating>();
        services.AddJob<EvaluateJob>();
        return services;
    }
}
