using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Binnacle.Tests.Platform.Deliveries;

public sealed record ReceivedPost(IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Something on this machine that takes posts, and answers as it is told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedPost> received = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    public int Status { get; set; } = 200;

    public string? RetryAfter { get; set; }

    public string Address => $"{app.Urls.First()}/hooks/a-secret-path";

    public IReadOnlyList<ReceivedPost> Received => [.. received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        received.Enqueue(
            new(
                context.Request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                await reader.ReadToEndAsync()
            )
        );
        context.Response.StatusCode = Status;
        if (Status is >= 300 and < 400)
            context.Response.Headers.Location = "http://169.254.169.254/latest/meta-data";
        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
    }
}
