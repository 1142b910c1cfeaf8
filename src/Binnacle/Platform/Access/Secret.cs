using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Binnacle.Platform.Access;

/// <summary>Random words that open something. The database keeps their hash alone; 256 random bits need no salt and no slow hash.</summary>
internal static class Secret
{
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
