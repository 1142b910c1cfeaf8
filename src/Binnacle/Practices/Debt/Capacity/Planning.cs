using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Practices.Debt.Order;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Capacity;

public static class Planning
{
    private const double MostWeeks = 10_000;

    /// <summary>Keeps a plan for a cycle; one that is there for it is replaced, and the Timeline says by what.</summary>
    /// <param name="numbers">Items that are open, estimated and of the scope.</param>
    /// <exception cref="Refusal">The items need more than the capacity, or there are none.</exception>
    public static async Task PlanAsync(
        this AppDb db,
        CapacityModel model,
        double? capacity,
        IReadOnlyCollection<int> numbers,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(model.TeamId);
        var room = Checked(capacity);
        var waiting = model.Register.Portfolio.Items;
        var chosen = waiting.Where(item => numbers.Contains(item.Number)).ToList();
        if (chosen.Count == 0)
            throw new Refusal("items", "Choose at least one item.");
        var weeks = chosen.Sum(item => item.MiddleWeeks);
        if (weeks > room + 1e-9)
            throw new Refusal(
                "items",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"These take {weeks:0.#} weeks, {weeks - room:0.#} more than the capacity. Leave one out, or set more aside."
                )
            );
        if (model.Cycle.EndsOn < db.Today)
            throw new Refusal("", "This cycle is over. Plan the one that runs or comes.");
        var left = waiting.Where(item => !numbers.Contains(item.Number)).ToList();
        var plan = await KeptAsync(db, model, cancellation);
        (plan.Capacity, plan.MadeAt, plan.MadeBy) = (room, db.Now, db.Viewer.Name);
        (plan.LeftOut, plan.LeftOutCost) = (left.Count, (long)Math.Round(left.Sum(item => item.CostAWeek)));
        await FillAsync(db, plan, chosen, cancellation);
        db.Record(
            "debt-plan.kept",
            $"{model.Cycle.StartsOn:d MMM yyyy} to {model.Cycle.EndsOn:d MMM yyyy}",
            "/practices/debt/capacity",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{weeks:0.#} of {room:0.#} weeks: items {string.Join(", ", chosen.Select(item => item.Number))}; {left.Count} left out"
            )
        );
        await db.SaveChangesAsync(cancellation);
    }

    public static double Checked(double? capacity) =>
        capacity is > 0 and <= MostWeeks
            ? capacity.Value
            : throw new Refusal("capacity", "Give the weeks that are set aside, above 0.");

    private static async Task<DebtPlan> KeptAsync(AppDb db, CapacityModel model, CancellationToken cancellation)
    {
        var plan = await db.Set<DebtPlan>()
            .Include(row => row.Items)
            .FirstOrDefaultAsync(
                row => row.TeamId == model.TeamId && row.StartsOn == model.Cycle.StartsOn,
                cancellation
            );
        if (plan is not null)
            return plan;
        plan = new DebtPlan
        {
            TeamId = model.TeamId,
            StartsOn = model.Cycle.StartsOn,
            EndsOn = model.Cycle.EndsOn,
        };
        db.Add(plan);
        return plan;
    }

    private static async Task FillAsync(AppDb db, DebtPlan plan, List<Waiting> chosen, CancellationToken cancellation)
    {
        var numbers = chosen.ConvertAll(item => item.Number);
        var ids = await db.Set<DebtItem>()
            .Where(row => numbers.Contains(row.Number))
            .ToDictionaryAsync(row => row.Number, row => row.Id, cancellation);
        db.RemoveRange(plan.Items.Where(part => !ids.ContainsValue(part.ItemId)));
        foreach (var item in chosen.Where(item => !plan.Items.Exists(part => part.ItemId == ids[item.Number])))
            db.Add(
                new DebtPlanItem
                {
                    PlanId = plan.Id,
                    ItemId = ids[item.Number],
                    Weeks = item.MiddleWeeks,
                    Cost = (long)Math.Round(item.CostAWeek),
                }
            );
    }
}
