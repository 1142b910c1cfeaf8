using Binnacle.Platform;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;
using Binnacle.Practices.Direction.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>How many of some changes serve a goal, with how sure the share is.</summary>
public sealed record LinkedShare(int Linked, int Changes)
{
    public double? Share => Changes == 0 ? null : (double)Linked / Changes;

    public Interval? Interval => Changes == 0 ? null : Statistics.Wilson(Linked, Changes);
}

public sealed record InitiativeRow(
    int Number,
    string Name,
    int? Objective,
    int? Milestone,
    string? MilestoneTitle,
    string? Team,
    string State,
    int Rules,
    int Changes,
    DateTime AddedAt,
    DateTime? EndedAt
)
{
    public bool NamesGoal => Objective is not null || Milestone is not null;

    public string Url => $"/practices/direction/initiatives/{Number}";
}

/// <param name="Initiatives">Changes by initiative, within the cycle; null for none.</param>
public sealed record AlignmentCounts(
    int Days,
    DateTime Since,
    LinkedShare All,
    IReadOnlyDictionary<Guid, int> Initiatives,
    IReadOnlyList<(string Team, LinkedShare Share)> Teams,
    int Matched,
    int Scanned,
    DateTime? MatchedAt
);

/// <param name="Place">A change without a goal lies in: repository, area and kind of work.</param>
public sealed record UnlinkedGroup(
    string Repository,
    string Slug,
    string Area,
    WorkKind Kind,
    int Changes,
    DateTime Newest
);

public sealed record AlignedRow(
    string Repository,
    string Slug,
    string Commit,
    string Subject,
    DateTime At,
    string Area,
    WorkKind Kind,
    string? Branch,
    int? Initiative,
    string? InitiativeName
);

