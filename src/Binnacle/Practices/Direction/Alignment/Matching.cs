using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>Finds for every change of a repository the initiatives that it belongs to, once a scan, so that pages only count.</summary>
public static class Matching
{
    /// <summary>Raised when matching itself changes, so that all is matched again.</summary>
    private const int Version = 1;

    /// <summary>Two years of trend and the cycle before, with room.</summary>
    public const int Days = 800;

    /// <returns>How many changes there are and how many are linked to a goal; null where nothing had to be done.</returns>
    public static async Task<(int Changes, int Linked)?> MatchAsync(
        this AppDb db,
        Repository repository,
        CancellationToken cancellation
    )
    {
        var rules = await RulesAsync(db, cancellation);
        var own = rules.Where(rule => rule.Matcher.RepositoryId is null || rule.Matcher.RepositoryId == repository.Id);
        var fingerprint = Fingerprint(db, repository, own);
        var known = await db.Set<RepositoryMatching>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.RepositoryId == repository.Id, cancellation);
        if (known?.Fingerprint == fingerprint)
            return null;
        var (changes, matches) = await FindAsync(db, repository, [.. own], cancellation);
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellation)
            : null;
        await db.HoldAsync<Repository>(repository.Id, cancellation);
        var old = db.Set<AlignedChange>().Where(row => row.RepositoryId == repository.Id);
        await db.Set<ChangeMatch>()
            .Where(row => old.Any(change => change.CommitId == row.CommitId))
            .ExecuteDeleteAsync(cancellation);
        await old.ExecuteDeleteAsync(cancellation);
        await db.Set<RepositoryMatching>()
            .Where(row => row.RepositoryId == repository.Id)
            .ExecuteDeleteAsync(cancellation);
        await db.InsertManyAsync(changes, cancellation);
        await db.InsertManyAsync(matches, cancellation);
        var linked = changes.Count(change => change.LinkedFrom is not null);
        await db.InsertManyAsync(
            [
                new RepositoryMatching
                {
                    RepositoryId = repository.Id,
                    At = db.Now,
                    Fingerprint = fingerprint,
                    Changes = changes.Count,
                    Linked = linked,
                },
            ],
            cancellation
        );
        if (transaction is not null)
            await transaction.CommitAsync(cancellation);
        return (changes.Count, linked);
    }

    private sealed record Rule(
        RuleMatcher Matcher,
        Guid InitiativeId,
        bool NamesGoal,
        DateTime AddedAt,
        DateTime? Until
    );

    private static async Task<List<Rule>> RulesAsync(AppDb db, CancellationToken cancellation)
    {
        var initiatives = await db.Set<Initiative>()
            .AsNoTracking()
            .Include(row => row.Rules)
            .Include(row => row.Ending)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return
        [
            .. from initiative in initiatives
            from rule in initiative.Rules
            where rule.RemovedAt is null
            select new Rule(
                RuleMatcher.Of(rule.Kind, rule.Pattern, rule.RepositoryId, rule.Id, initiative.Number),
                initiative.Id,
                initiative.NamesGoal,
                rule.AddedAt,
                initiative.Ending?.At
            ),
        ];
    }

    /// <summary>Teams of paths may change without a commit, so it holds a week at the longest.</summary>
    private static string Fingerprint(AppDb db, Repository repository, IEnumerable<Rule> rules)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Version} {db.Today.DayNumber / 7} {repository.HeadCommit} {repository.ScannedAt is null} {repository.Commits}"
        );
        foreach (var rule in rules.OrderBy(rule => rule.Matcher.Id))
            text.Append(
                CultureInfo.InvariantCulture,
                $"|{rule.Matcher.Id} {rule.InitiativeId} {rule.NamesGoal} {rule.Until?.Ticks}"
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static async Task<(List<AlignedChange> Changes, List<ChangeMatch> Matches)> FindAsync(
        AppDb db,
        Repository repository,
        IReadOnlyList<Rule> rules,
        CancellationToken cancellation
    )
    {
        var texts = await ChangeTexts.LoadAsync(db, repository, db.Now.AddDays(-Days), cancellation);
        var byRule = rules.ToDictionary(rule => rule.Matcher.Id);
        var matchers = rules.Select(rule => rule.Matcher).ToList();
        var changes = new List<AlignedChange>(texts.Count);
        var matches = new List<ChangeMatch>();
        foreach (var text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            var matching = RuleMatcher
                .Matching(matchers, text.Facts)
                .Select(matcher => byRule[matcher.Id])
                .Where(rule => rule.Until is not { } until || text.At <= until)
                .ToList();
            changes.Add(
                new AlignedChange
                {
                    CommitId = text.CommitId,
                    RepositoryId = repository.Id,
                    At = text.At,
                    TeamId = text.TeamId,
                    Area = text.Area,
                    Kind = text.Kind,
                    Branch = text.Facts.Branch,
                    InitiativeId = matching.Count == 0 ? null : matching[0].InitiativeId,
                    LinkedFrom = matching.Where(rule => rule.NamesGoal).Select(rule => (DateTime?)rule.AddedAt).Min(),
                }
            );
            for (var place = 0; place < matching.Count; place++)
                matches.Add(
                    new ChangeMatch
                    {
                        CommitId = text.CommitId,
                        Place = place + 1,
                        InitiativeId = matching[place].InitiativeId,
                        RuleId = matching[place].Matcher.Id,
                    }
                );
        }
        return (changes, matches);
    }
}
