using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Debt.Order;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Capacity;

/// <summary>What was set aside in a scope, what was spent, what is planned.</summary>
/// <param name="Shares">Cycle by cycle, oldest first; the last one runs.</param>
/// <param name="Teams">Of each team over the last three cycles that are over; empty inside a team.</param>
/// <param name="Proposed">Weeks of work that the share is of all who are counted.</param>
public sealed record CapacityModel(
    Guid? TeamId,
    double Target,
    bool IsSet,
    IReadOnlyList<CycleShare> Shares,
    IReadOnlyList<TeamShare> Teams,
    Cycle Cycle,
    int People,
    double Proposed,
    DebtRegister Register,
    DebtPlan? Plan,
    IReadOnlyList<PlanResult> Past,
    Money Money
)
{
    public const int Cycles = 13;

    public static async Task<CapacityModel> LoadAsync(
        AppDb db,
        PracticeList practices,
        string scope,
        bool next,
        CancellationToken cancellation
    )
    {
        var teams = await db.Set<Team>()
            .Where(team => team.ArchivedAt == null)
            .OrderBy(team => team.Name)
            .ToListAsync(cancellation);
        var team = teams.Find(team => team.Slug == ScopeText.TeamSlug(scope));
        var (target, isSet, days) = await PolicyAsync(db, practices, team?.Id, cancellation);
        var current = Cycle.Around(db.Today, days);
        var first = current.After(1 - Cycles);
        var kinds = await db.KindsAsync(first.StartsOn, db.Today, cancellation);
        var own = team is null ? kinds : [.. kinds.Where(change => change.TeamId == team.Id)];
        var shares = Enumerable.Range(0, Cycles).Select(index => ShareQueries.Of(first.After(index), own)).ToList();
        var cycle = next ? current.After(1) : current;
        var people = await PeopleAsync(db, team?.Id, first.StartsOn, cancellation);
        var plans = await db.Set<DebtPlan>()
            .AsNoTracking()
            .Include(plan => plan.Items)
            .Where(plan => team == null ? plan.TeamId == null : plan.TeamId == team.Id)
            .OrderByDescending(plan => plan.StartsOn)
            .Take(26)
            .ToListAsync(cancellation);
        return new(
            team?.Id,
            target,
            isSet,
            shares,
            team is null ? await TeamsAsync(db, teams, (target, isSet), kinds, current, cancellation) : [],
            cycle,
            people,
            Math.Round(people * cycle.Days / 7.0 * target * 2, MidpointRounding.AwayFromZero) / 2,
            await db.DebtRegisterAsync(team is null ? null : scope, cancellation),
            plans.Find(plan => plan.StartsOn == cycle.StartsOn),
            await PlanResult.OfAsync(
                db,
                plans.FindAll(plan => plan.StartsOn <= current.StartsOn),
                shares,
                cancellation
            ),
            await Money.OfAsync(db, cancellation)
        );
    }

    /// <summary>Open items with cost and effort: what a plan can choose from, in order.</summary>
    public IReadOnlyList<DebtRow> Candidates => [.. Register.Rows.Where(row => row.Place is not null)];

    public Filling Fill(double capacity) =>
        Filling.Of(
            Register.Portfolio.Items,
            capacity,
            Candidates.Where(row => row.Class is DebtClass.Mandatory).Select(row => row.Number).ToHashSet()
        );

    /// <summary>Who is in a team; of the organization also who changed something lately. A history names many who came once.</summary>
    private static Task<int> PeopleAsync(AppDb db, Guid? teamId, DateOnly since, CancellationToken cancellation)
    {
        var today = db.Today;
        var start = since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var here = db.Set<Person>().Where(row => row.LeftOn == null || row.LeftOn >= today);
        if (teamId is not null)
            return here.CountAsync(row => row.TeamId == teamId, cancellation);
        var active =
            from commit in db.Set<HistoryCommit>()
            join author in db.Set<HistoryAuthor>() on commit.AuthorId equals author.Id
            where commit.At >= start && !author.IsBot && author.PersonId != null
            select author.PersonId;
        return here.CountAsync(row => row.TeamId != null || active.Contains(row.Id), cancellation);
    }

    private static async Task<(double Target, bool IsSet, int Days)> PolicyAsync(
        AppDb db,
        PracticeList practices,
        Guid? teamId,
        CancellationToken cancellation
    )
    {
        var rows = await db.ThresholdsAsync(practices, teamId, cancellation);
        var target = rows.First(row => row.Key == DebtChecks.Target.Key);
        return (
            target.Value,
            target.From != "default",
            (int)rows.First(row => row.Key == DebtChecks.CycleDays.Key).Value
        );
    }

    private static async Task<List<TeamShare>> TeamsAsync(
        AppDb db,
        List<Team> teams,
        (double Target, bool IsSet) shared,
        IReadOnlyList<KindOfChange> kinds,
        Cycle current,
        CancellationToken cancellation
    )
    {
        var three = new Cycle(current.After(-3).StartsOn, current.StartsOn.AddDays(-1));
        var own = await db.TeamValuesAsync(DebtChecks.Target, cancellation);
        var changes = kinds.ToLookup(change => change.TeamId);
        return teams.ConvertAll(team =>
        {
            var isOwn = own.TryGetValue(team.Id, out var target);
            return new TeamShare(
                team.Slug,
                team.Name,
                isOwn ? target : shared.Target,
                isOwn || shared.IsSet,
                ShareQueries.Of(three, changes[team.Id])
            );
        });
    }
}

public sealed record TeamShare(string Slug, string Name, double Target, bool IsSet, CycleShare Share);

/// <summary>A plan, and what became of it by the end of its cycle.</summary>
public sealed record PlanResult(
    DebtPlan Plan,
    int Paid,
    double PaidWeeks,
    CycleShare? Share,
    IReadOnlyList<(int Number, string Title, bool IsPaid)> Items
)
{
    public static async Task<List<PlanResult>> OfAsync(
        AppDb db,
        List<DebtPlan> plans,
        List<CycleShare> shares,
        CancellationToken cancellation
    )
    {
        var ids = plans.SelectMany(plan => plan.Items).Select(item => item.ItemId).Distinct().ToList();
        var items = await db.Set<DebtItem>()
            .AsNoTracking()
            .Include(row => row.Closure)
            .Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return plans.ConvertAll(plan =>
        {
            bool IsPaid(DebtItem item) =>
                item.Closure is { Outcome: DebtOutcome.Paid } closure
                && DateOnly.FromDateTime(closure.At) <= plan.EndsOn;
            var paid = plan.Items.Where(part => IsPaid(items[part.ItemId])).ToList();
            return new PlanResult(
                plan,
                paid.Count,
                paid.Sum(part => part.Weeks),
                shares.Find(share => share.Cycle.StartsOn == plan.StartsOn),
                [
                    .. plan
                        .Items.Select(part => items[part.ItemId])
                        .OrderBy(item => item.Number)
                        .Select(item => (item.Number, item.Title, IsPaid(item))),
                ]
            );
        });
    }
}
