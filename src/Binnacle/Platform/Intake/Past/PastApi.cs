using System.Text.Json;
using Binnacle.Platform.Data;
using Binnacle.Platform.Outbound;

namespace Binnacle.Platform.Intake.Past;

/// <summary>Asks a tool's API, through the one way out, and says what its answers mean.</summary>
internal sealed class PastApi(OutboundHttp http)
{
    public Task<OutboundAnswer> AskAsync(
        IPastSource kind,
        Uri address,
        string token,
        PastRequest request,
        CancellationToken cancellation
    )
    {
        var place = new Uri(address, request.Path);
        // A path of the API's own making must not lead the token elsewhere.
        if (place.Authority != address.Authority || place.Scheme != address.Scheme)
            throw new OutboundFailure(
                $"{OutboundHttp.Shown(address)}: expected the next page there, found an address on {place.Host}."
            )
            {
                MayPass = false,
            };
        return http.SendAsync(
            new OutboundRequest(place)
            {
                Headers = [.. kind.Headers(token)],
                TimeLimit = TimeSpan.FromSeconds(60),
                MostBytes = 64 * 1024 * 1024,
            },
            cancellation
        );
    }

    /// <summary>The page behind this one. Only its path is taken: whatever a header says, no other host is asked.</summary>
    public static string? Next(Uri address, OutboundAnswer answer)
    {
        if (!answer.Headers.TryGetValue("Link", out var links))
            return null;
        foreach (var link in links.Split(", <"))
        {
            var (start, end) = (link.StartsWith('<') ? 1 : 0, link.IndexOf('>', StringComparison.Ordinal));
            if (end < start || !link[end..].Contains("rel=\"next\"", StringComparison.Ordinal))
                continue;
            if (!Uri.TryCreate(address, link[start..end], out var next))
                return null;
            return next.PathAndQuery.StartsWith(address.AbsolutePath, StringComparison.OrdinalIgnoreCase)
                ? next.PathAndQuery[address.AbsolutePath.Length..]
                : null;
        }
        return null;
    }

    /// <summary>What is wrong, and what to do about it.</summary>
    public static string Words(IPastSource kind, Uri address, string part, PastRequest request, OutboundAnswer answer)
    {
        var place = OutboundHttp.Shown(new Uri(address, request.Path));
        var said = Said(answer) is { } words ? $" It says: {words}" : "";
        return answer.Status switch
        {
            401 => $"{place}: the token was refused (401). Enter another one.{said}",
            403 => $"{place}: the token may not read {request.Step} (403). It needs {kind.Scope(request.Step)}.{said}",
            404 or 410 =>
                $"{place}: nothing is there that the token can see ({answer.Status}). Check the name “{part}”, and that the token may read it.{said}",
            var status => $"{place}: expected {request.Step}, found status {status}.{said}",
        };
    }

    /// <summary>The tool's own words, of the forms that tools use.</summary>
    private static string? Said(OutboundAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body, EventSources.Options);
            var body = new Foreign(document.RootElement);
            var words =
                body["message"].Text
                ?? body["errorMessages"].Items.Select(one => one.Text).FirstOrDefault()
                ?? body["error"]["message"].Text
                ?? body["error_description"].Text
                ?? body["error"].Text;
            return words is null ? null : StorableText.Cut(StorableText.Of(words), 200);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
