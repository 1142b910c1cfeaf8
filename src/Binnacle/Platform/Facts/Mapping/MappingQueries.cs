using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Intake;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts.Mapping;

/// <summary>A rule in the list.</summary>
/// <param name="Number">Null for a default.</param>
/// <param name="Source">Its name; null for any.</param>
/// <param name="Service">Its slug.</param>
/// <param name="Decides">
/// Facts of the last 90 days. Null for accounts: how much one of them does is nobody's business.
/// </param>
public sealed record RuleRow(
    int? Number,
    MappingKind Kind,
    string When,
    string? Source,
    string Gives,
    string? Service,
    bool? IsProduction,
    AccountIs? AccountIs,
    int? Decides
);

/// <summary>A name that tools told and that nothing decides.</summary>
/// <param name="IsRepository">No service was named; this is the repository.</param>
public sealed record OpenName(
    MappingKind Kind,
    string Name,
    bool IsRepository,
    string? SourceSlug,
    string? Source,
    int Deployments,
    int Alarms,
    DateTime? LastAt
);

/// <param name="Told">Facts of the last 90 days that tell a name.</param>
/// <param name="Nameless">Facts that tell none, so that no rule can help.</param>
public sealed record MappingState(
    MappingKind Kind,
    IReadOnlyList<RuleRow> Rules,
    IReadOnlyList<OpenName> Open,
    int Told,
    int Nameless
);

public static class MappingQueries
{
    /// <summary>The rules of a kind with what each decides, and what none does, newest first.</summary>
    public static async Task<MappingState> MappingStateAsync(
        this AppDb db,
        MappingKind kind,
        CancellationToken cancellation = default
    )
    {
        var attribution = await db.AttributionAsync(cancellation);
        var sources = await db.Set<IntakeSource>()
            .Select(row => new
            {
                row.Id,
                row.Slug,
                row.Name,
            })
            .ToDictionaryAsync(row => row.Id, row => (row.Slug, row.Name), cancellation);
        var told = await db.ToldNamesAsync(kind, db.Now.AddDays(-ToldNameQueries.Days), cancellation);
        var byRule = new Dictionary<Guid, int>();
        var byDefault = new Dictionary<DefaultRule, int>();
        var open = new List<ToldName>();
        foreach (var name in told)
        {
            var (_, rule, standing) = name.Of(attribution);
            if (rule is not null)
                byRule[rule.Id] = byRule.GetValueOrDefault(rule.Id) + name.Count;
            else if (standing is { } known)
                byDefault[known] = byDefault.GetValueOrDefault(known) + name.Count;
            else
                open.Add(name);
        }
        var services = attribution.Services;
        var isAccount = kind is MappingKind.Account;
        // A login is a name: administrators alone see it, as with raw events.
        var rules =
            isAccount && db.Viewer.Role < Role.Administrator ? [] : attribution.Rules.Where(rule => rule.Kind == kind);
        var nameless = open.Where(name => name.Matched.Length == 0).Sum(name => name.Count);
        return new(
            kind,
            [
                .. rules.Select(rule => new RuleRow(
                    rule.Number,
                    kind,
                    rule.Pattern,
                    rule.SourceId is { } source ? sources.GetValueOrDefault(source).Name : null,
                    RuleWords.Gives(rule, services),
                    services.FirstOrDefault(service => service.Id == rule.ServiceId)?.Slug,
                    rule.IsProduction,
                    rule.AccountIs,
                    isAccount ? null : byRule.GetValueOrDefault(rule.Id)
                )),
                .. kind.Defaults()
                    .Select(rule => new RuleRow(
                        null,
                        kind,
                        rule.Words().When,
                        null,
                        rule.Words().Gives,
                        null,
                        null,
                        null,
                        byDefault.GetValueOrDefault(rule)
                    )),
            ],
            [
                .. open.Where(name => name.Matched.Length > 0)
                    .GroupBy(name => (name.Matched, IsRepository: name.Name is null, name.SourceId))
                    .Select(same =>
                    {
                        var source = same.Key.SourceId is { } id ? sources.GetValueOrDefault(id) : default;
                        return new OpenName(
                            kind,
                            same.Key.Matched,
                            same.Key.IsRepository,
                            source.Slug,
                            source.Name,
                            same.Where(name => !name.IsAlarm).Sum(name => name.Count),
                            same.Where(name => name.IsAlarm).Sum(name => name.Count),
                            same.Max(name => name.LastAt)
                        );
                    })
                    .OrderByDescending(name => name.LastAt)
                    .ThenBy(name => name.Name, StringComparer.Ordinal),
            ],
            told.Sum(name => name.Count) - nameless,
            nameless
        );
    }

    public static Task<MappingRule?> MappingRuleAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) => db.Set<MappingRule>().SingleOrDefaultAsync(row => row.Number == number, cancellation);
}
