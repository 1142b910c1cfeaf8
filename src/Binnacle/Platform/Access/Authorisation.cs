using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Authorization;

namespace Binnacle.Platform.Access;

/// <summary>At least this role, in the organization or any team. Rows are filtered by scope in <see cref="AppDb"/>.</summary>
internal sealed record AtLeast(Role Role) : IAuthorizationRequirement;

internal sealed class AtLeastHandler(AppDb db, IHttpContextAccessor http) : AuthorizationHandler<AtLeast>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AtLeast requirement)
    {
        if (db.Viewer.Highest >= requirement.Role && !WritesBeyondItsToken(context))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>A token writes through the API alone, and only where its scope says so.</summary>
    private bool WritesBeyondItsToken(AuthorizationHandlerContext context)
    {
        if (context.User.TokenScope() is not { } scope || http.HttpContext is not { } request)
            return false;
        return request.Request.IsWrite() && (scope is not TokenScope.Write || !request.Request.IsApi());
    }
}

internal static class Authorisation
{
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IAuthorizationHandler, AtLeastHandler>();
        services
            .AddAuthorizationBuilder()
            .AddPolicy(May.Everyone, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(May.View, policy => policy.Requires(Role.Viewer))
            .AddPolicy(May.Contribute, policy => policy.Requires(Role.Member))
            .AddPolicy(May.Lead, policy => policy.Requires(Role.Leader))
            .AddPolicy(May.Administer, policy => policy.Requires(Role.Administrator))
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build()
            );
        return services;
    }

    private static void Requires(this AuthorizationPolicyBuilder policy, Role role)
    {
        policy.RequireAuthenticatedUser();
        policy.AddRequirements(new AtLeast(role));
    }

    public static bool IsApi(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>The API, and the forms of a page that programs read: they are answered with problem details.</summary>
    public static bool IsForPrograms(this HttpRequest request) =>
        request.IsApi()
        || request.Path.Value is { } path
            && (path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".csv", StringComparison.Ordinal));

    public static bool IsWrite(this HttpRequest request) =>
        !(
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
        );
}
