using Binnacle.History;
using Binnacle.Platform.Catalogue.People;
using Binnacle.Platform.Catalogue.Repositories;
using Binnacle.Platform.Catalogue.Services;
using Binnacle.Platform.Catalogue.Teams;
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
        app.MapTeams();
        app.MapServices();
        app.MapPeople();
    }
}
