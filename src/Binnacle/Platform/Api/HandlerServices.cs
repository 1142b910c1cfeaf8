using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Binnacle.Platform.Api;

/// <summary>
/// What handlers are compiled with: the application's services, but their JSON has one word for an enum. The description of
/// the API goes on with the framework's own converter, of which alone it knows the words.
/// </summary>
internal sealed class HandlerServices : IServiceProvider
{
    private readonly IServiceProvider services;
    private readonly IOptions<JsonOptions> json;

    public HandlerServices(IServiceProvider services, IOptionsFactory<JsonOptions> factory)
    {
        var own = factory.Create(Options.DefaultName);
        var converters = own.SerializerOptions.Converters;
        converters.Insert(0, new OneWord(converters.OfType<JsonStringEnumConverter>().Single()));
        (this.services, json) = (services, Options.Create(own));
    }

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IOptions<JsonOptions>) ? json : services.GetService(serviceType);
}
