using System.Net;
using Binnacle.Platform;
using Binnacle.Platform.Access;

namespace Binnacle.Hosting;

/// <summary>What a person reads when a request ends without a page: one title, one sentence on what to do.</summary>
internal static class PlainAnswers
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsForPrograms())
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (Refusal refusal) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, 422, "Not accepted", refusal.Message);
            return;
        }
        catch (NotAllowed refused) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, 403, "Not allowed", refused.Message);
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var status = error is BadHttpRequestException bad ? bad.StatusCode : 500;
            if (status >= 500)
            {
                context
                    .RequestServices.GetRequiredService<ILoggerFactory>()
                    .CreateLogger("Binnacle.Web")
                    .LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            }
            var (title, text) = Words(status);
            await WriteAsync(context, status, title, text);
            return;
        }
        if (
            !context.Response.HasStarted
            && context.Response is { StatusCode: >= 400, ContentType: null, ContentLength: null }
        )
        {
            var (title, text) = Words(context.Response.StatusCode);
            await WriteAsync(context, context.Response.StatusCode, title, text);
        }
    }

    private static (string Title, string Text) Words(int status) =>
        status switch
        {
            400 => ("The form is out of date", "Go back, reload the page and send it again."),
            401 => ("Sign in", "Your session has ended. Sign in and try again."),
            403 => ("Not allowed", "Your role does not open this. Ask an administrator if you need it."),
            404 => (
                "Nothing is at this address",
                "It may have been renamed, or it belongs to a team whose records you cannot see."
            ),
            405 => ("Not possible", "This address does not do that."),
            413 => ("Too large", "What you sent is larger than 16 MB."),
            429 => ("Too many attempts", "Wait a minute and try again."),
            _ => (
                "Something failed",
                "The log of the server says what. Try again; if it stays, tell the one who runs this server."
            ),
        };

    private static async Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Binnacle</title>
            <link rel="stylesheet" href="/css/tokens.css">
            <link rel="stylesheet" href="/css/base.css">
            <link rel="stylesheet" href="/css/frame.css">
            <link rel="stylesheet" href="/css/blocks.css">
            </head>
            <body>
            <main class="alone">
            <h1>{title}</h1>
            <p>{WebUtility.HtmlEncode(text)}</p>
            <p><a href="/">Open the Review</a></p>
            </main>
            </body>
            </html>
            """
        );
    }
}
