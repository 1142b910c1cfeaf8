using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Chat;
using Binnacle.Platform.Deliveries.Mail;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Platform.Jobs;

namespace Binnacle.Platform.Deliveries;

public static class DeliverySetup
{
    /// <param name="address">Where people reach this server.</param>
    public static IServiceCollection AddDeliveries(this IServiceCollection services, Uri address)
    {
        services.AddSingleton(new OwnAddress(address));
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<MailSending>();
        services.AddSingleton<ChatSending>();
        services.AddSingleton<DeliverySending>();
        services.AddHostedService<DeliveryWorker>();
        services.AddScoped<ChannelTest>();
        services.AddScoped<EmailAddresses>();
        services.AddJob<DeliveryRetentionJob>();
        return services;
    }
}
