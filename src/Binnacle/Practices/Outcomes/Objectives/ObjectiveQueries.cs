using Binnacle.Platform;
using Binnacle.Platform.Api;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Outcomes.Objectives;

/// <param name="Show">"open" (drafts and active ones), "draft", "active", "closed", "dropped" or "all".</param>
/// <param name="Scope">A team as <c>team:payments</c>; null or the organization for all.</param>
/// <param name="Period">A quarter as <c>2026-Q4</c>: objectives that begin in it.</param>
/// <param name="Text">A part of the title.</param>
/// <param name="Sort">"period", "title" or "checked", with a minus for the other way; the newest period first where nothing is said.</param>
public sealed record ObjectiveFilter(
    string? Show = null,
    string? Scope = null,
    string? Period = null,
    string? Text = null,
    string? Sort = null
)
{
    public static readonly IReadOnlyList<string> Choices = ["open", "draft", "active", "closed", "dropped", "all"];
}

/// <summary>An objective in a list.</summary>
/// <param name="Known">How many of the key results have a value.</param>
/// <param name="Score">Of a closed one what people agreed, else the formula's; null where nothing is known.</param>
/// <param name="Pace">Score ÷ elapsed share of an active one.</param>
public sealed record ObjectiveRow(
    int Number,
    string Title,
    ObjectiveStage Stage,
    DateOnly StartsOn,
    DateOnly EndsOn,
    string? Team,
    string? ProductOwner,
    string? EngineeringOwner,
    int KeyResults,
    int Known,
    double? Score,
    double? Pace,
    int? FirstConfidence,
    int? Confidence,
    DateOnly? CheckedInOn
)
{
    public string Url => OutcomesContract.ObjectiveUrl(Number);
}

public static class ObjectiveQueries
{
    /// <summary>Where the databases disagree on which end nothing stands.</summary>
    private static readonly DateOnly Never = new(1970, 1, 1);

    private sealed record Key(DateOnly StartsOn, int Number);

