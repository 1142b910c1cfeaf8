using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Facts.Mapping;

public static class MappingSetup
{
    public static IServiceCollection AddMapping(this IServiceCollection services) =>
        services.AddScoped<MappingVerbs>().AddJob<AttributeFactsJob>();
}
