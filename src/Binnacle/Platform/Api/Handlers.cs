using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Binnacle.Platform.Api;

/// <summary>
/// Maps methods as the framework's <c>MapGet</c> does, with the same binding and the same description, but compiles each on
/// its first request: there are some three hundred, and the framework compiles all of them before it answers the first.
/// </summary>
public static class Handlers
{
    public static IEndpointConventionBuilder OnGet(
        this IEndpointRouteBuilder app,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => app.On("GET", pattern, handler);

    public static IEndpointConventionBuilder OnPost(
        this IEndpointRouteBuilder app,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => app.On("POST", pattern, handler);

    public static IEndpointConventionBuilder OnPut(
        this IEndpointRouteBuilder app,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => app.On("PUT", pattern, handler);

    public static IEndpointConventionBuilder OnPatch(
        this IEndpointRouteBuilder app,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => app.On("PATCH", pattern, handler);

    public static IEndpointConventionBuilder OnDelete(
        this IEndpointRouteBuilder app,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => app.On("DELETE", pattern, handler);

    private static IEndpointConventionBuilder On(
        this IEndpointRouteBuilder app,
        string method,
        string pattern,
        Delegate handler
    )
    {
        var endpoint = app.MapMethods(pattern, [method], (RequestDelegate)(_ => Task.CompletedTask));
        endpoint.Add(builder => Bind((RouteEndpointBuilder)builder, method, handler));
        return endpoint;
    }

    /// <summary>What the framework does with a handler, but for the last step.</summary>
    private static void Bind(RouteEndpointBuilder builder, string method, Delegate handler)
    {
        builder.Metadata.Add(handler.Method);
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = builder.ApplicationServices.GetRequiredService<HandlerServices>(),
            RouteParameterNames = [.. builder.RoutePattern.Parameters.Select(parameter => parameter.Name)],
            DisableInferBodyFromParameters = method is "GET" or "DELETE",
            ThrowOnBadRequest = builder
                .ApplicationServices.GetRequiredService<IOptions<RouteHandlerOptions>>()
                .Value.ThrowOnBadRequest,
            EndpointBuilder = builder,
        };
        var inferred = RequestDelegateFactory.InferMetadata(handler.Method, options);
        foreach (var attribute in handler.Method.GetCustomAttributes())
            builder.Metadata.Add(attribute);
        var compiled = new Lazy<RequestDelegate>(() =>
            RequestDelegateFactory.Create(handler, options, inferred).RequestDelegate
        );
        builder.RequestDelegate = http => compiled.Value(http);
    }
}
