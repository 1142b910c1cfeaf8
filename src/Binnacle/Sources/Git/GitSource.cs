using Binnacle.History;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;

namespace Binnacle.Sources.Git;

public static class GitSource
{
    public static IServiceCollection AddGitSource(
        this IServiceCollection services,
        Installation installation,
        ClonePolicy policy
    )
    {
        services.AddSingleton(new CloneFolder(Path.Combine(installation.Folder, "clones"), policy));
        services.AddSingleton<RepositoryScan>();
        services.AddJob<ScanJob>();
        return services;
    }
}
