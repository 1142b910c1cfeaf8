using System.Security.Cryptography;
using System.Text;

namespace Binnacle.Platform.Intake;

/// <summary>The ways in which tools prove who sends. All compare in constant time.</summary>
public static class Signatures
{
    /// <summary>HMAC-SHA256 of the body in hexadecimal after a prefix, as <c>sha256=…</c>; several may be given, with commas.</summary>
    public static bool IsSigned(HookRequest request, string header, string prefix, string secret)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span);
        return request.Header(header) is { } given
            && given
                .Split(',', StringSplitOptions.TrimEntries)
                .Any(one => one.StartsWith(prefix, StringComparison.Ordinal) && IsHex(one[prefix.Length..], expected));
    }

    public static string Sign(ReadOnlySpan<byte> body, string prefix, string secret) =>
        prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>The secret itself in a header, as a bearer token, as the password of basic authentication, or as <c>?token=</c>.</summary>
    /// <param name="header">The tool's own header; null for none.</param>
    public static bool HasToken(HookRequest request, string? header, string secret) =>
        IsSame(header is null ? null : request.Header(header), secret)
        || IsSame(Bearer(request), secret)
        || IsSame(Password(request), secret)
        || IsSame(request.Token, secret);

    private static string? Bearer(HookRequest request) =>
        request.Header("Authorization") is { } given && given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? given["Bearer ".Length..].Trim()
            : null;

    private static string? Password(HookRequest request)
    {
        if (
            request.Header("Authorization") is not { } given
            || !given.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
        )
            return null;
        var buffer = new byte[given.Length];
        if (!Convert.TryFromBase64String(given["Basic ".Length..].Trim(), buffer, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }

    private static bool IsHex(string given, byte[] expected) =>
        given.Length == expected.Length * 2
        && given.All(char.IsAsciiHexDigit)
        && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(given), expected);

    internal static bool IsSame(string? given, string secret) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(secret))
        );
}
