using System.IO.Compression;
using Binnacle.Exchange;
using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Cadences;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Chat;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Facts.Mapping;
using Binnacle.Platform.Intake;
using Binnacle.Platform.Jobs;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Search;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Binnacle.Practices.Communication;
using Binnacle.Practices.Debt.Register;
using Binnacle.Practices.Decisions;
using Binnacle.Practices.Direction;
using Binnacle.Practices.Flow;
using Binnacle.Practices.Flow.Agreed;
using Binnacle.Practices.Flow.Blockers;
using Binnacle.Practices.Flow.Ci;
using Binnacle.Practices.Flow.Delivery;
using Binnacle.Practices.Flow.Standards;
using Binnacle.Practices.Incidents;
using Binnacle.Practices.Outcomes.Metrics;
using Binnacle.Review;
using Binnacle.Review.Session;
using Binnacle.Sources;
using Binnacle.Sources.Git;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Logging.Console;

namespace Binnacle.Hosting;

/// <summary>The web application. Slices register here, one line each for services and for endpoints.</summary>
public static class Server
{
    /// <param name="adjust">For tests: another server, another clock.</param>
    public static WebApplication Build(ServerOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        AppDbs.BuildModelAhead(options.Installation.Database);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(Server).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = Environments.Production,
            }
        );
        builder.Logging.ToStandardError();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        });
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        AddServices(builder.Services, options);
        adjust?.Invoke(builder);
        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Installation);
        services.AddSingleton<Gate>();
        services.AddSingleton<Idling>();
        services.AddHostedService(provider => provider.GetRequiredService<Idling>());
        services.AddSingleton(TimeProvider.System);
        services.AddAppDb(options.Installation.Database);
        services.AddHostFiltering(filter => filter.AllowedHosts = [.. options.AllowedHosts]);
        services.AddResponseCompression(compression =>
        {
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "text/markdown"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddPages();
        services.AddAccess();
        services.AddApi();
        services.AddOutbound();
        services.AddDeliveries(new Uri(options.Url));
        services.AddJobs();
        services.AddChecks();
        services.AddCatalogue(new ClonePolicy(options.AllowPrivateAddresses));
        services.AddGitSource(options.Installation, new ClonePolicy(options.AllowPrivateAddresses));
        services.AddReview();
        services.AddCommitments();
        services.AddJobPages();
        services.AddOutcomes();
        services.AddSettings();
        services.AddSearch();
        services.AddDecisions();
        services.AddSignals();
        services.AddMeasureSources();
        services.AddIntake();
        services.AddMapping();
        services.AddDirection();
        services.AddIncidents();
        services.AddChat();
        services.AddBlockers();
        services.AddFlow();
        services.AddSingleton<Demo.DemoOrganization>();
    }

    private static void Use(WebApplication app)
    {
        app.UseHostFiltering();
        // Sign-ins are limited by address: that of the person, not of a proxy on this machine.
        if (app.Services.GetRequiredService<ServerOptions>().PublicUrl is not null)
            app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        app.Use(Idling.NoteAsync);
        app.Use(AsPeopleSeeIt);
        app.Use(SecurityHeaders.SetAsync);
        app.UseResponseCompression();
        app.Use(NotStoredAsync);
        app.Use(Problems.AnswerAsync);
        app.Use(PlainAnswers.AnswerAsync);
        app.Use(SiblingFormats.ChooseAsync);
        app.UseRouting();
        app.UseRateLimiter();
        app.Use(Gate.PassAsync);
        app.Use(HookEndpoint.PassAsync);
        app.UseAuthentication();
        app.Use(ViewerLoading.SetViewerAsync);
        app.UseAuthorization();
        app.Use(Writes.GuardAsync);
        app.UseAntiforgery();
        app.Use(Reevaluation.FollowAsync);
    }

    private static void Map(WebApplication app)
    {
        app.MapHealth();
        app.MapAccess();
        app.MapTimeline();
        app.MapSearch();
        app.MapCommitments();
        app.MapCadences();
        app.MapJobs();
        app.MapDocuments();
        app.MapSettings();
        app.MapMeasures();
        app.MapSignals();
        app.MapIntake();
        app.MapMapping();
        app.MapOutbound();
        app.MapDeliveries();
        app.MapSummaries();
        app.MapDebt();
        app.MapOutcomes();
        app.MapDecisions();
        app.MapDirection();
        app.MapIncidents();
        app.MapDelivery();
        app.MapChat();
        app.MapBlockers();
        app.MapCi();
        app.MapAgreements();
        app.MapStandards();
        app.MapApi();
        app.MapReview();
        app.MapSessions();
        app.MapCatalogue();
        app.MapExchange();
        app.MapPages();
        app.MapFallback("{**path}", NotFound).RequireAuthorization(May.Everyone);
    }

    /// <summary>The page that says so, in its frame; a program or a browser that asked for a file gets the status.</summary>
    private static IResult NotFound(HttpContext context) =>
        context.Request.IsApi() || Path.HasExtension(context.Request.Path)
            ? Results.StatusCode(StatusCodes.Status404NotFound)
            : new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound };

    /// <summary>Behind a proxy that ends TLS: links and cookies are made for the public address, not for ours.</summary>
    private static Task AsPeopleSeeIt(HttpContext context, RequestDelegate next)
    {
        var options = context.RequestServices.GetRequiredService<ServerOptions>();
        if (options.PublicUrl is { } address && address.Host == context.Request.Host.Host)
            (context.Request.Scheme, context.Request.Host) = (
                address.Scheme,
                address.IsDefaultPort ? new HostString(address.Host) : new HostString(address.Host, address.Port)
            );
        return next(context);
    }

    private static Task NotStoredAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        return next(context);
    }

    private static void ToStandardError(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        logging.SetMinimumLevel(LogLevel.Warning);
        // That forms are not cached is what we want, and who reads the database can read its keys anyhow.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Binnacle", LogLevel.Information);
        logging.AddFilter(typeof(TokenAuthentication).FullName, LogLevel.Warning);
    }
}
