using System.Globalization;

namespace Binnacle.Platform.Catalogue.Teams;

/// <summary>How documents speak of teams, and what we call them.</summary>
public static class TeamNames
{
    /// <summary>"@Org/Payments-Team" → "org/payments-team"; "group:default/payments" → "payments".</summary>
    public static string Handle(string owner)
    {
        var text = owner.Trim().TrimStart('@').ToLowerInvariant();
        if (text.StartsWith("group:", StringComparison.Ordinal))
            text = text["group:".Length..];
        return text.StartsWith("default/", StringComparison.Ordinal) ? text["default/".Length..] : text;
    }

    /// <summary>The part that names the team: "grafana/loki-team" → "loki-team".</summary>
    public static string Slug(string handle)
    {
        var last = handle[(handle.LastIndexOf('/') + 1)..];
        var slug = string.Concat(last.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return slug.Length == 0 ? "team"
            : slug.Length > 60 ? slug[..60]
            : slug;
    }

    /// <summary>"loki-team" → "Loki team".</summary>
    public static string Name(string slug)
    {
        var words = slug.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? slug : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    /// <summary>A team of a forge ("@org/team"), not a person and not an address.</summary>
    public static bool IsTeam(string owner) => owner.StartsWith('@') && owner.Contains('/', StringComparison.Ordinal);
}
