using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <param name="Show">One of <see cref="Choices"/>.</param>
/// <param name="Scope">A team as <c>team:payments</c>; null or the organization for all.</param>
/// <param name="Mine">Only those that the viewer owns.</param>
/// <param name="Text">A part of the title.</param>
public sealed record CommitmentFilter(string? Show = null, string? Scope = null, bool Mine = false, string? Text = null)
{
    /// <summary>To verify: done or past its date, and the day to look is still to come. Failed: looked at, and nobody answered.</summary>
    public static readonly IReadOnlyList<string> Choices = ["open", "overdue", "closed", "to-verify", "failed", "all"];
}

/// <summary>A commitment in a list.</summary>
/// <param name="Team">Null for the whole organization.</param>
/// <param name="LookOn">The next look at its number; null when none is to come.</param>
/// <param name="Verdict">Of the newest look; null before the first.</param>
public sealed record CommitmentRow(
    int Number,
    string Title,
    string Owner,
    string? Team,
    DateOnly DueOn,
    bool Overdue,
    DateTime MadeAt,
    DateTime? ClosedAt,
    ClosureOutcome? Outcome,
    DateOnly? LookOn = null,
    Verdict? Verdict = null,
    bool LessThanPromised = false,
    bool NeedsAnswer = false
);

public sealed record CommitmentCounts(int All, int Open, int Overdue, int ToVerify, int Failed)
{
    public int Closed => All - Open;
}

public static class CommitmentQueries
{
    public static async Task<CommitmentCounts> CountCommitmentsAsync(
        this AppDb db,
        CommitmentFilter filter,
        CancellationToken cancellation = default
    )
    {
        var me = filter.Mine ? await db.OwnPersonAsync(cancellation) : null;
        // One by one: each but the first is read from an index that holds few rows.
        return new(
            await CountAsync("all"),
            await CountAsync("open"),
            await CountAsync("overdue"),
            await CountAsync("to-verify"),
            await CountAsync("failed")
        );

        Task<int> CountAsync(string show) => Filtered(db, filter with { Show = show }, me).CountAsync(cancellation);
    }

    /// <summary>What the viewer may see of it. Closed ones are newest first, others by due date.</summary>
    public static async Task<IQueryable<Commitment>> CommitmentsAsync(
        this AppDb db,
        CommitmentFilter filter,
        CancellationToken cancellation = default
    ) => Filtered(db, filter, filter.Mine ? await db.OwnPersonAsync(cancellation) : null);

    /// <param name="me">The viewer's person, where only their own are sought.</param>
    private static IQueryable<Commitment> Filtered(AppDb db, CommitmentFilter filter, Guid? me)
    {
        var today = db.Today;
        var rows = db.Set<Commitment>().AsNoTracking();
        rows = (filter.Show ?? "open") switch
        {
            "open" => rows.Where(row => row.ClosedOn == null),
            "overdue" => rows.Where(row => row.ClosedOn == null && row.DueOn < today),
            "closed" => rows.Where(row => row.ClosedOn != null),
            "to-verify" => rows.Where(row => row.LookOn != null && (row.ClosedOn != null || row.DueOn < today)),
            "failed" => rows.Where(row => row.FailedOn != null),
            "all" => rows,
            _ => throw new Refusal("show", $"Choose {string.Join(", ", CommitmentFilter.Choices)}."),
        };
        rows = rows.InScope(db, filter.Scope);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var sought = filter.Text.Trim().ToLowerInvariant();
            if (sought.Length > 100)
                throw new Refusal("text", "Look for at most 100 characters.");
            rows = rows.Where(row => row.Title.ToLower().Contains(sought));
        }
        return filter.Mine ? rows.Where(row => row.OwnerId == me) : rows;
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
            row.ClosedOn == null && row.DueOn < today,
            row.MadeAt,
            row.Closure == null ? null : row.Closure.At,
            row.ClosedAs,
            row.LookOn,
            row.Verdict,
            row.Verifications.OrderByDescending(look => look.At).Select(look => look.LessThanPromised).FirstOrDefault(),
            row.FailedOn != null
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
