using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Signals.Annotations;
using Binnacle.Platform.Web;
using Binnacle.Practices.Flow.Stages;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>A whole month of waiting for a review.</summary>
/// <param name="People">How many different people looked at changes of others that were merged; null below <see cref="LookingMonths.FewestPeople"/>.</param>
/// <param name="Changes">That were merged in it and that somebody else looked at.</param>
/// <param name="Waited">Days until that first look, the median.</param>
public sealed record LookingMonth(DateOnly First, int? People, int Changes, double? Waited)
{
    public string Name => First.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    public string PeopleWords =>
        People?.ToString(CultureInfo.InvariantCulture) ?? $"fewer than {LookingMonths.FewestPeople}";
}

/// <summary>A reorganization that somebody told of.</summary>
public sealed record Reorganized(DateOnly On, string Text);

/// <summary>
/// Who waits for a review may wait because few people look. Counted are people of a team or of all in whole months, never below five, and never
/// of a smaller scope or of days that one chooses: no two of these numbers differ by one known person's work.
/// </summary>
public sealed record LookingMonths(IReadOnlyList<LookingMonth> Months)
{
    public const int FewestPeople = 5;

    private const int Shown = 8;

    public string Finding =>
        Months.All(month => month.People is null)
            ? $"Fewer than {FewestPeople} people looked at changes in each month; how many is not told"
            : $"{Wording.Capital(Months[^1].PeopleWords)} people looked at changes in {Months[^1].Name}, {Months[0].PeopleWords} in {Months[0].Name}";

    /// <summary>Only a team and the organization are large enough.</summary>
    public static bool IsFor(DeliveryScope scope) => scope.RepositoryId is null && scope.ServiceId is null;

    /// <summary>The months that were over on a day.</summary>
    public static Task<LookingMonths> LoadAsync(
        AppDb db,
        DeliveryScope scope,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var until = new DateOnly(day.Year, day.Month, 1);
        return db.RememberDeliveryAsync(
            $"looking:{scope.Key}:{until:O}",
            () => ReadAsync(db, scope, until, cancellation),
            cancellation
        );
    }

    /// <summary>What was told of these months, for all or for the team.</summary>
    public Task<List<Reorganized>> ReorganizedAsync(AppDb db, DeliveryScope scope, CancellationToken cancellation)
    {
        var (since, until) = (Months[0].First, Months[^1].First.AddMonths(1));
        return db.Set<Annotation>()
            .AsNoTracking()
            .Where(row => row.Kind == AnnotationKind.Reorganization && row.RemovedAt == null && row.MeasureId == null)
            .Where(row => row.TeamId == null || row.TeamId == scope.TeamId)
            .Where(row => row.On >= since && row.On < until)
            .OrderBy(row => row.On)
            .Take(20)
            .Select(row => new Reorganized(row.On, row.Text))
            .ToListAsync(cancellation);
    }

    private static async Task<LookingMonths> ReadAsync(
        AppDb db,
        DeliveryScope scope,
        DateOnly end,
        CancellationToken cancellation
    )
    {
        var (since, until) = (At(end.AddMonths(-Shown)), At(end));
        var merged = await db.ChangesOf(scope)
            // What was merged since then has no older last moment: that is what the index knows.
            .Where(row => row.LastAt >= since && row.MergedAt >= since)
            .Where(row => row.Origin == ChangeOrigin.Told && !row.IsByBot)
            .Select(row => new
            {
                row.RepositoryId,
                row.Number,
                row.FirstCommitAt,
                row.OpenedAt,
                row.ReadyAt,
                row.FirstReviewAt,
                MergedAt = row.MergedAt!.Value,
            })
            .ToListAsync(cancellation);
        var own = merged.Select(row => ((Guid?)row.RepositoryId, row.Number)).ToHashSet();
        var looks = await LooksAsync(
            db,
            [.. merged.Select(row => (Guid?)row.RepositoryId).Distinct()],
            since,
            until,
            cancellation
        );
        var people = looks
            .Where(look => own.Contains((look.RepositoryId, look.Number)))
            .ToLookup(look => Month(look.At), look => look.Person);
        var waits = merged
            .Where(row => row.MergedAt < until)
            .Select(row =>
                (
                    row.MergedAt,
                    ChangeStages
                        .Of(new(row.FirstCommitAt, row.OpenedAt, row.ReadyAt, row.FirstReviewAt, row.MergedAt))
                        .Pickup
                )
            )
            .Where(change => change.Pickup is not null)
            .ToLookup(change => Month(change.MergedAt), change => change.Pickup!.Value.TotalDays);
        return new([
            .. Enumerable
                .Range(1, Shown)
                .Select(ago => end.AddMonths(-ago))
                .Reverse()
                .Select(month => new LookingMonth(
                    month,
                    people[month].Distinct(StringComparer.Ordinal).Count() is >= FewestPeople and var count
                        ? count
                        : null,
                    waits[month].Count(),
                    waits[month].Any() ? Statistics.Median([.. waits[month]]) : null
                )),
        ]);
    }

    private sealed record Look(Guid? RepositoryId, string Number, DateTime At, string Person);

    /// <summary>At changes that were merged since then: neither by bots nor by whoever wrote the change.</summary>
    private static async Task<List<Look>> LooksAsync(
        AppDb db,
        List<Guid?> repositories,
        DateTime since,
        DateTime until,
        CancellationToken cancellation
    ) =>
        await (
            from fact in db.Set<Change>().AsNoTracking()
            where fact.MergedAt >= since && repositories.Contains(fact.RepositoryId)
            join look in db.Set<ChangeReview>().AsNoTracking() on fact.Id equals look.ChangeId
            where look.At >= since && look.At < until
            where (look.ByBot ?? look.IsByBot) != true
            where
                (look.Person ?? look.Reviewer) != null && (look.Person ?? look.Reviewer) != (fact.Person ?? fact.Author)
            select new Look(fact.RepositoryId, fact.Number, look.At!.Value, (look.Person ?? look.Reviewer)!)
        ).ToListAsync(cancellation);

    private static DateTime At(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateOnly Month(DateTime at) => new(at.Year, at.Month, 1);
}
