using Binnacle.Platform.Jobs;
using Binnacle.Platform.Signals.Fetching;
using Binnacle.Sources.HttpCsv;
using Binnacle.Sources.HttpJson;
using Binnacle.Sources.Prometheus;
using Binnacle.Sources.Sql;

namespace Binnacle.Sources;

public static class MeasureSources
{
    public static IServiceCollection AddMeasureSources(this IServiceCollection services)
    {
        services.AddSingleton<IFetchPoints, PrometheusSource>();
        services.AddSingleton<IFetchPoints, SqlSource>();
        services.AddSingleton<IFetchPoints, HttpJsonSource>();
        services.AddSingleton<IFetchPoints, HttpCsvSource>();
        return services;
    }
}
