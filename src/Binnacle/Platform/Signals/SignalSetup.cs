using Binnacle.Platform.Jobs;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Signals.Fetching;

namespace Binnacle.Platform.Signals;

public static class SignalSetup
{
    /// <summary>Fetching, backfilling, and every source of annotations in the assembly.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services)
    {
        services.AddSingleton<MeasureFetching>();
        services.AddScoped<SourceDefining>();
        services.AddScoped<ConnectionDefining>();
        services.AddJob<FetchJob>();
        services.AddJob<BackfillJob>();
        var annotating = typeof(SignalSetup)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IAnnotate)));
        foreach (var type in annotating)
            services.AddSingleton(typeof(IAnnotate), type);
        services.AddSingleton<AnnotationReading>();
        return services;
    }
}
