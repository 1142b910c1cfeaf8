using System.Net;

namespace Binnacle.Platform.Outbound;

public static class OutboundSetup
{
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<OutboundGuard>();
        services.AddSingleton<OutboundHttp>();
        return services;
    }
}
