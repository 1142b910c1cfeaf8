using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Capacity;

/// <summary>Changes by people in one cycle and what they were; merges and bots are left out.</summary>
public sealed record CycleShare(Cycle Cycle, int Changes, int Debt, int Uncategorised)
{
    /// <summary>Fewer changes than these have no share.</summary>
    public const int FewestChanges = 5;

    public double? Share => Changes < FewestChanges ? null : (double)Debt / Changes;

    /// <summary>What it is at most, if all changes that say nothing were debt.</summary>
    public double? AtMost => Changes < FewestChanges ? null : (double)(Debt + Uncategorised) / Changes;
}

public sealed record KindOfChange(DateOnly Day, WorkKind Kind, Guid? TeamId);

public static class ShareQueries
{
    /// <summary>Each change with the team that owns most of what it touched, else the repository's, as on the Review.</summary>
    public static Task<IReadOnlyList<KindOfChange>> KindsAsync(
        this AppDb db,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation = default
    ) =>
        db.RememberAsync(
            $"kinds-of-changes:{first:O}:{last:O}",
            () => ReadAsync(db, first, last, cancellation),
            cancellation
        );

    private static async Task<IReadOnlyList<KindOfChange>> ReadAsync(
        AppDb db,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellation
    )
    {
        var start = first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var end = last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = await (
            from commit in db.CommitsByPeople()
            join repository in db.Set<Repository>() on commit.RepositoryId equals repository.Id
            where commit.At >= start && commit.At < end && repository.ArchivedAt == null
            select new
            {
                commit.At,
                commit.Kind,
                TeamId = (
                    from change in db.Set<HistoryChange>()
                    join path in db.Set<HistoryPath>() on change.PathId equals path.Id
                    where change.CommitId == commit.Id && path.IsCounted
                    group path by path.TeamId into owner
                    // By whether there is one first: the databases do not agree where null stands.
                    orderby owner.Count() descending, owner.Key == null, owner.Key
                    select owner.Key
                ).FirstOrDefault() ?? repository.TeamId,
            }
        ).ToListAsync(cancellation);
        return rows.ConvertAll(row => new KindOfChange(DateOnly.FromDateTime(row.At), row.Kind, row.TeamId));
    }

    public static CycleShare Of(Cycle cycle, IEnumerable<KindOfChange> changes)
    {
        var (all, debt, open) = (0, 0, 0);
        foreach (var change in changes)
        {
            if (!cycle.Holds(change.Day))
                continue;
            all++;
            debt += change.Kind is WorkKind.Debt or WorkKind.Reliability ? 1 : 0;
            open += change.Kind is WorkKind.Uncategorised ? 1 : 0;
        }
        return new(cycle, all, debt, open);
    }
}
