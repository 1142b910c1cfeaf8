using Binnacle.Platform.Jobs;
using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Bets;

namespace Binnacle.Practices.Direction;

public static class DirectionSetup
{
    public static IServiceCollection AddDirection(this IServiceCollection services)
    {
        services.AddJob<MatchJob>();
        services.AddJob<VerdictJob>();
        return services;
    }
}
