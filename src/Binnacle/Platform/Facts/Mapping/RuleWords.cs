namespace Binnacle.Platform.Facts.Mapping;

/// <summary>Rules as they are read.</summary>
public static class RuleWords
{
    /// <summary>"service", in addresses and forms.</summary>
    public static string Slug(this MappingKind kind) => KebabCase.Of(kind);

    public static string Many(this MappingKind kind) =>
        kind switch
        {
            MappingKind.Service => "services",
            MappingKind.Environment => "environments",
            _ => "accounts",
        };

    /// <summary>What it gives: "Checkout", "production", "a bot".</summary>
    public static string Gives(MappingRule rule, IReadOnlyList<KnownService> services) =>
        rule.Kind switch
        {
            MappingKind.Service => Service(rule.ServiceId, services),
            MappingKind.Environment => Production(rule.IsProduction),
            _ => rule.AccountIs switch
            {
                AccountIs.Bot => "a bot",
                AccountIs.Person => "a person, no bot",
                _ => $"one person with {rule.OtherAccount}",
            },
        };

    public static string Service(Guid? id, IReadOnlyList<KnownService> services) =>
        id is null
            ? "no service of the catalogue"
            : services.FirstOrDefault(service => service.Id == id)?.Name ?? "a service that is gone";

    public static string Production(bool? value) =>
        value switch
        {
            true => "production",
            false => "not production",
            null => "unknown",
        };

    /// <summary>What the default matches, and what it gives.</summary>
    public static (string When, string Gives) Words(this DefaultRule rule) =>
        rule switch
        {
            DefaultRule.SameName => ("The name of a service in the catalogue", "that service"),
            DefaultRule.OnlyService => ("Any other name, from a repository with one service", "that service"),
            DefaultRule.SourceSays => ("Any name, where the tool says whether it is production", "what it says"),
            _ => (
                "prod, production, live or prd as a part of the name; test, staging, pre, dev and the like",
                "production; not production"
            ),
        };

    /// <summary>Those that stand behind the rules of a kind.</summary>
    public static IReadOnlyList<DefaultRule> Defaults(this MappingKind kind) =>
        kind switch
        {
            MappingKind.Service => [DefaultRule.SameName, DefaultRule.OnlyService],
            MappingKind.Environment => [DefaultRule.SourceSays, DefaultRule.EnvironmentName],
            _ => [],
        };
}
