using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <param name="Show">"open", "overdue", "closed" or "all".</param>
/// <param name="Scope">A team as <c>team:payments</c>; null or the organization for all.</param>
/// <param name="Mine">Only those that the viewer owns.</param>
public sealed record CommitmentFilter(string? Show = null, string? Scope = null, bool Mine = false)
{
    public static readonly IReadOnlyList<string> Choices = ["open", "overdue", "closed", "all"];
}

/// <summary>A commitment in a list.</summary>
/// <param name="Team">Null for the whole organization.</param>
public sealed record CommitmentRow(
    int Number,
    string Title,
    string Owner,
    string? Team,
    DateOnly DueOn,
    bool Overdue,
    DateTime MadeAt,
    DateTime? ClosedAt,
    ClosureOutcome? Outcome
);

public sealed record CommitmentCounts(int Open, int Overdue, int Closed);

public static class CommitmentQueries
{
    public static async Task<CommitmentCounts> CountCommitmentsAsync(
        this AppDb db,
        CommitmentFilter filter,
        CancellationToken cancellation = default
    )
    {
        var today = db.Today;
        var all = await db.CommitmentsAsync(filter with { Show = "all" }, cancellation);
        var open = await all.CountAsync(row => row.Closure == null, cancellation);
        return new(
            open,
            await all.CountAsync(row => row.Closure == null && row.DueOn < today, cancellation),
            await all.CountAsync(cancellation) - open
        );
    }

    /// <summary>What the viewer may see of it. Closed ones are newest first, others by due date.</summary>
    public static async Task<IQueryable<Commitment>> CommitmentsAsync(
        this AppDb db,
        CommitmentFilter filter,
        CancellationToken cancellation = default
    )
    {
        var today = db.Today;
        var rows = db.Set<Commitment>().AsNoTracking();
        rows = (filter.Show ?? "open") switch
        {
            "open" => rows.Where(row => row.Closure == null),
            "overdue" => rows.Where(row => row.Closure == null && row.DueOn < today),
            "closed" => rows.Where(row => row.Closure != null),
            "all" => rows,
            _ => throw new Refusal("show", "Choose open, overdue, closed or all."),
        };
        if (filter.Scope is { } scope && scope.StartsWith("team:", StringComparison.Ordinal))
        {
            var slug = scope["team:".Length..];
            rows = rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        }
        if (filter.Mine)
        {
            var me = await db.OwnPersonAsync(cancellation);
            rows = rows.Where(row => row.OwnerId == me);
        }
        return rows;
    }

    /// <summary>The person behind the signed-in account; null where nobody linked them.</summary>
    public static Task<Guid?> OwnPersonAsync(this AppDb db, CancellationToken cancellation = default) =>
        db
            .Users.Where(account => account.Id == db.Viewer.AccountId)
            .Select(account => account.PersonId)
            .FirstOrDefaultAsync(cancellation);

    public static IQueryable<CommitmentRow> AsRows(this IQueryable<Commitment> commitments, AppDb db)
    {
        var today = db.Today;
        return commitments.Select(row => new CommitmentRow(
            row.Number,
            row.Title,
            db.Set<Person>().Where(person => person.Id == row.OwnerId).Select(person => person.Name).First(),
            db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
            row.DueOn,
            row.Closure == null && row.DueOn < today,
            row.MadeAt,
            row.Closure == null ? null : row.Closure.At,
            row.Closure == null ? null : row.Closure.Outcome
        ));
    }

    /// <summary>With its closure, ready to be changed; null where there is none or the viewer may not see it.</summary>
    public static Task<Commitment?> CommitmentAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) =>
        db.Set<Commitment>()
            .Include(row => row.Closure)
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);

    /// <summary>Members of the team, and members of the organization; for what belongs to no team the latter alone.</summary>
    public static bool MayChange(this Viewer viewer, Commitment commitment) =>
        viewer.RoleIn(commitment.TeamId) >= Role.Member;
}