public static class AlignmentQueries
{
    public static async Task<AlignmentCounts> AlignmentAsync(this AppDb db, CancellationToken cancellation = default)
    {
        var days = (int)await db.ValueAsync(DirectionSettings.CycleDays, cancellation);
        var since = db.Today.AddDays(1 - days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var groups = await Within(db, since)
            .GroupBy(row => new
            {
                row.InitiativeId,
                row.TeamId,
                IsLinked = row.LinkedFrom != null,
            })
            .Select(group => new
            {
                group.Key.InitiativeId,
                group.Key.TeamId,
                group.Key.IsLinked,
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var scanned = await db.Set<Repository>()
            .CountAsync(row => row.ArchivedAt == null && row.ScannedAt != null, cancellation);
        var matchings = await db.Set<RepositoryMatching>()
            .Where(row => db.Set<Repository>().Any(own => own.Id == row.RepositoryId && own.ArchivedAt == null))
            .Select(row => row.At)
            .ToListAsync(cancellation);
        return new(
            days,
            since,
            new(groups.Where(group => group.IsLinked).Sum(group => group.Count), groups.Sum(group => group.Count)),
            groups
                .Where(group => group.InitiativeId is not null)
                .GroupBy(group => group.InitiativeId!.Value)
                .ToDictionary(group => group.Key, group => group.Sum(row => row.Count)),
            [
                .. groups
                    .GroupBy(group => group.TeamId is { } team ? teams.GetValueOrDefault(team) ?? "No team" : "No team")
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group =>
                        (
                            group.Key,
                            new LinkedShare(
                                group.Where(row => row.IsLinked).Sum(row => row.Count),
                                group.Sum(row => row.Count)
                            )
                        )
                    ),
            ],
            matchings.Count,
            scanned,
            matchings.Count == 0 ? null : matchings.Min()
        );
    }

    /// <summary>Open ones first, by number.</summary>
    public static async Task<List<InitiativeRow>> InitiativesAsync(
        this AppDb db,
        AlignmentCounts counts,
        CancellationToken cancellation = default
    )
    {
        var visible = await db.VisibleMilestones()
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var rows = await db.Set<Initiative>()
            .AsNoTracking()
            .OrderBy(row => row.Ending != null)
            .ThenBy(row => row.Number)
            .Select(row => new
            {
                Row = row,
                Team = db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                Rules = row.Rules.Count(rule => rule.RemovedAt == null),
                EndedAt = row.Ending == null ? null : (DateTime?)row.Ending.At,
                Outcome = row.Ending == null ? null : (MilestoneOutcome?)row.Ending.Outcome,
            })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row =>
        {
            var milestone = row.Row.MilestoneId is { } id ? visible.GetValueOrDefault(id) : null;
            return new InitiativeRow(
                row.Row.Number,
                row.Row.Name,
                row.Row.Objective,
                milestone?.Number,
                milestone?.Title,
                row.Team,
                row.Outcome switch
                {
                    MilestoneOutcome.Done => "done",
                    MilestoneOutcome.Dropped => "dropped",
                    _ => "running",
                },
                row.Rules,
                counts.Initiatives.GetValueOrDefault(row.Row.Id),
                row.Row.AddedAt,
                row.EndedAt
            );
        });
    }

    /// <summary>Where the work without a goal lies, the most first.</summary>
    public static async Task<(IReadOnlyList<UnlinkedGroup> Rows, int Total)> UnlinkedGroupsAsync(
        this AppDb db,
        DateTime since,
        string? repository,
        int page,
        CancellationToken cancellation = default
    )
    {
        var groups = await Unlinked(db, since, repository)
            .GroupBy(row => new
            {
                row.RepositoryId,
                row.Area,
                row.Kind,
            })
            .Select(group => new
            {
                group.Key.RepositoryId,
                group.Key.Area,
                group.Key.Kind,
                Count = group.Count(),
                Newest = group.Max(row => row.At),
            })
            .ToListAsync(cancellation);
        var names = await db.Set<Repository>()
            .Select(row => new
            {
                row.Id,
                row.Name,
                row.Slug,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        return (
            [
                .. groups
                    .OrderByDescending(group => group.Count)
                    .ThenBy(group => names[group.RepositoryId].Name, StringComparer.Ordinal)
                    .ThenBy(group => group.Area, StringComparer.Ordinal)
                    .ThenBy(group => group.Kind)
                    .OnPage(page)
                    .Select(group => new UnlinkedGroup(
                        names[group.RepositoryId].Name,
                        names[group.RepositoryId].Slug,
                        group.Area,
                        group.Kind,
                        group.Count,
                        group.Newest
                    )),
            ],
            groups.Count
        );
    }

    public static IOrderedQueryable<AlignedChange> UnlinkedChanges(
        this AppDb db,
        DateTime since,
        string? repository,
        string? area = null,
        WorkKind? kind = null
    )
    {
        var rows = Unlinked(db, since, repository);
        if (area is not null)
            rows = rows.Where(row => row.Area == area);
        if (kind is { } wanted)
            rows = rows.Where(row => row.Kind == wanted);
        return Newest(rows);
    }

    public static IOrderedQueryable<AlignedChange> ChangesOf(this AppDb db, Guid initiativeId) =>
        Newest(db.Set<AlignedChange>().Where(row => row.InitiativeId == initiativeId));

    public static IOrderedQueryable<AlignedChange> Newest(IQueryable<AlignedChange> rows) =>
        rows.OrderByDescending(row => row.At).ThenByDescending(row => row.CommitId);

    public static IQueryable<AlignedRow> AsRows(this IQueryable<AlignedChange> changes, AppDb db) =>
        from change in changes
        join commit in db.Set<HistoryCommit>() on change.CommitId equals commit.Id
        join repository in db.Set<Repository>() on change.RepositoryId equals repository.Id
        select new AlignedRow(
            repository.Name,
            repository.Slug,
            Convert.ToHexStringLower(commit.Name),
            commit.Subject,
            change.At,
            change.Area,
            change.Kind,
            change.Branch,
            db.Set<Initiative>()
                .Where(row => row.Id == change.InitiativeId)
                .Select(row => (int?)row.Number)
                .FirstOrDefault(),
            db.Set<Initiative>().Where(row => row.Id == change.InitiativeId).Select(row => row.Name).FirstOrDefault()
        );

    private static IQueryable<AlignedChange> Within(AppDb db, DateTime since) =>
        db.Set<AlignedChange>()
            .Where(row => row.At >= since)
            .Where(row => db.Set<Repository>().Any(own => own.Id == row.RepositoryId && own.ArchivedAt == null));

    private static IQueryable<AlignedChange> Unlinked(AppDb db, DateTime since, string? repository)
    {
        var rows = Within(db, since).Where(row => row.LinkedFrom == null);
        return string.IsNullOrEmpty(repository)
            ? rows
            : rows.Where(row => db.Set<Repository>().Any(own => own.Id == row.RepositoryId && own.Slug == repository));
    }
}
