using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Binnacle.Tests.Platform.Outbound;

/// <summary>A web server on a free port of 127.0.0.1 that answers as the test says.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalServer(WebApplication app) => this.app = app;

    public List<(string Path, string Query, IHeaderDictionary Headers)> Asked { get; } = [];

    public Uri Address =>
        new(
            app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );

    public int Port => Address.Port;

    public static async Task<LocalServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new LocalServer(app);
        app.Run(context =>
        {
            lock (server.Asked)
                server.Asked.Add(
                    (
                        context.Request.Path,
                        context.Request.QueryString.Value ?? "",
                        new HeaderDictionary(context.Request.Headers.ToDictionary())
                    )
                );
            return answer(context);
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
