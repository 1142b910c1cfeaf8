using Binnacle.Platform.Catalogue.Repositories;
using Binnacle.Platform.Jobs;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Results;

namespace Binnacle.Practices.Flow;

public static class FlowSetup
{
    public static IServiceCollection AddFlow(this IServiceCollection services) =>
        services
            .AddJob<DeliveryJob>()
            .AddJob<FreezeJob>()
            .AddSingleton<ForgetRepository>(DeliveryWriting.ForgetDeliveryAsync);
}
