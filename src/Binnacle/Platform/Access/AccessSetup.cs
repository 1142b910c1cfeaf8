using System.Threading.RateLimiting;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Binnacle.Platform.Access;

public static class AccessSetup
{
    private const string ByRequest = "Binnacle";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.User.AllowedUserNameCharacters = "";
                identity.User.RequireUniqueEmail = false;
                // Length is what counts; composition rules make people write passwords down.
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 8;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<AppDb>()
            .AddSignInManager();
        services
            .AddAuthentication(ByRequest)
            .AddPolicyScheme(
                ByRequest,
                displayName: null,
                scheme =>
                    scheme.ForwardDefaultSelector = context =>
                        TokenAuthentication.Carries(context.Request)
                            ? TokenAuthentication.SchemeName
                            : IdentityConstants.ApplicationScheme
            )
            .AddCookie(IdentityConstants.ApplicationScheme, Session)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddPolicies();
        services.AddScoped<Web.LoadFrame>(AccessFrame.Of);
        services.AddScoped<AccountAdministration>();
        services.AddScoped<SignInByPassword>();
        services.AddScoped<OwnAccount>();
        services.AddSingleton<SealedSecret>();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "binnacle.form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.HeaderName = "X-Antiforgery";
        });
        services.AddDataProtection().SetApplicationName("Binnacle");
        // Keys are read at the first need: the host starts while the database is still made.
        foreach (var ahead in services.Where(IsReadingKeysAhead).ToList())
            services.Remove(ahead);
        services.AddSingleton<IXmlRepository, ProtectionKeys>();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IXmlRepository>((keys, repository) => keys.XmlRepository = repository);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(SignInAttempts);
        });
        return services;
    }

    private static bool IsReadingKeysAhead(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;

    private static void Session(CookieAuthenticationOptions session)
    {
        session.Cookie.Name = "binnacle.session";
        session.Cookie.SameSite = SameSiteMode.Lax;
        session.Cookie.HttpOnly = true;
        session.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        session.ExpireTimeSpan = TimeSpan.FromDays(14);
        session.SlidingExpiration = true;
        session.LoginPath = "/sign-in";
        session.LogoutPath = "/sign-out";
        session.AccessDeniedPath = "/not-allowed";
        session.ReturnUrlParameter = "return";
        session.Events.OnRedirectToLogin = AnswerChallenge;
        session.Events.OnRedirectToAccessDenied = context =>
        {
            // The answer keeps its address; Answers.cs writes the page or the problem.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static Task AnswerChallenge(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.IsApi() || context.Request.IsWrite())
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static readonly PathString[] OpenedByToken = ["/shared", "/feeds", "/unsubscribe"];

    /// <summary>
    /// Passwords and links cannot be tried at speed: 20 attempts to sign in a minute from one address, 120 openings of what a
    /// token in the address opens.
    /// </summary>
    private static RateLimitPartition<string> SignInAttempts(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var path = context.Request.Path;
        if (path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase) && context.Request.IsWrite())
            return AMinute(address, 20);
        return Array.Exists(OpenedByToken, start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase))
            ? AMinute($"token {address}", 120)
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> AMinute(string key, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) }
        );
}
