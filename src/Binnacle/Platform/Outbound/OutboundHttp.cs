using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Binnacle.Platform.Outbound;

/// <summary>
/// The one HTTP client for everything that leaves. Every connection goes to an address that <see cref="OutboundGuard"/> checked
/// at that moment, redirects are followed by hand and checked again, no proxy of the environment is used, nothing is
/// decompressed, and time and size are limited. Connections are not kept, so that what was taken back is closed.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private readonly HttpClient client;

    public OutboundHttp(OutboundGuard guard) =>
        client = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseProxy = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.Zero,
                MaxResponseHeadersLength = 64,
                ConnectCallback = async (context, cancellation) =>
                    new NetworkStream(
                        await guard.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation),
                        ownsSocket: true
                    ),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <exception cref="OutboundFailure">It could not be reached, redirects too often, or answers too slowly or too much.</exception>
    public async Task<OutboundAnswer> SendAsync(OutboundRequest request, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(request.TimeLimit);
        var place = request.Address;
        try
        {
            for (var hop = 0; ; hop++)
            {
                RequireWeb(place);
                using var message = Message(request, place);
                using var response = await client.SendAsync(
                    message,
                    HttpCompletionOption.ResponseHeadersRead,
                    limit.Token
                );
                if (Next(request, place, response) is not { } next)
                    return await ReadAsync(response, place, request.MostBytes, limit.Token);
                if (hop == request.MostRedirects)
                    throw new OutboundFailure(
                        $"{Shown(request.Address)}: expected an answer after at most {request.MostRedirects} redirects, found one more to {next.Host}."
                    )
                    {
                        MayPass = false,
                    };
                place = next;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OutboundFailure(
                $"{Shown(place)}: expected an answer within {request.TimeLimit.TotalSeconds:0} seconds, found none."
            );
        }
        catch (HttpRequestException problem)
        {
            if (problem.InnerException is OutboundFailure failure)
                throw failure;
            throw new OutboundFailure($"{Shown(place)}: expected an HTTP answer, found: {Words(problem)}.", problem);
        }
        catch (IOException problem)
        {
            throw new OutboundFailure($"{Shown(place)}: expected a whole answer, found that it broke off.", problem);
        }
    }

    /// <summary>An address as it may be shown and kept: without user name, password, query and fragment, which may hold secrets.</summary>
    public static string Shown(Uri address) =>
        address.IsAbsoluteUri
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : "";

    public void Dispose() => client.Dispose();

    private static void RequireWeb(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            throw new OutboundFailure($"{Shown(address)}: expected an http or https address.") { MayPass = false };
    }

    private static HttpRequestMessage Message(OutboundRequest request, Uri place)
    {
        var message = new HttpRequestMessage(
            request.Method,
            new UriBuilder(place)
            {
                UserName = "",
                Password = "",
                Fragment = "",
            }.Uri
        );
        message.Headers.TryAddWithoutValidation("User-Agent", "Binnacle");
        var isSamePlace =
            place.Host == request.Address.Host
            && place.Port == request.Address.Port
            && place.Scheme == request.Address.Scheme;
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            if (request.ContentType is { } type)
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        if (!isSamePlace)
            return message;
        if (request.Address.UserInfo is { Length: > 0 } user)
            message.Headers.Authorization = new(
                "Basic",
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user)))
            );
        foreach (var (name, value) in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>Where a redirect of a GET leads; null for an answer. From https it never leads to http.</summary>
    private static Uri? Next(OutboundRequest request, Uri place, HttpResponseMessage response)
    {
        if (
            request.Method != HttpMethod.Get
            || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || response.Headers.Location is not { } location
        )
            return null;
        var next = new Uri(place, location);
        RequireWeb(next);
        return place.Scheme == "https" && next.Scheme == "http"
            ? throw new OutboundFailure($"{Shown(place)}: expected to stay on https, found a redirect to http.")
            {
                MayPass = false,
            }
            : next;
    }

    private static async Task<OutboundAnswer> ReadAsync(
        HttpResponseMessage response,
        Uri place,
        int most,
        CancellationToken cancellation
    )
    {
        if (response.Content.Headers.ContentEncoding.Any(coding => coding != "identity"))
            throw new OutboundFailure($"{Shown(place)}: expected a plain answer, found a compressed one.")
            {
                MayPass = false,
            };
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(part, cancellation)) > 0)
        {
            if (body.Length + read > most)
                throw new OutboundFailure($"{Shown(place)}: expected at most {most:N0} bytes, found more.")
                {
                    MayPass = false,
                };
            body.Write(part, 0, read);
        }
        return new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(row => row.Key, row => string.Join(", ", row.Value), StringComparer.OrdinalIgnoreCase),
            body.ToArray()
        );
    }

    private static string Words(HttpRequestException problem) =>
        problem.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => "the certificate or the secure connection was refused",
            HttpRequestError.NameResolutionError => "no address for its name",
            HttpRequestError.ConnectionError => "no connection",
            HttpRequestError.InvalidResponse => "something that is not HTTP",
            HttpRequestError.ResponseEnded => "the end before the answer was whole",
            var other => other.ToString(),
        };
}
