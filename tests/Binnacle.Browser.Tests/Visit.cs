using Microsoft.Playwright;

namespace Binnacle.Browser.Tests;

/// <summary>A window, and all that went wrong in it: errors on the console (broken policy among them) and requests elsewhere.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    private Visit(IPage page) => Page = page;

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<Visit> BeginAsync(IBrowserContext context, Uri origin)
    {
        var visit = new Visit(await context.NewPageAsync());
        visit.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                visit.Complain($"{message.Type}: {message.Text}");
        };
        visit.Page.PageError += (_, error) => visit.Complain($"script failed: {error}");
        visit.Page.Request += (_, request) =>
        {
            var target = new Uri(request.Url);
            if (target.Scheme is not ("data" or "blob" or "about") && target.Authority != origin.Authority)
                visit.Complain($"request off the origin: {request.Url}");
        };
        return visit;
    }

    public async Task<IResponse> OpenAsync(string path)
    {
        var response = await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        response!.Status.ShouldBeLessThan(400, path);
        return response;
    }

    private void Complain(string what) => complaints.Add($"{new Uri(Page.Url).PathAndQuery}: {what}");

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
