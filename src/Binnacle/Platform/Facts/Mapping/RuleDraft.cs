using Binnacle.Platform.Data;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>A rule as a form or a program sends it.</summary>
/// <param name="Kind">service, environment or account.</param>
/// <param name="Source">Slug; empty for any.</param>
/// <param name="Service">Slug; "none" says that it is none of the catalogue.</param>
/// <param name="AccountIs">bot, person or same-person.</param>
/// <param name="Position">From 1; empty for behind all others of its kind.</param>
public sealed record RuleDraft(
    string? Kind,
    string? Pattern,
    string? Source = null,
    string? Service = null,
    bool? IsProduction = null,
    string? AccountIs = null,
    string? OtherAccount = null,
    int? Position = null
);

internal static class RuleChecking
{
    public const int MostOfAKind = 200;
    public const string NoService = "none";

    public static MappingKind Kind(string? text) =>
        KebabCase.Read<MappingKind>(text) ?? throw new Refusal("kind", "Choose service, environment or account.");

    /// <summary>Fills a rule from the draft; refuses what cannot hold.</summary>
    public static async Task FillAsync(
        AppDb db,
        MappingRule rule,
        RuleDraft draft,
        IReadOnlyList<MappingRule> others,
        CancellationToken cancellation
    )
    {
        rule.Pattern = Pattern(draft.Pattern);
        rule.SourceId = await SourceAsync(db, rule.Kind, draft.Source, cancellation);
        if (rule.Kind is MappingKind.Service)
            rule.ServiceId = await ServiceAsync(db, draft.Service, cancellation);
        else if (rule.Kind is MappingKind.Environment)
            rule.IsProduction =
                draft.IsProduction ?? throw new Refusal("isProduction", "Say whether it is production.");
        else
            FillAccount(rule, draft);
        var same = others.FirstOrDefault(one =>
            one.SourceId == rule.SourceId
            && one.Pattern.Equals(
                rule.Pattern,
                rule.Kind is MappingKind.Account ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase
            )
        );
        if (same is not null)
            throw new Refusal("pattern", $"Rule {same.Number} says what this name means. Change that one.");
        if (others.Count >= MostOfAKind)
            throw new Refusal("pattern", $"{MostOfAKind} rules are enough; * lets one stand for many names.");
    }

    private static string Pattern(string? text)
    {
        var pattern = text?.Trim() ?? "";
        if (pattern.Length is 0 or > MappingRule.LongestPattern || pattern.Any(char.IsControl))
            throw new Refusal(
                "pattern",
                $"Enter the name as the tool tells it, up to {MappingRule.LongestPattern} characters; * stands for anything."
            );
        return pattern;
    }

    private static async Task<Guid?> SourceAsync(
        AppDb db,
        MappingKind kind,
        string? slug,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrEmpty(slug))
            return null;
        if (kind is MappingKind.Account)
            throw new Refusal("source", "An account is known by its host; leave the source empty.");
        return await db.Set<IntakeSource>()
                .Where(row => row.Slug == slug)
                .Select(row => (Guid?)row.Id)
                .SingleOrDefaultAsync(cancellation)
            ?? throw new Refusal("source", $"There is no source “{slug}”.");
    }

    private static async Task<Guid?> ServiceAsync(AppDb db, string? slug, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(slug))
            throw new Refusal("service", "Choose a service, or say that it is none of the catalogue.");
        if (slug == NoService)
            return null;
        return await db.Set<Catalogue.Service>()
                .Where(row => row.Slug == slug)
                .Select(row => (Guid?)row.Id)
                .SingleOrDefaultAsync(cancellation)
            ?? throw new Refusal("service", $"There is no service “{slug}”.");
    }

    private static void FillAccount(MappingRule rule, RuleDraft draft)
    {
        rule.Pattern = Account("pattern", rule.Pattern);
        rule.AccountIs =
            KebabCase.Read<AccountIs>(draft.AccountIs) ?? throw new Refusal("accountIs", "Say what this account is.");
        rule.OtherAccount =
            rule.AccountIs is AccountIs.SamePerson ? Account("otherAccount", draft.OtherAccount?.Trim()) : null;
        if (rule.OtherAccount == rule.Pattern)
            throw new Refusal("otherAccount", "Enter another account than the first.");
    }

    private static string Account(string field, string? text) =>
        text?.Split('/', 2) is [{ Length: > 0 }, { Length: > 0 }]
        && !text.Contains('*', StringComparison.Ordinal)
        && text.Length <= MappingRule.LongestPattern
            ? text
            : throw new Refusal(
                field,
                "Enter host and account exactly, as github.com/octo. Only marks of accounts are kept, so * cannot stand for several."
            );
}
