using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Roadmap;

/// <param name="Moved">How often it moved since it was published.</param>
/// <param name="MovedDays">By how many days its end moved in all; negative where it came forward.</param>
/// <param name="First">Where it stood when it was published.</param>
public sealed record MilestoneRow(
    int Number,
    string Title,
    string Outcome,
    int? Objective,
    string? Team,
    MilestoneState State,
    DateOnly From,
    DateOnly To,
    string Target,
    int Moved,
    int MovedDays,
    TargetSpan First,
    IReadOnlyList<TargetSpan> Earlier,
    DateTime? PublishedAt,
    DateTime? LastMovedAt,
    string? LastReason,
    DateTime? EndedAt,
    string? EndReason
)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public TargetSpan Span => new(From, To);

    public bool IsLate(DateOnly today) => State is MilestoneState.Published or MilestoneState.Draft && To < today;

    public string Url => $"/practices/direction/roadmap/{Number}";
}

public static class MilestoneQueries
{
    public static readonly IReadOnlyList<string> Choices = ["open", "done", "dropped", "all"];

    /// <summary>What is published is for everybody; a draft for members of its team or of the organization.</summary>
    public static IQueryable<Milestone> VisibleMilestones(this AppDb db)
    {
        var mine = db.Viewer.Teams.Where(team => team.Value >= Role.Member).Select(team => (Guid?)team.Key).ToList();
        return db.Viewer.Role >= Role.Member
            ? db.Set<Milestone>()
            : db.Set<Milestone>().Where(row => row.Publication != null || mine.Contains(row.TeamId));
    }

    public static Task<Milestone?> MilestoneAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) =>
        db.VisibleMilestones()
            .Include(row => row.Publication)
            .Include(row => row.Ending)
            .Include(row => row.Moves.OrderBy(move => move.At))
            .FirstOrDefaultAsync(row => row.Number == number, cancellation);

    /// <summary>By target, the next first; what is over the latest first.</summary>
    /// <param name="scope">A team as <c>team:payments</c>; null or the organization for all.</param>
    public static async Task<List<MilestoneRow>> MilestonesAsync(
        this AppDb db,
        string? show,
        string? scope,
        CancellationToken cancellation = default
    )
    {
        var rows = db.VisibleMilestones();
        if (ScopeText.TeamSlug(scope) is { } slug)
            rows = rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        rows = (show ?? "open") switch
        {
            "done" => rows.Where(row => row.Ending!.Outcome == MilestoneOutcome.Done),
            "dropped" => rows.Where(row => row.Ending!.Outcome == MilestoneOutcome.Dropped),
            "all" => rows,
            _ => rows.Where(row => row.Ending == null),
        };
        var found = await rows.AsNoTracking()
            .Include(row => row.Publication)
            .Include(row => row.Ending)
            .Include(row => row.Moves)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return
        [
            .. found
                .Select(row => Row(row, row.TeamId is { } team ? teams.GetValueOrDefault(team) : null))
                .OrderBy(row => row.EndedAt is not null)
                .ThenBy(row => row.EndedAt is null ? row.To.DayNumber : -row.To.DayNumber)
                .ThenBy(row => row.Number),
        ];
    }

    public static MilestoneRow Row(Milestone row, string? team)
    {
        var moves = row.Moves.OrderBy(move => move.At).ToList();
        var first = moves.Count > 0 ? moves[0].Was : row.Target;
        return new(
            row.Number,
            row.Title,
            row.Outcome,
            row.Objective,
            team,
            row.State,
            row.TargetFrom,
            row.TargetTo,
            row.Target.Words,
            moves.Count,
            first.MovedTo(row.Target),
            first,
            moves.ConvertAll(move => move.Was),
            row.Publication?.At,
            moves.Count > 0 ? moves[^1].At : null,
            moves.Count > 0 ? moves[^1].Reason : null,
            row.Ending?.At,
            row.Ending?.Reason
        );
    }
}
