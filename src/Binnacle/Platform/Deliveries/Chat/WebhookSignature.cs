using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Binnacle.Platform.Deliveries.Chat;

/// <summary>
/// The signature of a webhook as Standard Webhooks 1.0 has it: HMAC-SHA256 over "id.timestamp.body" with the bytes behind
/// <c>whsec_</c>, as <c>v1,</c> and Base64. Receivers refuse old timestamps, so that nothing can be played back.
/// </summary>
public static class WebhookSignature
{
    public const string Prefix = "whsec_";

    public static string MakeKey() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static IReadOnlyList<(string Name, string Value)> Headers(Guid id, DateTime at, string body, string key)
    {
        var timestamp = new DateTimeOffset(at, TimeSpan.Zero)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        return
        [
            ("webhook-id", id.ToString()),
            ("webhook-timestamp", timestamp),
            ("webhook-signature", Of(id.ToString(), timestamp, body, key)),
        ];
    }

    public static string Of(string id, string timestamp, string body, string key)
    {
        var secret = Convert.FromBase64String(key[Prefix.Length..]);
        return "v1,"
            + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }
}
