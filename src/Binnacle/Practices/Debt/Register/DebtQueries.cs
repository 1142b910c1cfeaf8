using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Order;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Register;

/// <param name="Show">"open" (planned ones too), "planned", "paid", "accepted", "dropped" or "all".</param>
/// <param name="Scope">A team as <c>team:payments</c> or a repository; null or the organization for all.</param>
public sealed record DebtFilter(string? Show = null, string? Scope = null, DebtClass? Class = null, string? Sort = null)
{
    public static readonly IReadOnlyList<string> Choices = ["open", "planned", "paid", "accepted", "dropped", "all"];
}

/// <summary>An item in a list. Money is minor units a week, effort weeks of one person's work.</summary>
/// <param name="Place">In the order by CD3 among what is open in the scope; null where cost or effort is not estimated.</param>
/// <param name="BeatsNext">How probable it is that it belongs before the next.</param>
public sealed record DebtRow(
    int Number,
    string Title,
    DebtState State,
    DebtClass? Class,
    string? Owner,
    string? Team,
    string? Service,
    string? Repository,
    string Path,
    DebtSource Source,
    long? CostLow,
    long? CostHigh,
    double? WeeksLow,
    double? WeeksHigh,
    Urgency Urgency,
    DateOnly? UrgentOn,
    DateOnly? LookAgainOn,
    double? Cd3,
    int? Place,
    double? BeatsNext,
    double? Wsjf,
    DateTime AddedAt,
    DateTime? ClosedAt,
    string? Reason
)
{
    public Interval? Cost => CostLow is { } low && CostHigh is { } high ? new(low, high) : null;

    public Interval? Weeks => WeeksLow is { } low && WeeksHigh is { } high ? new(low, high) : null;

    public bool IsOpen => State is DebtState.Open or DebtState.Planned;

    /// <summary>Null where it cannot be ordered.</summary>
    public Waiting? AsWaiting(DateOnly today) => Waits(Number, Cost, Weeks, Urgency, UrgentOn, LookAgainOn, today);

    public static Waiting? Waits(
        int number,
        Interval? cost,
        Interval? weeks,
        Urgency urgency,
        DateOnly? urgentOn,
        DateOnly? lookAgainOn,
        DateOnly today
    )
    {
        if (cost is not { } money || weeks is not { } work)
            return null;
        var day =
            urgency is Urgency.CanWait ? lookAgainOn
            : urgency is Urgency.Linear ? null
            : urgentOn;
        return new(number, money, work, urgency, day is { } on ? (on.DayNumber - today.DayNumber) / 7.0 : null);
    }
}

public sealed record DebtCounts(int Open, int Planned, int Paid, int Accepted, int Dropped)
{
    public int Of(string show) =>
        show switch
        {
            "open" => Open,
            "planned" => Planned,
            "paid" => Paid,
            "accepted" => Accepted,
            "dropped" => Dropped,
            _ => Open + Paid + Accepted + Dropped,
        };
}

/// <summary>All that is open in a scope, in order, and the rest where it is asked for.</summary>
/// <param name="Rows">In order of CD3; what cannot be ordered follows, then what is closed, newest first.</param>
public sealed record DebtRegister(IReadOnlyList<DebtRow> Rows, DebtCounts Counts, Portfolio Portfolio, DateOnly Today)
{
    public IReadOnlyList<DebtRow> Shown(DebtFilter filter) =>
        [
            .. Sorted(
                Rows.Where(row =>
                        (filter.Show ?? "open") switch
                        {
                            "all" => true,
                            "open" => row.IsOpen,
                            var show => row.State.Words() == show,
                        }
                    )
                    .Where(row => filter.Class is null || row.Class == filter.Class),
                filter.Sort
            ),
        ];

    private static IEnumerable<DebtRow> Sorted(IEnumerable<DebtRow> rows, string? sort) =>
        sort switch
        {
            "cost" => rows.OrderBy(row => row.CostLow + row.CostHigh).ThenBy(row => row.Number),
            "-cost" => rows.OrderByDescending(row => row.CostLow + row.CostHigh ?? -1).ThenBy(row => row.Number),
            "weeks" => rows.OrderBy(row => row.WeeksLow + row.WeeksHigh).ThenBy(row => row.Number),
            "-weeks" => rows.OrderByDescending(row => row.WeeksLow + row.WeeksHigh ?? -1).ThenBy(row => row.Number),
            "title" => rows.OrderBy(row => row.Title, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Number),
            "-title" => rows.OrderByDescending(row => row.Title, StringComparer.OrdinalIgnoreCase)
                .ThenBy(row => row.Number),
            "added" => rows.OrderBy(row => row.AddedAt).ThenBy(row => row.Number),
            "-added" => rows.OrderByDescending(row => row.AddedAt).ThenBy(row => row.Number),
            "wsjf" => rows.OrderBy(row => row.Wsjf).ThenBy(row => row.Number),
            "-wsjf" => rows.OrderByDescending(row => row.Wsjf ?? -1).ThenBy(row => row.Number),
            _ => rows,
        };
}

