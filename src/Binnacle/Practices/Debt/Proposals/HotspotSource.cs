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
        var touches = await (
            from commit in db.CommitsByPeople()
            join author in db.Set<HistoryAuthor>() on commit.AuthorId equals author.Id
            join change in db.Set<HistoryChange>() on commit.Id equals change.CommitId
            join path in db.Set<HistoryPath>() on change.PathId equals path.Id
            where commit.At >= since && path.IsCounted && path.IsCurrent
            group change by new
            {
                commit.RepositoryId,
                path.Area,
                path.TeamId,
                commit.Id,
                commit.Kind,
                author.PersonId,
                Author = author.PersonId == null ? author.Id : 0,
                Recent = commit.At >= half,
            } into touch
            select new { touch.Key, Net = touch.Sum(change => (change.Added ?? 0) - (change.Deleted ?? 0)) }
        ).ToListAsync(cancellation);
        var repositories = await db.Set<Repository>()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .ToDictionaryAsync(row => row.Id, cancellation);
        var proposals = new List<DebtProposal>();
        foreach (var of in touches.GroupBy(touch => touch.Key.RepositoryId))
        {
            if (!repositories.TryGetValue(of.Key, out var repository))
                continue;
            var all = of.Where(touch => touch.Key.Recent)
                .Select(touch => (touch.Key.Id, touch.Key.Kind))
                .Distinct()
                .ToList();
            foreach (
                var area in of.Where(touch => touch.Key.Area.Length > 0 && touch.Key.Area != AreaMap.Root)
                    .GroupBy(touch => touch.Key.Area, StringComparer.Ordinal)
            )
            {
                var owner =
                    area.GroupBy(touch => touch.Key.TeamId).MaxBy(rows => rows.Count())!.Key ?? repository.TeamId;
                if (teamId is not null && owner != teamId)
                    continue;
                var own = area.Where(touch => touch.Key.Recent)
                    .Select(touch => (touch.Key.Id, touch.Key.Kind))
                    .Distinct()
                    .ToList();
                var facts = new AreaInterest(
                    own.Count,
                    own.Count(touch => touch.Kind is WorkKind.Fix),
                    all.Count - own.Count,
                    all.Count(touch => touch.Kind is WorkKind.Fix) - own.Count(touch => touch.Kind is WorkKind.Fix),
                    area.Where(touch => touch.Key.Recent).Sum(touch => touch.Net),
                    area.Select(touch => touch.Key.Id).Distinct().Count(),
                    area.Select(touch => (touch.Key.PersonId, touch.Key.Author)).Distinct().Count()
                );
                proposals.AddRange(facts.Proposals(repository, area.Key, owner));
            }
        }
        return proposals;
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
        public IEnumerable<DebtProposal> Proposals(Repository repository, string area, Guid? team)
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
                    team,
                    $"Find out what keeps breaking in {area}",
                    $"{Words.Share(Fixes, Changes)} of {Words.Count(Changes, "change")} in {Days} days were fixes, {Words.Share(RestFixes, Rest)} in the rest of {repository.Name}. {Often}{Grown}",
                    Fixes - (Changes * (double)RestFixes / Rest)
                );
            if (YearChanges >= FewestChanges && People == 1)
                yield return Of(
                    repository,
                    "alone",
                    area,
                    team,
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
            Guid? team,
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
                team,
                weight
            );
    }
}
