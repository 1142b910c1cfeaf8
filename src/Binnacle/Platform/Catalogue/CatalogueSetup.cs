using Binnacle.History;
using Binnacle.Platform.Catalogue.Repositories;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Catalogue;

public static class CatalogueSetup
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services, ClonePolicy policy)
    {
        services.AddSingleton(policy);
        services.AddSingleton<AddingManyRepositories>();
        services.AddJob<DeleteRepositoryJob>();
        return services;
    }

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        app.MapRepositories();
        app.MapCommits();
    }
}
