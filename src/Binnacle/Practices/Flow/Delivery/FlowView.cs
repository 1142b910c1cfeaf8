using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>A service that can be looked at by itself.</summary>
public sealed record ServiceChoice(Guid Id, string Slug, string Name);

/// <summary>What a page of flow was asked to show: whose, over which weeks, with bots or without.</summary>
public sealed record FlowView(
    DeliveryScope Scope,
    DeliveryPeriod Period,
    bool WithBots,
    IReadOnlyList<ServiceChoice> Services
)
{
    /// <summary>What the pages show when nothing else is asked for.</summary>
    public static FlowView Usual(DateOnly today) =>
        new(DeliveryScope.Organization, DeliveryPeriod.Ending(today, null), false, []);

    /// <returns>Null where the team, repository or service that is asked for is not there.</returns>
    public static async Task<FlowView?> LoadAsync(AppDb db, PageContext page, CancellationToken cancellation)
    {
        await page.LoadAsync(cancellation);
        if (await db.DeliveryScopeAsync(page.Scope, null, cancellation) is not { } chosen)
            return null;
        var scope = string.IsNullOrEmpty(page.Query("service"))
            ? chosen
            : await db.DeliveryScopeAsync(null, page.Query("service"), cancellation);
        if (scope is null)
            return null;
        if (scope.IsOrganization)
            scope = scope with { Name = page.Chosen.Name };
        var period = DeliveryPeriod.Of(page, db.Today);
        return new(scope, period, page.Query("bots") == "with", await ServicesAsync(db, chosen, cancellation));
    }

    /// <summary>Those of the team, or of the repository; of a service that is looked at, those beside it.</summary>
    private static async Task<List<ServiceChoice>> ServicesAsync(
        AppDb db,
        DeliveryScope scope,
        CancellationToken cancellation
    ) =>
        await db.Set<Service>()
            .Where(row => row.ArchivedAt == null)
            .Where(row => scope.TeamId == null || row.TeamId == scope.TeamId)
            .Where(row => scope.RepositoryId == null || row.RepositoryId == scope.RepositoryId)
            .OrderBy(row => row.Name)
            .ThenBy(row => row.Slug)
            .Take(500)
            .Select(row => new ServiceChoice(row.Id, row.Slug, row.Name))
            .ToListAsync(cancellation);

    /// <summary>Tells what is shown from all else that can be.</summary>
    public string Key => $"{Scope.Key}:{Period.First:O}:{Period.Last:O}:{WithBots}";

    /// <summary>"the 12 weeks to 22 Nov 2026".</summary>
    public string PeriodWords => $"the {Period.Days / 7} weeks to {Words.Date(Period.Last)}";
}

internal static class FlowWords
{
    public static string Value(DeliveryResult result) =>
        result.Value is not { } value ? "unknown" : Value(value, result.Unit);

    public static string Value(double value, string unit) =>
        unit switch
        {
            "days" => Time(TimeSpan.FromDays(value)),
            "share" => Words.Percent(value),
            _ => $"{Wording.Plain(value)} {unit}",
        };

    public static string Time(TimeSpan time) =>
        time.TotalMinutes < 90 ? $"{Math.Max(0, Math.Round(time.TotalMinutes)):0} min" : Words.Days(time.TotalDays);

    /// <summary>"between 2 d and 3.1 d at 95 %; before: 4 d".</summary>
    public static string Note(DeliveryResult now, DeliveryResult before)
    {
        List<string> parts = [$"n = {now.N:N0}"];
        if (now.Interval is { } interval)
            parts.Add($"95 %: {Value(interval.Low, now.Unit)} to {Value(interval.High, now.Unit)}");
        if (now.P90 is { } slow)
            parts.Add($"nine of ten within {Value(slow, now.Unit)}");
        parts.Add($"before: {Value(before)}");
        return string.Join(" · ", parts);
    }

    /// <returns>Null where the two cannot be told apart.</returns>
    public static bool? IsBetter(DeliveryResult now, DeliveryResult before) =>
        now.Interval is not { } own || before.Interval is not { } other ? null
        : own.High < other.Low ? true
        : own.Low > other.High ? false
        : null;

    public static string Word(this FailureCause cause) =>
        cause switch
        {
            FailureCause.Named => "named by an incident",
            FailureCause.RolledBack => "rolled back",
            FailureCause.Reverted => "a change of it was reverted",
            _ => "nearest before an incident",
        };

    public static string Word(this RepairKind repair) =>
        repair switch
        {
            RepairKind.Named => "named by an incident",
            RepairKind.Rollback => "a step back",
            RepairKind.Revert => "takes a change back",
            _ => "a fix while an incident was open",
        };

    public static string Word(this ChangeOrigin origin) =>
        origin switch
        {
            ChangeOrigin.Told => "told by the code host",
            ChangeOrigin.Merge => "a merge in git",
            ChangeOrigin.Squash => "a squash in git",
            _ => "a direct push",
        };
}
