using System.Globalization;
using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals.Fetching;

namespace Binnacle.Sources;

/// <summary>What sources over HTTP have in common: the address, the header that carries the secret, what a bad status means.</summary>
internal static class SourceAddress
{
    public static void Require(SourceSettings settings)
    {
        var plain = settings.Address?.Replace("{from}", "x").Replace("{to}", "x").Replace("{secret}", "x");
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new Refusal("address", "Give an address that begins with https:// or http://.");
        if (address.UserInfo.Length > 0)
            throw new Refusal(
                "address",
                "Leave user name and password out of the address and enter them as the secret."
            );
        if (settings.Address!.Split('?')[0].Contains("{secret}", StringComparison.Ordinal))
            throw new Refusal("address", "{secret} may stand behind the question mark only.");
        if (
            settings.SecretHeader is { Length: > 0 } header
            && !header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        )
            throw new Refusal("secretHeader", "Give the name of a header, as X-Api-Key, or basic.");
    }

    public static async Task<OutboundAnswer> GetAsync(
        OutboundHttp http,
        Uri address,
        SourceSettings settings,
        string? secret,
        string accept,
        CancellationToken cancellation
    )
    {
        var headers = new List<(string, string)> { ("Accept", accept) };
        var inAddress = settings.Address!.Contains("{secret}", StringComparison.Ordinal);
        if (secret is not null && !inAddress)
            headers.Add(
                settings.SecretHeader switch
                {
                    null or "" => ("Authorization", $"Bearer {secret}"),
                    "basic" => ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}"),
                    var name => (name, secret),
                }
            );
        return await http.SendAsync(new OutboundRequest(address) { Headers = headers }, cancellation);
    }

    public static Uri Filled(FetchRequest request)
    {
        var text = request
            .Settings.Address!.Replace("{from}", Day(request.From))
            .Replace("{to}", Day(request.To))
            .Replace("{secret}", Uri.EscapeDataString(request.Secret ?? ""));
        return new Uri(text, UriKind.Absolute);
    }

    public static OutboundFailure BadStatus(Uri address, int status) =>
        new($"{OutboundHttp.Shown(address)}: expected status 200, found {status}{Meaning(status)}.")
        {
            MayPass = status is 408 or 425 or 429 or >= 500,
        };

    private static string Meaning(int status) =>
        status switch
        {
            401 or 403 => " (the secret is missing, wrong, or not allowed to read this)",
            404 => " (nothing is there)",
            429 => " (asked too often)",
            >= 300 and < 400 => " (a redirect without an address to follow)",
            >= 500 => " (the server failed)",
            _ => "",
        };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
