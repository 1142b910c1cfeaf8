using System.Globalization;
using Binnacle.Platform.Catalogue;
using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>The debt register of an import. Estimates, links and closures that are there already stay as they are.</summary>
internal sealed class ImportedDebt(ImportRun import)
{
    private readonly Dictionary<int, DebtItem> items = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        if (import.Document.Debt is not { } book)
            return;
        var services = await import.Db.Set<Service>().ToDictionaryAsync(row => row.Slug, row => row.Id, cancellation);
        foreach (var local in import.Db.Set<Service>().Local)
            services[local.Slug] = local.Id;
        var known = await import
            .Db.Set<DebtItem>()
            .Include(row => row.Estimates)
            .Include(row => row.Links)
            .Include(row => row.Closure)
            .AsSplitQuery()
            .ToDictionaryAsync(row => row.Number, cancellation);
        foreach (var (entry, index) in book.Items.Select((entry, index) => (entry, index)))
            Item(entry, $"$.debt.items[{index}]", known.GetValueOrDefault(entry.Number), services);
        await PlansAsync(book, cancellation);
        var dismissed = await import.Db.Set<DebtDismissal>().Select(row => row.ProposalKey).ToListAsync(cancellation);
        foreach (var entry in book.Dismissals.Where(entry => !dismissed.Contains(entry.ProposalKey)))
        {
            import.Db.Add(
                new DebtDismissal
                {
                    ProposalKey = entry.ProposalKey,
                    Title = entry.Title,
                    Reason = entry.Reason,
                    At = entry.At,
                    By = entry.By,
                }
            );
            import.Did("added", "debt dismissal", entry.Title);
        }
    }

    private void Item(DebtEntry entry, string place, DebtItem? item, Dictionary<string, Guid> services)
    {
        var number = entry.Number.ToString(CultureInfo.InvariantCulture);
        if (item is not null && item.AddedAt != entry.AddedAt)
        {
            import.Problem(
                $"{place}.number",
                $"{number} is another item here, “{item.Title}”, added on {item.AddedAt:yyyy-MM-dd}"
            );
            return;
        }
        var isNew = item is null;
        item ??= New(entry);
        if (isNew)
            import.Db.Add(item);
        items[entry.Number] = item;
        (item.Title, item.Context, item.Path, item.OwnedSince) = (
            entry.Title,
            entry.Context,
            entry.Path,
            entry.OwnedSince
        );
        (item.TeamId, item.RepositoryId) = (
            import.Team(entry.Team, $"{place}.team"),
            import.Repository(entry.Repository, $"{place}.repository")
        );
        item.OwnerId = null;
        if (entry.Owner is { } owner)
            if (import.People.TryGetValue(owner, out var person))
                item.OwnerId = person;
            else
                import.Problem($"{place}.owner", $"expected the number of a person, found {owner}");
        item.ServiceId = null;
        if (entry.Service is { } slug)
            if (services.TryGetValue(slug, out var service))
                item.ServiceId = service;
            else
                import.Problem($"{place}.service", $"expected the slug of a service, found “{slug}”");
        var grown = Estimates(item, entry) + Links(item, entry) + Closure(item, entry);
        if (isNew || grown > 0)
            import.Did(isNew ? "added" : "changed", "debt item", number);
        else
            import.Kept(item, "debt item", number);
    }

    private static DebtItem New(DebtEntry entry) =>
        new()
        {
            Number = entry.Number,
            Source = entry.Source,
            ProposalKey = entry.ProposalKey,
            Evidence = entry.Evidence,
            AddedAt = entry.AddedAt,
            AddedBy = entry.AddedBy,
        };

    private int Estimates(DebtItem item, DebtEntry entry)
    {
        var missing = entry.Estimates.Where(row => !item.Estimates.Exists(known => known.At == row.At)).ToList();
        foreach (var row in missing)
            import.Db.Add(DebtEstimate.Of(item.Id, row));
        return missing.Count;
    }

    private int Links(DebtItem item, DebtEntry entry)
    {
        var missing = entry.Links.Where(row => !item.Links.Exists(known => known.Url == row.Url)).ToList();
        foreach (var row in missing)
            import.Db.Add(
                new DebtLink
                {
                    ItemId = item.Id,
                    Url = row.Url,
                    Title = row.Title,
                    AddedAt = row.AddedAt,
                    AddedBy = row.AddedBy,
                }
            );
        return missing.Count;
    }

    private int Closure(DebtItem item, DebtEntry entry)
    {
        if (entry.Closure is not { } row || item.Closure is not null)
            return 0;
        import.Db.Add(
            new DebtClosure
            {
                ItemId = item.Id,
                Outcome = row.Outcome,
                Reason = row.Reason,
                At = row.At,
                By = row.By,
                Commitment = row.Commitment,
            }
        );
        return 1;
    }

    private async Task PlansAsync(DebtBook book, CancellationToken cancellation)
    {
        var known = (await import.Db.Set<DebtPlan>().ToListAsync(cancellation))
            .Select(row => (row.TeamId, row.StartsOn, row.MadeAt))
            .ToHashSet();
        foreach (var (entry, index) in book.Plans.Select((entry, index) => (entry, index)))
        {
            var team = import.Team(entry.Team, $"$.debt.plans[{index}].team");
            if (!known.Add((team, entry.StartsOn, entry.MadeAt)))
                continue;
            var plan = new DebtPlan
            {
                TeamId = team,
                StartsOn = entry.StartsOn,
                EndsOn = entry.EndsOn,
                Capacity = entry.Capacity,
                MadeAt = entry.MadeAt,
                MadeBy = entry.MadeBy,
                LeftOut = entry.LeftOut,
                LeftOutCost = entry.LeftOutCost,
            };
            import.Db.Add(plan);
            foreach (var part in entry.Items)
                if (items.TryGetValue(part.Item, out var item))
                    import.Db.Add(
                        new DebtPlanItem
                        {
                            PlanId = plan.Id,
                            ItemId = item.Id,
                            Weeks = part.Weeks,
                            Cost = part.Cost,
                        }
                    );
                else
                    import.Problem(
                        $"$.debt.plans[{index}].items",
                        $"expected the number of a debt item, found {part.Item}"
                    );
            import.Did("added", "debt plan", entry.StartsOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
