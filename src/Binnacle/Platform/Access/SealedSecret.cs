using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Binnacle.Platform.Access;

/// <summary>
/// Passwords and tokens of other systems, encrypted at rest with the installation's protection keys. What is sealed for one
/// purpose does not open for another. Sealed text is stored; plain text is held only while it is used.
/// </summary>
public sealed class SealedSecret(IDataProtectionProvider protection)
{
    /// <param name="purpose">Whose secret it is, as <c>measure-source</c>.</param>
    public string Seal(string purpose, string secret) => Protector(purpose).Protect(secret);

    /// <returns>Null when it cannot be opened any more: the keys are gone, or it was sealed elsewhere.</returns>
    public string? Open(string purpose, string @sealed)
    {
        try
        {
            return Protector(purpose).Unprotect(@sealed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string purpose) => protection.CreateProtector("Binnacle.Secret", purpose);
}
