using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Binnacle.Platform.Deliveries.Channels;

/// <summary>Passwords and addresses of webhooks at rest: encrypted with the keys that protect sessions.</summary>
public sealed class ChannelSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Binnacle.Deliveries.Channels");

    public string Protect(string secret) => protector.Protect(secret);

    /// <returns>Null where there is none, or the key that protected it is gone.</returns>
    public string? Read(string? kept)
    {
        if (kept is null)
            return null;
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
