using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Capacity;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

internal static class ExportedDebt
{
    public static async Task<DebtBook> DebtBookAsync(this AppDb db, CancellationToken cancellation)
    {
        var people = await db.Set<Person>().ToDictionaryAsync(row => row.Id, row => row.Number, cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        var services = await db.Set<Service>().ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        var repositories = await db.Set<Repository>().ToDictionaryAsync(row => row.Id, row => row.Slug, cancellation);
        var items = await db.Set<DebtItem>()
            .AsNoTracking()
            .Include(row => row.Estimates)
            .Include(row => row.Links)
            .Include(row => row.Closure)
            .AsSplitQuery()
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var plans = await db.Set<DebtPlan>().AsNoTracking().Include(row => row.Items).ToListAsync(cancellation);
        var dismissals = await db.Set<DebtDismissal>().AsNoTracking().ToListAsync(cancellation);
        var numbers = items.ToDictionary(row => row.Id, row => row.Number);
        return new(
            [
                .. items.Select(row => new DebtEntry(
                    row.Number,
                    row.Title,
                    row.Context,
                    row.OwnerId is { } owner ? people[owner] : null,
                    row.OwnedSince,
                    Slug(teams, row.TeamId),
                    Slug(services, row.ServiceId),
                    Slug(repositories, row.RepositoryId),
                    row.Path,
                    row.Source,
                    row.ProposalKey,
                    row.Evidence,
                    row.AddedAt,
                    row.AddedBy,
                    [.. row.Estimates.OrderBy(estimate => estimate.At).Select(DebtEndpoints.Answer)],
                    [
                        .. row
                            .Links.OrderBy(link => link.Url, StringComparer.Ordinal)
                            .Select(link => new DebtLinkAnswer(link.Url, link.Title, link.AddedAt, link.AddedBy)),
                    ],
                    row.Closure is { } closure
                        ? new(closure.Outcome, closure.Reason, closure.At, closure.By, closure.Commitment)
                        : null
                )),
            ],
            [
                .. plans
                    .Select(row => new DebtPlanEntry(
                        Slug(teams, row.TeamId),
                        row.StartsOn,
                        row.EndsOn,
                        row.Capacity,
                        row.MadeAt,
                        row.MadeBy,
                        row.LeftOut,
                        row.LeftOutCost,
                        [
                            .. row
                                .Items.Select(part => new DebtPlanPart(numbers[part.ItemId], part.Weeks, part.Cost))
                                .OrderBy(part => part.Item),
                        ]
                    ))
                    .OrderBy(row => row.StartsOn)
                    .ThenBy(row => row.Team, StringComparer.Ordinal)
                    .ThenBy(row => row.MadeAt),
            ],
            [
                .. dismissals
                    .OrderBy(row => row.ProposalKey, StringComparer.Ordinal)
                    .Select(row => new DebtDismissalEntry(row.ProposalKey, row.Title, row.Reason, row.At, row.By)),
            ]
        );
    }

    private static string? Slug(Dictionary<Guid, string> slugs, Guid? id) => id is { } known ? slugs[known] : null;
}