    /// <summary>With states and key results, ready to be changed.</summary>
    public static Task<Objective?> ObjectiveAsync(
        this AppDb db,
        int number,
        CancellationToken cancellation = default
    ) =>
        db.Set<Objective>()
            .Include(row => row.States.OrderBy(state => state.At).ThenBy(state => state.Id))
            .Include(row => row.KeyResults.OrderBy(result => result.Position))
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);

    /// <exception cref="Refusal">The filter asks for what there is not.</exception>
    public static async Task<(List<ObjectiveRow> Rows, int Total)> ObjectivesOnPageAsync(
        this AppDb db,
        ObjectiveFilter filter,
        int page,
        CancellationToken cancellation = default
    )
    {
        var found = InScope(db, filter);
        var total = await found.CountAsync(cancellation);
        var shown = Sorted(db, found, filter.Sort).OnPage(page);
        return (await RowsAsync(db, shown, cancellation), total);
    }

    /// <summary>For programs: the newest period first, from a cursor.</summary>
    public static async Task<Page<ObjectiveRow>> ObjectivePartAsync(
        this AppDb db,
        ObjectiveFilter filter,
        ListPart part,
        CancellationToken cancellation = default
    )
    {
        var size = Cursor.Size(part.Size);
        var found = InScope(db, filter);
        if (Cursor.Read<Key>(part.Cursor) is { } last)
            found = found.Where(row =>
                row.StartsOn < last.StartsOn || (row.StartsOn == last.StartsOn && row.Number < last.Number)
            );
        var rows = await RowsAsync(db, Sorted(db, found, null).Take(size + 1), cancellation);
        return Cursor.Cut(rows, size, row => new Key(row.StartsOn, row.Number));
    }

    /// <summary>How many there are in each stage.</summary>
    public static Task<Dictionary<ObjectiveStage, int>> ObjectiveCountsAsync(
        this AppDb db,
        ObjectiveFilter filter,
        CancellationToken cancellation = default
    ) =>
        InScope(db, filter with { Show = "all" })
            .SelectMany(row => row.States.Where(state => state.EndedAt == null))
            .GroupBy(state => state.Stage)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);

    /// <summary>Quarters in which objectives begin, the newest first.</summary>
    public static async Task<IReadOnlyList<Quarter>> QuartersAsync(
        this AppDb db,
        CancellationToken cancellation = default
    )
    {
        var days = await db.Set<Objective>().Select(row => row.StartsOn).Distinct().ToListAsync(cancellation);
        return [.. days.Select(Quarter.Around).Distinct().OrderByDescending(quarter => quarter.First)];
    }

    internal static IQueryable<Objective> InScope(AppDb db, ObjectiveFilter filter)
    {
        var rows = db.Set<Objective>().AsNoTracking();
        if (ScopeText.TeamSlug(filter.Scope) is { } slug)
            rows = rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        if (!string.IsNullOrEmpty(filter.Period))
        {
            var quarter =
                Quarter.Read(filter.Period)
                ?? throw new Refusal("period", $"“{filter.Period}” is no quarter. Write it as 2026-Q4.");
            var (first, last) = (quarter.First, quarter.Last);
            rows = rows.Where(row => row.StartsOn >= first && row.StartsOn <= last);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var (sought, folded) = (filter.Text.Trim(), filter.Text.Trim().ToLowerInvariant());
            rows = rows.Where(row => row.Title.Contains(sought) || row.Title.ToLower().Contains(folded));
        }
        return InStage(rows, filter.Show);
    }

    private static IQueryable<Objective> InStage(IQueryable<Objective> rows, string? show)
    {
        ObjectiveStage[] stages = show switch
        {
            null or "" or "open" => [ObjectiveStage.Draft, ObjectiveStage.Active],
            "draft" => [ObjectiveStage.Draft],
            "active" => [ObjectiveStage.Active],
            "closed" => [ObjectiveStage.Closed],
            "dropped" => [ObjectiveStage.Dropped],
            "all" => [],
            _ => throw new Refusal("show", $"Choose {string.Join(", ", ObjectiveFilter.Choices)}."),
        };
        return stages.Length == 0
            ? rows
            : rows.Where(row => row.States.Any(state => state.EndedAt == null && stages.Contains(state.Stage)));
    }

    private static IOrderedQueryable<Objective> Sorted(AppDb db, IQueryable<Objective> rows, string? sort) =>
        sort switch
        {
            "period" => rows.OrderBy(row => row.StartsOn).ThenBy(row => row.Number),
            "title" => rows.OrderBy(row => row.Title).ThenBy(row => row.Number),
            "-title" => rows.OrderByDescending(row => row.Title).ThenBy(row => row.Number),
            "checked" => rows.OrderBy(row =>
                    db.Set<CheckIn>().Where(check => check.ObjectiveId == row.Id).Max(check => (DateOnly?)check.Day)
                    ?? Never
                )
                .ThenBy(row => row.Number),
            "-checked" => rows.OrderByDescending(row =>
                    db.Set<CheckIn>().Where(check => check.ObjectiveId == row.Id).Max(check => (DateOnly?)check.Day)
                    ?? Never
                )
                .ThenBy(row => row.Number),
            _ => rows.OrderByDescending(row => row.StartsOn).ThenByDescending(row => row.Number),
        };

    private static async Task<List<ObjectiveRow>> RowsAsync(
        AppDb db,
        IQueryable<Objective> shown,
        CancellationToken cancellation
    )
    {
        var heads = await shown
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.Title,
                row.StartsOn,
                row.EndsOn,
                Stage = row.States.Where(state => state.EndedAt == null).Select(state => state.Stage).First(),
                Agreed = row.States.Where(state => state.EndedAt == null).Select(state => state.Score).First(),
                Team = db.Set<Team>().Where(team => team.Id == row.TeamId).Select(team => team.Name).FirstOrDefault(),
                Product = db.Set<Person>()
                    .Where(person => person.Id == row.ProductOwnerId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
                Engineering = db.Set<Person>()
                    .Where(person => person.Id == row.EngineeringOwnerId)
                    .Select(person => person.Name)
                    .FirstOrDefault(),
                CheckedInOn = db.Set<CheckIn>()
                    .Where(check => check.ObjectiveId == row.Id)
                    .Max(check => (DateOnly?)check.Day),
                First = db.Set<CheckIn>()
                    .Where(check => check.ObjectiveId == row.Id)
                    .Where(check => !db.Set<CheckIn>().Any(later => later.CorrectsId == check.Id))
                    .OrderBy(check => check.Day)
                    .ThenBy(check => check.At)
                    .Select(check => (int?)check.Confidence)
                    .FirstOrDefault(),
                Newest = db.Set<CheckIn>()
                    .Where(check => check.ObjectiveId == row.Id)
                    .Where(check => !db.Set<CheckIn>().Any(later => later.CorrectsId == check.Id))
                    .OrderByDescending(check => check.Day)
                    .ThenByDescending(check => check.At)
                    .Select(check => (int?)check.Confidence)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var today = db.Today;
        var results = (await db.KeyResultsAsync([.. heads.Select(head => head.Id)], today, cancellation)).ToLookup(
            result => result.ObjectiveId
        );
        return heads.ConvertAll(head =>
        {
            var standing = Standing.Of([.. results[head.Id]], head.StartsOn, head.EndsOn, today);
            return new ObjectiveRow(
                head.Number,
                head.Title,
                head.Stage,
                head.StartsOn,
                head.EndsOn,
                head.Team,
                head.Product,
                head.Engineering,
                standing.Results.Count,
                standing.Known,
                head.Stage is ObjectiveStage.Closed ? head.Agreed : standing.Score,
                head.Stage is ObjectiveStage.Active ? standing.Pace : null,
                head.First,
                head.Newest,
                head.CheckedInOn
            );
        });
    }
}
