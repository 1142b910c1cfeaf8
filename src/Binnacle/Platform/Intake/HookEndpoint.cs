using System.Buffers;
using Binnacle.Platform.Access;
using Binnacle.Platform.Api;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Intake;

/// <summary>Where tools send to: <c>POST /hooks/{slug}</c>. Who they are is proven by the signature, nothing else.</summary>
public static class HookEndpoint
{
    /// <summary>As large as the largest sender's largest (GitHub cuts at 25 MB).</summary>
    public const int MostBytes = 26_214_400;

    private const int Small = 1_048_576;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whoever sends is known only when the body is read: few large ones at once, so that nobody fills the memory.</summary>
    private static readonly SemaphoreSlim Large = new(4);

    public static void MapHooks(this IEndpointRouteBuilder app) =>
        app.MapPost("/hooks/{slug}", (RequestDelegate)ReceiveAsync)
            .RequireAuthorization(May.Everyone)
            .WithMetadata(new ProvesItself())
            .ExcludeFromDescription();

    /// <summary>No session and no token is looked for in what a tool sends: with thousands a second that would be most of the work.</summary>
    public static Task PassAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is { RequestDelegate: { } receive } hook
        && hook.Metadata.GetMetadata<ProvesItself>() is not null
            ? receive(context)
            : next(context);

    private sealed record ProvesItself;

    private static async Task ReceiveAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var hooks = context.RequestServices.GetRequiredService<IntakeHooks>();
        var slug = (string)context.GetRouteValue("slug")!;
        if (await hooks.FindAsync(slug, cancellation) is not { } hook)
        {
            await AnswerAsync(context, 404, "There is no hook at this address.");
            return;
        }
        // One that does not say how large it is stays small: what it tells of is read below only so far.
        var isLarge = context.Request.ContentLength > Small;
        if (isLarge && !await Large.WaitAsync(Patience, cancellation))
        {
            await LaterAsync(context);
            return;
        }
        try
        {
            await ReceiveAsync(context, hooks, hook);
        }
        finally
        {
            if (isLarge)
                Large.Release();
        }
    }

    private static async Task ReceiveAsync(HttpContext context, IntakeHooks hooks, Hook hook)
    {
        var cancellation = context.RequestAborted;
        var (most, unless) = context.Request.ContentLength is null
            ? (Small, " without a Content-Length")
            : (MostBytes, "");
        if (await BodyAsync(context, most) is not { } body)
        {
            hooks.Refuse(hook, $"The body is larger than {most / 1_048_576} MB{unless}.");
            await AnswerAsync(context, 413, $"Send at most {most / 1_048_576} MB{unless}.");
            return;
        }
        var request = new HookRequest(
            context.Request.Headers.ToDictionary(
                row => row.Key,
                row => row.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            context.Request.Query["token"],
            body
        );
        if (!hook.Source.IsGenuine(request, hook.Secret))
        {
            hooks.Refuse(hook, "The signature or the secret does not match.");
            await AnswerAsync(context, 401, "The signature or the secret does not match.");
            return;
        }
        var received = ReceivedEvent.Of(hook.Source, hook.Id, request, hooks.Now);
        var isNew = await context
            .RequestServices.GetRequiredService<IntakeWriting>()
            .StoreAsync(received, cancellation);
        if (isNew is null)
        {
            await LaterAsync(context);
            return;
        }
        await AnswerAsync(context, isNew.Value ? 202 : 200, isNew.Value ? "Stored." : "It was here already.");
    }

    private static Task LaterAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return AnswerAsync(context, 503, "Too much waits to be written. Send it again.");
    }

    /// <returns>Null when it is too large.</returns>
    internal static async Task<byte[]?> BodyAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + 1;
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(context.Request.ContentLength ?? 4096, 65_536) + 1);
        try
        {
            while (true)
            {
                var read = await context.Request.Body.ReadAsync(buffer.GetMemory(), context.RequestAborted);
                if (read == 0)
                    return buffer.WrittenSpan.ToArray();
                buffer.Advance(read);
                if (buffer.WrittenCount > most)
                    return null;
            }
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == 413)
        {
            return null;
        }
    }

    internal static Task AnswerAsync(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words + "\n", context.RequestAborted);
    }
}
