using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Binnacle.Hosting;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Tests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Binnacle.Tests.Servers;

/// <summary>The whole application in process, on a database of its own.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsDatabase;
    private readonly Dictionary<Role, Account> accounts = [];

    private TestServer(TestDatabase database, WebApplication app, string? link, bool ownsDatabase)
    {
        this.ownsDatabase = ownsDatabase;
        Database = database;
        this.app = app;
        FirstLink = link;
    }

    public TestDatabase Database { get; }

    /// <summary>What the server printed when it started.</summary>
    public string? FirstLink { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<TestServer> StartAsync(Engine engine, TimeProvider? clock = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        return await StartAsync(database, clock);
    }

    /// <summary>A second process on the same database; the first one ends the database.</summary>
    public Task<TestServer> StartAnotherAsync() => StartAsync(Database, clock: null, ownsDatabase: false);

    private static async Task<TestServer> StartAsync(
        TestDatabase database,
        TimeProvider? clock,
        bool ownsDatabase = true
    )
    {
        var options = new ServerOptions(database.Installation, "localhost", 80, new Uri("http://localhost/"));
        var built = Server.Build(
            options,
            builder =>
            {
                builder.WebHost.UseTestServer();
                if (clock is null)
                    return;
                builder.Services.Replace(ServiceDescriptor.Singleton(clock));
                // Where a test moves the time, it says itself which job runs.
                builder.Services.Remove(
                    builder.Services.Single(service => service.ImplementationType?.Name == "Scheduling")
                );
            }
        );
        var link = await built.PrepareAsync();
        await built.StartAsync();
        return new TestServer(database, built, link, ownsDatabase);
    }

    /// <summary>Nobody yet. Redirects are not followed; cookies are kept.</summary>
    public Browser Browse(System.Net.CookieContainer? cookies = null) =>
        new(app.GetTestServer().CreateHandler(), cookies ?? new());

    /// <summary>Signed in as an account with this role in the organization.</summary>
    public async Task<Browser> BrowseAsAsync(Role role) => await BrowseAsAsync(await AccountAsync(role));

    public async Task<Browser> BrowseAsAsync(Account account)
    {
        await using var db = Database.Open(clock: Services.GetRequiredService<TimeProvider>());
        var token = await db.AddOneTimeLinkAsync(account, OneTimeLink.ForReturn);
        await db.SaveChangesAsync();
        var browser = Browse();
        await browser.OpenByHandAsync($"/sign-in/once?token={token}");
        return browser;
    }

    /// <summary>A program with a token of an account with this role.</summary>
    public async Task<HttpClient> CallAsAsync(Role role, TokenScope scope)
    {
        var account = await AccountAsync(role);
        await using var db = Database.Open(
            Viewer.Nobody with
            {
                AccountId = account.Id,
                Name = account.Name,
            },
            Services.GetRequiredService<TimeProvider>()
        );
        var token = db.AddApiToken($"{role} {scope}", scope, TimeSpan.FromDays(30));
        await db.SaveChangesAsync();
        var client = app.GetTestServer().CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<Account> AccountAsync(Role role)
    {
        if (accounts.TryGetValue(role, out var known))
            return known;
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AppDb>().Viewer = Viewer.System;
        var name = role.ToString().ToLowerInvariant();
        var (account, _) = await scope
            .ServiceProvider.GetRequiredService<AccountAdministration>()
            .CreateAsync($"a-{name}", $"A {name}", role);
        return accounts[role] = account;
    }

    public async ValueTask DisposeAsync()
    {
        // Stopping waits for jobs; disposing alone would leave them to write into a folder that goes.
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }
}

/// <summary>What a person does with a browser: open pages, fill in and send the forms on them.</summary>
public sealed class Browser(HttpMessageHandler server, System.Net.CookieContainer cookies)
{
    public HttpClient Client { get; } =
        new(new CookieKeeper(server, cookies)) { BaseAddress = new Uri("http://localhost/") };

    public System.Net.CookieContainer Cookies { get; } = cookies;

    public Task<HttpResponseMessage> GetAsync(string url) => Client.GetAsync(url);

    /// <summary>As if the address had been typed or pasted.</summary>
    public Task<HttpResponseMessage> OpenByHandAsync(string url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Sec-Fetch-Site", "none");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        return Client.SendAsync(request);
    }

    public async Task<IHtmlDocument> ReadAsync(string url)
    {
        using var response = await GetAsync(url);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, url);
        return await ParseAsync(response);
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Sends the form with that handler name as it stands on the page, with the values given.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(
        string url,
        string form,
        params (string Name, string Value)[] values
    )
    {
        var page = await ReadAsync(url);
        var element = page.QuerySelectorAll("form")
            .OfType<IHtmlFormElement>()
            .Single(candidate => candidate.QuerySelector($"input[name=_handler][value='{form}']") is not null);
        var fields = element
            .QuerySelectorAll("input[name], select[name], textarea[name]")
            .Where(field => field is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
            .Select(field =>
                (
                    Name: field.GetAttribute("name")!,
                    Value: field switch
                    {
                        IHtmlInputElement input => input.Value,
                        IHtmlSelectElement select => select.Value ?? "",
                        IHtmlTextAreaElement area => area.Value,
                        _ => "",
                    }
                )
            )
            .Where(field => !values.Any(value => value.Name == field.Name))
            .Concat(values)
            .Select(field => KeyValuePair.Create(field.Name, field.Value));
        var action = element.GetAttribute("action");
        return await Client.PostAsync(string.IsNullOrEmpty(action) ? url : action, new FormUrlEncodedContent(fields));
    }
}

internal sealed class CookieKeeper(HttpMessageHandler inner, System.Net.CookieContainer cookies)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                cookies.SetCookies(request.RequestUri!, cookie);
        }
        return response;
    }
}
