using Binnacle.History;
using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Proposals;

/// <summary>
/// Parts of the code whose changes are fixes more often than in the rest of their repository, and parts that one person
/// changes alone: the interest that is paid already. Needs no look into files, so it holds for every repository that was read.
/// </summary>
internal sealed class HotspotSource : IDebtSource
{
    /// <summary>Half a year for fixes and growth, a year for who changes what.</summary>
    private const int Days = 182;
    private const int Year = 365;
    private const int FewestChanges = 12;

    public async Task<IReadOnlyList<DebtProposal>> ProposeAsync(AppDb db, Guid? teamId, CancellationToken cancellation)
    {
        var since = db.Today.AddDays(-Year).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var half = db.Today.AddDays(-Days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        // Grouped by as little as tells them apart, because the database sorts by it.
        var touches =
            from commit in db.CommitsByPeople()
            join change in db.Set<HistoryChange>() on commit.Id equals change.CommitId
            join path in db.Set<HistoryPath>() on change.PathId equals path.Id
            where commit.At >= since && path.IsCounted && path.IsCurrent
            group change by new { commit.Id, path.Area } into touch
            select new { touch.Key, Net = touch.Sum(change => (change.Added ?? 0) - (change.Deleted ?? 0)) };
        var areas = await (
            from touch in touches
            join commit in db.Set<HistoryCommit>() on touch.Key.Id equals commit.Id
            join author in db.Set<HistoryAuthor>() on commit.AuthorId equals author.Id
            group new
            {
                touch.Net,
                Recent = commit.At >= half,
                commit.Kind,
                author.PersonId,
                author.Id,
            } by new { commit.RepositoryId, touch.Key.Area } into area
            select new
            {
                area.Key,
                All = area.Count(),
                Recent = area.Count(row => row.Recent),
                Fixes = area.Count(row => row.Recent && row.Kind == WorkKind.Fix),
                Net = area.Sum(row => row.Recent ? row.Net : 0),
                Known = area.Where(row => row.PersonId != null).Select(row => row.PersonId).Distinct().Count(),
                Unknown = area.Where(row => row.PersonId == null).Select(row => row.Id).Distinct().Count(),
            }
        ).ToListAsync(cancellation);
        var wholes = await db.CommitsByPeople()
            .Where(commit => commit.At >= half)
            .Where(commit =>
                db.Set<HistoryChange>()
                    .Where(change => change.CommitId == commit.Id)
                    .Any(change =>
                        db.Set<HistoryPath>().Any(path => path.Id == change.PathId && path.IsCounted && path.IsCurrent)
                    )
            )
            .GroupBy(commit => commit.RepositoryId)
            .Select(commits => new
            {
                commits.Key,
                All = commits.Count(),
                Fixes = commits.Count(commit => commit.Kind == WorkKind.Fix),
            })
            .ToDictionaryAsync(row => row.Key, cancellation);
        var repositories = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .ToDictionaryAsync(row => row.Id, cancellation);
        var proposals = new List<DebtProposal>();
        foreach (var area in areas.Where(area => area.Key.Area.Length > 0 && area.Key.Area != AreaMap.Root))
        {
            if (!repositories.TryGetValue(area.Key.RepositoryId, out var repository))
                continue;
            var whole = wholes.GetValueOrDefault(repository.Id);
            var facts = new AreaInterest(
                area.Recent,
                area.Fixes,
                (whole?.All ?? 0) - area.Recent,
                (whole?.Fixes ?? 0) - area.Fixes,
                area.Net,
                area.All,
                area.Known + area.Unknown
            );
            proposals.AddRange(facts.Proposals(repository, area.Key.Area));
        }
        var owners = await OwnersAsync(db, proposals, cancellation);
        return
        [
            .. proposals
                .Select(proposal =>
                    proposal with
                    {
                        TeamId = owners.GetValueOrDefault((proposal.RepositoryId, proposal.Path)) ?? proposal.TeamId,
                    }
                )
                .Where(proposal => teamId is null || proposal.TeamId == teamId),
        ];
    }

    /// <summary>The team that owns most files of an area; null leaves it to the owner of the repository.</summary>
    private static async Task<Dictionary<(Guid, string), Guid?>> OwnersAsync(
        AppDb db,
        List<DebtProposal> proposals,
        CancellationToken cancellation
    )
    {
        var repositories = proposals.Select(proposal => proposal.RepositoryId).Distinct().ToList();
        var areas = proposals.Select(proposal => proposal.Path).Distinct().ToList();
        var rows = await db.Set<HistoryPath>()
            .Where(path => path.IsCounted && path.IsCurrent)
            .Where(path => repositories.Contains(path.RepositoryId) && areas.Contains(path.Area))
            .GroupBy(path => new
            {
                path.RepositoryId,
                path.Area,
                path.TeamId,
            })
            .Select(paths => new { paths.Key, Count = paths.Count() })
            .ToListAsync(cancellation);
        return rows.GroupBy(row => (row.Key.RepositoryId, row.Key.Area))
            .ToDictionary(team => team.Key, team => team.MaxBy(row => row.Count)!.Key.TeamId);
    }

    /// <param name="Changes">In half a year, in the area; <paramref name="Rest"/> in the rest of the repository.</param>
    /// <param name="People">Who changed it in a year, counted, never named.</param>
    private sealed record AreaInterest(
        int Changes,
        int Fixes,
        int Rest,
        int RestFixes,
        int Net,
        int YearChanges,
        int People
    )
    {
        public IEnumerable<DebtProposal> Proposals(Repository repository, string area)
        {
            // The lower end of the interval lies above the rest: more than luck.
            if (
                Changes >= FewestChanges
                && Rest >= FewestChanges
                && Statistics.Wilson(Fixes, Changes).Low > (double)RestFixes / Rest
            )
                yield return Of(
                    repository,
                    "hotspot",
                    area,
                    $"Find out what keeps breaking in {area}",
                    $"{Words.Share(Fixes, Changes)} of {Words.Count(Changes, "change")} in {Days} days were fixes, {Words.Share(RestFixes, Rest)} in the rest of {repository.Name}. {Often}{Grown}",
                    Fixes - (Changes * (double)RestFixes / Rest)
                );
            if (YearChanges >= FewestChanges && People == 1)
                yield return Of(
                    repository,
                    "alone",
                    area,
                    $"Let a second person know {area}",
                    $"One person made all of {Words.Count(YearChanges, "change")} in a year. {Often}{Grown}",
                    YearChanges / 10.0
                );
        }

        private string Often => $"It takes {Words.Share(Changes, Changes + Rest)} of the changes of the repository.";

        private string Grown =>
            Net == 0 ? "" : $" It {(Net > 0 ? "grew" : "shrank")} by {Words.Count(Math.Abs(Net), "line")}.";

        private static DebtProposal Of(
            Repository repository,
            string kind,
            string area,
            string title,
            string evidence,
            double weight
        ) =>
            new(
                $"{kind}:{repository.Slug}:{area}",
                title,
                evidence,
                DebtSource.Hotspot,
                repository.Id,
                repository.Name,
                repository.Slug,
                area,
                repository.TeamId,
                weight
            );
    }
}
