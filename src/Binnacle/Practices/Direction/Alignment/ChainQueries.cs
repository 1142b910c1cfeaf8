using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Practices.Direction.Principles;
using Binnacle.Practices.Direction.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>A rule that matched a change, with its initiative and where that leads.</summary>
/// <param name="Place">1 is the most specific, the one that counts.</param>
public sealed record ChainLink(
    int Place,
    int Initiative,
    string InitiativeName,
    string Rule,
    int? Objective,
    string? ObjectiveName,
    int? Milestone,
    string? MilestoneTitle,
    IReadOnlyList<(int Number, string Name)> Principles
);

/// <summary>The way from one change up to the goal.</summary>
public sealed record Chain(AlignedRow Change, IReadOnlyList<ChainLink> Links);

public static class ChainQueries
{
    /// <summary>What is typed: an object name or its beginning, a path, or words of a subject. Empty for the latest.</summary>
    public static async Task<IQueryable<AlignedChange>> FindChangesAsync(
        this AppDb db,
        string? text,
        CancellationToken cancellation = default
    )
    {
        var changes = db.Set<AlignedChange>()
            .Where(row => db.Set<Repository>().Any(own => own.Id == row.RepositoryId && own.ArchivedAt == null));
        var said = text?.Trim() ?? "";
        if (said.Length == 0)
            return changes;
        if (said.Length is >= 7 and <= 64 && said.All(char.IsAsciiHexDigit))
            return changes.Where(row => ByName(db, said).Any(commit => commit.Id == row.CommitId));
        var path = said.Trim('/');
        var below = path + "/";
        var paths = await db.Set<HistoryPath>()
            .Where(row => row.Path == path || row.Path.StartsWith(below))
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .Take(2000)
            .ToListAsync(cancellation);
        if (paths.Count > 0)
            return changes.Where(row =>
                db.Set<HistoryChange>().Any(file => file.CommitId == row.CommitId && paths.Contains(file.PathId))
            );
        var since = db.Now.AddDays(-182);
        // Translated to SQL, where both sides are folded by the database.
#pragma warning disable RCS1155
        return changes.Where(row =>
            row.At >= since
            && db.Set<HistoryCommit>()
                .Any(commit => commit.Id == row.CommitId && commit.Subject.ToLower().Contains(said.ToLower()))
        );
#pragma warning restore RCS1155
    }

    private static IQueryable<HistoryCommit> ByName(AppDb db, string digits)
    {
        // Names are bytes: those that begin so lie between the digits filled up with zeros and with f.
        var low = Convert.FromHexString(digits.PadRight(digits.Length > 40 ? 64 : 40, '0'));
        var high = Convert.FromHexString(digits.PadRight(digits.Length > 40 ? 64 : 40, 'f'));
        // By repository, so that the index of both is used.
        return db.Set<HistoryCommit>()
            .FromSql(
                $"SELECT * FROM history_commits WHERE repository_id IN (SELECT id FROM catalogue_repositories) AND name >= {low} AND name <= {high}"
            );
    }

    /// <summary>Null where no such change was matched.</summary>
    public static async Task<Chain?> ChainAsync(
        this AppDb db,
        string repository,
        string commit,
        CancellationToken cancellation = default
    )
    {
        if (commit.Length is not (40 or 64) || !commit.All(char.IsAsciiHexDigit))
            return null;
        var name = Convert.FromHexString(commit);
        var changes = db.Set<AlignedChange>()
            .Where(row =>
                db.Set<Repository>().Any(own => own.Id == row.RepositoryId && own.Slug == repository)
                && db.Set<HistoryCommit>().Any(own => own.Id == row.CommitId && own.Name == name)
            );
        if (await changes.AsRows(db).FirstOrDefaultAsync(cancellation) is not { } change)
            return null;
        var matches = await db.Set<ChangeMatch>()
            .Where(row => changes.Any(own => own.CommitId == row.CommitId))
            .OrderBy(row => row.Place)
            .Join(
                db.Set<Initiative>(),
                match => match.InitiativeId,
                initiative => initiative.Id,
                (match, initiative) =>
                    new
                    {
                        match.Place,
                        match.RuleId,
                        Initiative = initiative,
                    }
            )
            .AsNoTracking()
            .ToListAsync(cancellation);
        var rules = matches.ConvertAll(row => row.RuleId);
        var told = await db.Set<LinkRule>()
            .Where(row => rules.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => $"{row.Kind.Name()} {row.Pattern}", cancellation);
        var milestones = await db.VisibleMilestones()
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        var objectives = await db.GoalsAsync(cancellation);
        var principles = await db.AllPrinciplesAsync(cancellation);
        return new(
            change,
            [
                .. matches
                    .OrderBy(row => row.Place)
                    .Select(row =>
                    {
                        var milestone = row.Initiative.MilestoneId is { } id ? milestones.GetValueOrDefault(id) : null;
                        return new ChainLink(
                            row.Place,
                            row.Initiative.Number,
                            row.Initiative.Name,
                            told.GetValueOrDefault(row.RuleId) ?? "a rule that is gone",
                            row.Initiative.Objective,
                            row.Initiative.Objective is { } number
                                ? DirectionChoices.Objective(objectives, number)
                                : null,
                            milestone?.Number,
                            milestone?.Title,
                            [
                                .. principles
                                    .Where(principle =>
                                        principle.Retirement is null
                                        && principle.Objectives.Exists(own => own.Objective == row.Initiative.Objective)
                                    )
                                    .Select(principle => (principle.Number, principle.Name)),
                            ]
                        );
                    }),
            ]
        );
    }
}
