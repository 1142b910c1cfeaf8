using System.Text.Json;
using System.Text.Json.Serialization;
using Binnacle.Platform.Access;
using Microsoft.OpenApi;

namespace Binnacle.Platform.Api;

public static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
            );
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddOpenApi(
            "v1",
            document =>
            {
                document.AddOperationTransformer(
                    (operation, _, _) =>
                    {
                        // Named like the record's properties; clients read them in the case of the pages' addresses.
                        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                        return Task.CompletedTask;
                    }
                );
                document.AddDocumentTransformer(
                    (openApi, _, _) =>
                    {
                        openApi.Info.Title = "Binnacle";
                        openApi.Info.Description =
                            "What the pages show, for programs. Send a token: Authorization: Bearer bnc_…";
                        openApi.Servers?.Clear();
                        return Task.CompletedTask;
                    }
                );
            }
        );
        services.AddSingleton<HandlerServices>();
        services.AddSingleton<SiblingFormats>();
        return services;
    }

    /// <summary>The group that every endpoint of the API belongs to. Each still names its policy.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder app) => app.MapGroup("/api/v1");

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/api/{documentName}/openapi.json").RequireAuthorization(May.View);
    }
}
