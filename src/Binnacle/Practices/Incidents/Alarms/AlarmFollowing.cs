using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Incidents.Alarms;

/// <summary>
/// Opens incidents from alarms and keeps them told: a pager's incident opens one, alerts open one with those of their group.
/// Whatever order alarms come in, and however often, the same alarms end up together.
/// </summary>
public static class AlarmFollowing
{
    /// <summary>Takes what is new of alarms and acts upon it, in one transaction.</summary>
    /// <returns>How many alarms had news; 0 when all is done.</returns>
    public static async Task<int> FollowAlarmsAsync(
        this AppDb db,
        int most = 500,
        CancellationToken cancellation = default
    )
    {
        // Looked at first without holding anything: mostly there is nothing.
        if (!await db.Set<AlarmNews>().AnyAsync(cancellation))
            return 0;
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        var news = await db.TakeAlarmNewsAsync(most, cancellation);
        if (news.Count > 0)
        {
            var rules = new RuleOrder(await db.RulesAsync(news, cancellation));
            var around = await AlarmSurroundings.LoadAsync(db, rules, news, cancellation);
            await new AlarmFollower(db, around).FollowAsync(news, cancellation);
        }
        if (own is not null)
            await own.CommitAsync(cancellation);
        return news.Count;
    }

    /// <summary>In the order in which they are asked.</summary>
    public static async Task<List<GroupingRule>> GroupingRulesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        [
            .. RuleOrder.InOrder(
                await db.Set<GroupingRule>().Where(rule => rule.RetiredAt == null).ToListAsync(cancellation)
            ),
        ];

    /// <summary>The first alert ever brings a rule to begin with, which people see and change as any other.</summary>
    private static async Task<List<GroupingRule>> RulesAsync(
        this AppDb db,
        List<Alarm> news,
        CancellationToken cancellation
    )
    {
        if (!news.Exists(alarm => alarm.Kind is AlarmKind.Alert) || await db.Set<GroupingRule>().AnyAsync(cancellation))
            return await db.GroupingRulesAsync(cancellation);
        var rule = new GroupingRule
        {
            Name = "Critical alerts of a service",
            Position = 1,
            Severities = "critical, page",
            GroupBy = GroupBy.Service,
            WindowMinutes = 30,
            AppliesFrom = db.Now.AddDays(-7),
            AddedAt = db.Now,
            AddedBy = "Binnacle",
        };
        db.Add(rule);
        db.Record("grouping-rule.added", rule.Name, RuleVerbs.Page, "To begin with: change it as you see fit");
        await db.SaveChangesAsync(cancellation);
        return [rule];
    }
}