public static class DebtQueries
{
    /// <exception cref="Refusal">The filter asks for what there is not.</exception>
    public static Task<DebtRegister> DebtRegisterAsync(
        this AppDb db,
        string? scope,
        CancellationToken cancellation = default
    ) => db.RememberAsync($"debt-register:{scope}", () => ReadAsync(db, scope, cancellation), cancellation);

    private static async Task<DebtRegister> ReadAsync(AppDb db, string? scope, CancellationToken cancellation)
    {
        var today = db.Today;
        var items = await InScope(db.Set<DebtItem>().AsNoTracking(), db, scope)
            .Select(row => new
            {
                Row = row,
                Estimate = row.Estimates.FirstOrDefault(estimate => estimate.ReplacedAt == null),
                row.Closure,
                Owner = db.Set<Person>()
                    .Where(person => person.Id == row.OwnerId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
                Team = db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                Service = db.Set<Service>()
                    .Where(service => service.Id == row.ServiceId)
                    .Select(service => service.Name)
                    .FirstOrDefault(),
                Repository = db.Set<Repository>()
                    .Where(place => place.Id == row.RepositoryId)
                    .Select(place => place.Name)
                    .FirstOrDefault(),
                IsPlanned = db.Set<DebtPlanItem>()
                    .Any(planned =>
                        planned.ItemId == row.Id
                        && db.Set<DebtPlan>().Any(plan => plan.Id == planned.PlanId && plan.EndsOn >= today)
                    ),
            })
            .ToListAsync(cancellation);
        var rows = items.ConvertAll(item => new DebtRow(
            item.Row.Number,
            item.Row.Title,
            item.Closure is { } closure ? (DebtState)(closure.Outcome + (int)DebtState.Paid)
                : item.IsPlanned ? DebtState.Planned
                : DebtState.Open,
            item.Estimate?.Class,
            item.Owner,
            item.Team,
            item.Service,
            item.Repository,
            item.Row.Path,
            item.Row.Source,
            item.Estimate?.CostLow,
            item.Estimate?.CostHigh,
            item.Estimate?.WeeksLow,
            item.Estimate?.WeeksHigh,
            item.Estimate?.Urgency ?? Urgency.Linear,
            item.Estimate?.UrgentOn,
            item.Estimate?.LookAgainOn,
            null,
            null,
            null,
            item.Estimate?.Wsjf,
            item.Row.AddedAt,
            item.Closure?.At,
            item.Closure?.Reason
        ));
        return Ordered(rows, today);
    }

    private static DebtRegister Ordered(List<DebtRow> rows, DateOnly today)
    {
        var portfolio = new Portfolio(
            rows.Where(row => row.IsOpen).Select(row => row.AsWaiting(today)).OfType<Waiting>()
        );
        var places = portfolio.Places.ToDictionary(place => place.Number);
        int Count(DebtState state) => rows.Count(row => row.State == state);
        var counts = new DebtCounts(
            Count(DebtState.Open) + Count(DebtState.Planned),
            Count(DebtState.Planned),
            Count(DebtState.Paid),
            Count(DebtState.Accepted),
            Count(DebtState.Dropped)
        );
        var placed = rows.Select(row =>
                places.TryGetValue(row.Number, out var place)
                    ? row with
                    {
                        Cd3 = place.Score,
                        Place = place.Place,
                        BeatsNext = place.BeatsNext,
                    }
                    : row
            )
            .OrderBy(row => row.IsOpen ? 0 : 1)
            .ThenBy(row => row.Place ?? int.MaxValue)
            .ThenByDescending(row => row.ClosedAt)
            .ThenBy(row => row.Number)
            .ToList();
        return new(placed, counts, portfolio, today);
    }

    private static IQueryable<DebtItem> InScope(IQueryable<DebtItem> rows, AppDb db, string? scope)
    {
        if (scope is null or "" or ScopeText.Organization)
            return rows;
        if (ScopeText.RepositorySlug(scope) is { } place)
            return rows.Where(row => db.Set<Repository>().Any(one => one.Id == row.RepositoryId && one.Slug == place));
        var slug = ScopeText.TeamSlug(scope) ?? scope;
        return rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
    }

    /// <summary>With all that belongs to it, ready to be changed.</summary>
    public static Task<DebtItem?> DebtItemAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<DebtItem>()
            .Include(row => row.Estimates.OrderBy(estimate => estimate.At).ThenBy(estimate => estimate.Id))
            .Include(row => row.Links.OrderBy(link => link.AddedAt))
            .Include(row => row.Closure)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);
}
