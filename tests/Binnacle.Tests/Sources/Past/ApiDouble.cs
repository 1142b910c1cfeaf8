using System.Text.Json;
using Binnacle.Tests.Platform.Outbound;
using Microsoft.AspNetCore.Http;

namespace Binnacle.Tests.Sources.Past;

/// <param name="Next">The page behind it, for tools that say so in a header.</param>
internal sealed record ApiAnswer(
    object? Body,
    int Status = 200,
    int? Next = null,
    params (string Name, string Value)[] Headers
);

/// <summary>A tool's API on 127.0.0.1: answers as its documentation says, in pages of two, and fails as a test says.</summary>
internal sealed class ApiDouble : IAsyncDisposable
{
    private readonly Func<HttpRequest, ApiAnswer?> answers;
    private LocalServer server = null!;

    private ApiDouble(Func<HttpRequest, ApiAnswer?> answers) => this.answers = answers;

    /// <summary>Asked before the answer: what it gives is answered instead.</summary>
    public Func<string, ApiAnswer?> Failing { get; set; } = _ => null;

    /// <summary>Done while a request waits for its answer.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    public string Address => server.Address.ToString();

    public static async Task<ApiDouble> StartAsync(Func<HttpRequest, ApiAnswer?> answers)
    {
        var made = new ApiDouble(answers);
        made.server = await LocalServer.StartAsync(made.AnswerAsync);
        return made;
    }

    /// <summary>A part of a list, as GitHub and GitLab give it.</summary>
    public static ApiAnswer Paged(
        HttpRequest request,
        IReadOnlyList<object> rows,
        Func<IEnumerable<object>, object>? around = null
    )
    {
        var page = int.TryParse(request.Query["page"], out var given) ? given : 1;
        var part = rows.Skip((page - 1) * 2).Take(2);
        return new(around is null ? part : around(part), Next: rows.Count > page * 2 ? page + 1 : null);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = $"{context.Request.Path}{context.Request.QueryString}";
        lock (Asked)
            Asked.Add(asked);
        await Meanwhile();
        var answer = Failing(asked) ?? answers(context.Request) ?? new ApiAnswer(new { message = "Not Found" }, 404);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Next is { } next)
        {
            var query = string.Join(
                '&',
                context
                    .Request.QueryString.Value!.TrimStart('?')
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Where(part => !part.StartsWith("page=", StringComparison.Ordinal))
                    .Append($"page={next}")
            );
            context.Response.Headers.Link =
                $"<{Address}{context.Request.Path.ToString().TrimStart('/')}?{query}>; rel=\"next\", <{Address}last>; rel=\"last\"";
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer.Body));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
