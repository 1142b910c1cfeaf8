using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Incidents.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>A grouping rule as somebody writes it.</summary>
public sealed record GroupingRuleDraft(
    string? Name,
    string? Service,
    string? Title,
    string? Severities,
    GroupBy GroupBy,
    int WindowMinutes,
    bool Opens,
    int Position,
    DateOnly? AppliesFrom
);

/// <summary>What rules would have made of the alerts of some days.</summary>
/// <param name="Unread">Alerts that fit no rule, or one that opens nothing.</param>
public sealed record RuleTrial(int Days, int Alerts, int Unread, IReadOnlyList<AlarmGroup> Groups, bool IsCut);

public static class RuleVerbs
{
    public const string Page = "/practices/incidents/rules";

    public const int TrialDays = 90;
    private const int MostTried = 20_000;

    /// <exception cref="Refusal">What has to be mended first.</exception>
    public static GroupingRule Checked(this GroupingRuleDraft draft, AppDb db, GroupingRule? known = null)
    {
        if (draft.WindowMinutes is < 1 or > 24 * 60)
            throw new Refusal("windowMinutes", "Give a window from 1 minute to 1440 minutes, a day.");
        IncidentValues.RequireKnown("groupBy", draft.GroupBy, "Choose what holds alerts together.");
        return new()
        {
            Id = known?.Id ?? Guid.CreateVersion7(),
            Name = IncidentValues.Required(
                "name",
                draft.Name,
                "Give it a name, as “Critical alerts of a service”.",
                100
            ),
            Service = IncidentValues.Optional("service", draft.Service, 200) ?? "",
            Title = IncidentValues.Optional("title", draft.Title, 200) ?? "",
            Severities = IncidentValues.Optional("severities", draft.Severities, 200) ?? "",
            GroupBy = draft.GroupBy,
            WindowMinutes = draft.WindowMinutes,
            Opens = draft.Opens,
            Position = Math.Clamp(draft.Position, 1, 1000),
            AppliesFrom = draft.AppliesFrom is { } day
                ? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
                : known?.AppliesFrom ?? db.Now,
            AddedAt = known?.AddedAt ?? db.Now,
            AddedBy = known?.AddedBy ?? db.Viewer.Name,
        };
    }

    public static async Task AddRuleAsync(
        this AppDb db,
        GroupingRuleDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var rule = draft.Checked(db);
        db.Add(rule);
        db.Record("grouping-rule.added", rule.Name, Page, rule.InWords());
        await db.SaveAndFollowAsync(rows => rows.Where(row => row.StartedAt >= rule.AppliesFrom), cancellation);
    }

    public static async Task ChangeRuleAsync(
        this AppDb db,
        GroupingRule rule,
        GroupingRuleDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var next = draft.Checked(db, rule);
        var told = new Changes()
            .Add("Name", rule.Name, next.Name)
            .Add("Rule", rule.InWords(), next.InWords())
            .Add("Since", IncidentWording.At(rule.AppliesFrom), IncidentWording.At(next.AppliesFrom))
            .Add("Place", Place(rule), Place(next));
        if (!told.Any)
            return;
        var since = rule.AppliesFrom < next.AppliesFrom ? rule.AppliesFrom : next.AppliesFrom;
        rule.Saying(next);
        db.Record("grouping-rule.changed", rule.Name, Page, told.Told);
        await db.SaveAndFollowAsync(rows => rows.Where(row => row.StartedAt >= since), cancellation);

        static string Place(GroupingRule rule) => rule.Position.ToString(CultureInfo.InvariantCulture);
    }

    public static async Task RetireRuleAsync(this AppDb db, GroupingRule rule, CancellationToken cancellation = default)
    {
        db.Viewer.RequireLeader(null);
        (rule.RetiredAt, rule.RetiredBy) = (db.Now, db.Viewer.Name);
        db.Record("grouping-rule.retired", rule.Name, Page, rule.InWords());
        // Only those that it held together: another rule may hold them now. What it kept from opening stays closed.
        await db.SaveAndFollowAsync(
            rows =>
                rows.Where(row =>
                    db.Set<IncidentAlarm>().Any(link => link.AlarmId == row.Id && link.RuleId == rule.Id)
                ),
            cancellation
        );
    }

    /// <summary>What these rules make of past alerts, whatever day they apply from. Nothing is saved.</summary>
    public static async Task<RuleTrial> TryRulesAsync(
        this AppDb db,
        IReadOnlyList<GroupingRule> rules,
        CancellationToken cancellation = default
    )
    {
        var since = db.Now.AddDays(-TrialDays);
        var alerts = await db.Set<Alarm>()
            .AsNoTracking()
            .Where(row => row.Kind == AlarmKind.Alert && row.StartedAt >= since)
            .OrderByDescending(row => row.StartedAt)
            .Take(MostTried + 1)
            .Select(row => new Alarm
            {
                Id = row.Id,
                Kind = row.Kind,
                Title = row.Title,
                Severity = row.Severity,
                GroupKey = row.GroupKey,
                ServiceId = row.ServiceId,
                ServiceName = row.ServiceName,
                StartedAt = row.StartedAt,
            })
            .ToListAsync(cancellation);
        var isCut = alerts.Count > MostTried;
        var tried = isCut ? alerts[..MostTried] : alerts;
        var groups = Grouping.Of(tried, new(rules.Select(rule => rule.Always())));
        return new(TrialDays, tried.Count, tried.Count - groups.Sum(group => group.Alarms.Count), groups, isCut);
    }

    /// <summary>"alerts of severity critical, by service, 30 min apart".</summary>
    public static string InWords(this GroupingRule rule)
    {
        var which = new[]
        {
            rule.Title.Length > 0 ? $"titled “{rule.Title}”" : null,
            rule.Service.Length > 0 ? $"of “{rule.Service}”" : null,
            rule.Severities.Length > 0 ? $"of severity {rule.Severities}" : null,
        }.OfType<string>();
        var alerts = $"Alerts {string.Join(' ', which)}".TrimEnd();
        var together = rule.GroupBy switch
        {
            GroupBy.Service => "of one service",
            GroupBy.GroupKey => "that the source holds for one cause",
            _ => "of one service and title",
        };
        return rule.Opens
            ? $"{alerts}; those {together} within {rule.WindowMinutes} min open one incident"
            : $"{alerts} open nothing";
    }

    private static GroupingRule Always(this GroupingRule rule)
    {
        var always = new GroupingRule { Id = rule.Id, AddedAt = rule.AddedAt }.Saying(rule);
        always.AppliesFrom = DateTime.MinValue;
        return always;
    }

    /// <summary>
    /// These alerts are news again, so that rules decide over those that opened nothing yet, and those that are attached are
    /// found by what holds them together now. All of it, or nothing.
    /// </summary>
    private static async Task SaveAndFollowAsync(
        this AppDb db,
        Func<IQueryable<Alarm>, IQueryable<Alarm>> which,
        CancellationToken cancellation
    )
    {
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        await db.HoldAsync(FactSaving.Hold, cancellation);
        await db.SaveChangesAsync(cancellation);
        var ids = await which(db.Set<Alarm>().Where(row => row.Kind == AlarmKind.Alert))
            .OrderByDescending(row => row.StartedAt)
            .Take(MostTried)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        await db.TellNewsAsync(ids, cancellation);
        if (own is not null)
            await own.CommitAsync(cancellation);
    }
}
