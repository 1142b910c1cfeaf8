using Binnacle.History;

namespace Binnacle.Commands;

/// <summary>What tells people apart in a scan.</summary>
internal static class ScanPerson
{
    /// <summary>The address, whatever its letter case; the name of those who have none.</summary>
    public static string Of(Identity identity) =>
        identity.Address.Length > 0 ? identity.Address.ToLowerInvariant() : identity.Name;
}
