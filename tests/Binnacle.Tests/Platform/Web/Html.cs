using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Binnacle.Platform;
using Binnacle.Platform.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Binnacle.Tests.Platform.Web;

/// <summary>Renders a component as the server does, and reads the HTML that a browser would get.</summary>
internal static class Html
{
    public static async Task<string> TextAsync<T>(object parameters, string url = "/", LoadFrame? frame = null)
        where T : IComponent
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton<NavigationManager>(new At("http://localhost" + url));
        services.AddSingleton<PracticeList>();
        services.AddSingleton<AntiforgeryStateProvider, Token>();
        services.AddScoped<PageContext>();
        if (frame is not null)
            services.AddSingleton(frame);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PageContext>().LoadAsync();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        var values = parameters
            .GetType()
            .GetProperties()
            .ToDictionary(property => property.Name, property => property.GetValue(parameters));
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString()
        );
    }

    public static async Task<IDocument> RenderAsync<T>(object parameters, string url = "/", LoadFrame? frame = null)
        where T : IComponent => new HtmlParser().ParseDocument(await TextAsync<T>(parameters, url, frame));

    /// <summary>Text as it is read, with white space collapsed.</summary>
    public static string Words(this IElement? element) =>
        string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static RenderFragment Fragment(string html) => builder => builder.AddMarkupContent(0, html);

    private sealed class At : NavigationManager
    {
        public At(string url) => Initialize("http://localhost/", url);
    }

    private sealed class Token : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("value", "__RequestVerificationToken");
    }
}
