using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Code;

/// <summary>A change of a file; whose it was is told by team.</summary>
public sealed record FileChange(
    string Commit,
    DateTime At,
    string Subject,
    WorkKind Kind,
    int? Added,
    int? Deleted,
    string? Team
);

/// <param name="ByTeam">Changes of two years by the team of their authors today; null for people without one.</param>
public sealed record FileHistory(
    string Path,
    bool IsCurrent,
    string? Owner,
    string Area,
    int Total,
    IReadOnlyList<FileChange> Newest,
    IReadOnlyList<(string? Team, int People, int Changes)> ByTeam,
    IReadOnlyList<(int Year, int Quarter, int Changes, int Fixes)> Quarters,
    IReadOnlyList<CoupledFiles> Coupled
)
{
    private const int Most = 50;

    public static async Task<FileHistory?> LoadAsync(
        AppDb db,
        Repository repository,
        string path,
        CancellationToken cancellation
    )
    {
        var file = await db.Set<HistoryPath>()
            .Where(row => row.RepositoryId == repository.Id && row.Path == path)
            .OrderByDescending(row => row.IsCurrent)
            .FirstOrDefaultAsync(cancellation);
        if (file is null)
            return null;
        var since = db.Today.AddYears(-2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = await (
            from change in db.Set<HistoryChange>()
            join commit in db.CommitsByPeople() on change.CommitId equals commit.Id
            join author in db.Set<HistoryAuthor>() on commit.AuthorId equals author.Id
            where change.PathId == file.Id
            orderby commit.At descending, commit.Id descending
            select new
            {
                commit.Name,
                commit.At,
                commit.Subject,
                commit.Kind,
                change.Added,
                change.Deleted,
                author.PersonId,
                Author = author.Id,
                Team = db.Set<Person>()
                    .Where(person => person.Id == author.PersonId)
                    .Join(db.Set<Team>(), person => person.TeamId, team => team.Id, (_, team) => team.Name)
                    .FirstOrDefault(),
            }
        ).ToListAsync(cancellation);
        var recent = rows.FindAll(row => row.At >= since);
        var coupling = file.IsCurrent ? (await Coupling.LoadAsync(db, repository, cancellation)).Pairs : [];
        return new(
            path,
            file.IsCurrent,
            await db.Set<Team>()
                .Where(team => team.Id == file.TeamId)
                .Select(team => team.Name)
                .FirstOrDefaultAsync(cancellation),
            file.Area,
            rows.Count,
            [
                .. rows.Take(Most)
                    .Select(row => new FileChange(
                        Convert.ToHexStringLower(row.Name),
                        row.At,
                        row.Subject,
                        row.Kind,
                        row.Added,
                        row.Deleted,
                        row.Team
                    )),
            ],
            [
                .. recent
                    .GroupBy(row => row.Team)
                    .Select(own =>
                        (
                            own.Key,
                            own.Select(row => (row.PersonId, row.PersonId is null ? row.Author : 0)).Distinct().Count(),
                            own.Count()
                        )
                    )
                    .OrderByDescending(own => own.Item3),
            ],
            [
                .. recent
                    .GroupBy(row => (row.At.Year, Quarter: (row.At.Month + 2) / 3))
                    .OrderBy(own => own.Key)
                    .Select(own =>
                        (own.Key.Year, own.Key.Quarter, own.Count(), own.Count(row => row.Kind is WorkKind.Fix))
                    ),
            ],
            [.. coupling.Where(pair => pair.First == path || pair.Second == path).Take(10)]
        );
    }
}
