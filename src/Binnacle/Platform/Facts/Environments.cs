namespace Binnacle.Platform.Facts;

/// <summary>What the name of an environment says by itself.</summary>
public static class Environments
{
    private static readonly HashSet<string> Production = new(StringComparer.OrdinalIgnoreCase)
    {
        "prod",
        "production",
        "live",
        "prd",
    };

    /// <summary>"pre-production", "non-prod", "staging-live": something before it, or a rehearsal of it.</summary>
    private static readonly HashSet<string> Rehearsal = new(StringComparer.OrdinalIgnoreCase)
    {
        "pre",
        "non",
        "not",
        "no",
        "stage",
        "staging",
        "test",
        "testing",
        "qa",
        "uat",
        "dev",
        "development",
        "preview",
        "sandbox",
        "preprod",
        "nonprod",
        "stg",
        "review",
        "demo",
        "local",
        "ci",
    };

    /// <summary>
    /// "production", "eu/production", "production-eu", never "preprod" or "non-production"; null for no name and for one
    /// that says neither, as "eu-west-1".
    /// </summary>
    public static bool? IsProduction(string? environment)
    {
        if (string.IsNullOrWhiteSpace(environment))
            return null;
        var parts = environment.Split([.. environment.Where(letter => !char.IsLetterOrDigit(letter)).Distinct()]);
        return parts.Any(Rehearsal.Contains) ? false
            : parts.Any(Production.Contains) ? true
            : null;
    }
}
