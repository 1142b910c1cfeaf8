using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>A promise that did not show in its number, and that nobody has answered yet.</summary>
/// <param name="Team">Null for the whole organization.</param>
/// <param name="InWords">"No evidence: from 12 to 11, a change of −1 (−4 to +2 at 95 %). A change of 4 or more would probably have been seen."</param>
public sealed record FailedVerification(
    int Number,
    string Title,
    string Owner,
    string? Team,
    Guid? TeamId,
    Verdict Verdict,
    string InWords,
    DateOnly LookedFor,
    DateTime At
)
{
    public string Url => $"/commitments/{Number}";

    /// <summary>Where it is answered.</summary>
    public string AnswerUrl => $"/commitments/{Number}/answer";
}

public static class FailedVerificationQueries
{
    public const int Most = 100;

    /// <summary>What waits for an answer, the worst and oldest first; of what the viewer may see.</summary>
    /// <param name="scope"><c>team:payments</c>; null or the organization for all.</param>
    /// <param name="asOf">As it stood at the end of that day; null for now.</param>
    public static async Task<IReadOnlyList<FailedVerification>> FailedVerificationsAsync(
        this AppDb db,
        string? scope = null,
        DateOnly? asOf = null,
        CancellationToken cancellation = default
    )
    {
        var commitments = db.Set<Commitment>().AsNoTracking().InScope(db, scope);
        var looks = db.Set<Verification>().AsNoTracking();
        // What waits now is known by the commitment; what waited on an earlier day is found among all looks.
        if (asOf is { } day && day < db.Today)
            looks = looks.FailedAt(day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc));
        else
            (commitments, looks) = (
                commitments.Where(row => row.FailedOn != null),
                looks.Where(look => look.Verdict != Verdict.Improved && look.Answer == null)
            );
        var rows = await (
            from commitment in commitments
            join look in looks on commitment.Id equals look.CommitmentId
            orderby look.Verdict == Verdict.Worse ? 0 : 1, look.At, commitment.Number
            select new
            {
                Look = look,
                Commitment = commitment,
                Owner = db.Set<Person>().Where(row => row.Id == commitment.OwnerId).Select(row => row.Name).First(),
                Team = db.Set<Team>()
                    .Where(row => row.Id == commitment.TeamId)
                    .Select(row => row.Name)
                    .FirstOrDefault(),
            }
        )
            .Take(Most)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new FailedVerification(
                row.Commitment.Number,
                row.Commitment.Title,
                row.Owner,
                row.Team,
                row.Commitment.TeamId,
                row.Look.Verdict,
                VerdictWords.Sentence(row.Commitment, row.Look),
                row.Look.LookedFor,
                row.Look.At
            )),
        ];
    }

    /// <summary>All looks at one commitment, newest first, with their answers.</summary>
    public static Task<List<Verification>> VerificationsAsync(
        this AppDb db,
        Commitment commitment,
        CancellationToken cancellation = default
    ) =>
        db.Set<Verification>()
            .AsNoTracking()
            .Include(row => row.Answer)
            .Where(row => row.CommitmentId == commitment.Id)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.LookedFor)
            .ToListAsync(cancellation);

    /// <summary>Failed by then, and not yet answered then.</summary>
    public static IQueryable<Verification> FailedAt(this IQueryable<Verification> looks, DateTime end) =>
        looks.Where(row =>
            row.Verdict != Verdict.Improved && row.At <= end && (row.Answer == null || row.Answer.At > end)
        );

    internal static IQueryable<Commitment> InScope(this IQueryable<Commitment> commitments, AppDb db, string? scope)
    {
        if (ScopeText.TeamSlug(scope) is not { } slug)
            return commitments;
        return commitments.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
    }
}
