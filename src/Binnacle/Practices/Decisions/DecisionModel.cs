using System.Text.Json;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Catalogue.Teams;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web.Components;
using Binnacle.Practices.Direction;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

/// <summary>The other end of a link that the viewer may see.</summary>
public sealed record LinkedDecision(int Number, string Title, DecisionStatus Status, DateTime StatusAt)
{
    public string Url => $"/practices/decisions/{Number}";
}

/// <param name="Then">Its newest value up to the day of the decision, not older than 31 days; null is unknown.</param>
/// <param name="Points">Of the last year, oldest first.</param>
public sealed record CitedMeasure(
    string Slug,
    string Name,
    string Unit,
    MeasureDirection Better,
    double? Then,
    DateOnly? ThenOn,
    double? Now,
    DateOnly? NowOn,
    IReadOnlyList<double?> Points
);

/// <summary>All that the page of a decision shows.</summary>
public sealed record DecisionModel(
    Decision Decision,
    string? Team,
    string? Decider,
    IReadOnlyDictionary<Guid, string> People,
    IReadOnlyList<LinkedDecision> Older,
    IReadOnlyList<LinkedDecision> Younger,
    IReadOnlyList<CitedMeasure> Measures,
    IReadOnlyList<PrincipleChoice> Principles,
    DocumentRow? Document,
    IReadOnlyList<TimelineList.Entry> History,
    bool MayDecide
)
{
    private const int OldestDays = 31;

    public static async Task<DecisionModel?> LoadAsync(AppDb db, int number, CancellationToken cancellation)
    {
        if (await db.DecisionAsync(number, cancellation) is not { } decision)
            return null;
        var ids = decision
            .Advice.Select(row => row.PersonId)
            .Append(decision.DeciderId)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var people =
            ids.Count == 0
                ? []
                : await db.Set<Person>()
                    .Where(row => ids.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var history = await db.Set<TimelineEvent>()
            .Where(entry => entry.SubjectUrl == decision.Url)
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id)
            .Take(200)
            .Select(entry => new TimelineList.Entry(
                entry.At,
                entry.Actor,
                DecisionWords.Verb(entry.Verb),
                "",
                null,
                entry.Details
            ))
            .ToListAsync(cancellation);
        return new(
            decision,
            await db.TeamNameAsync(decision.TeamId, cancellation),
            decision.DeciderId is { } decider ? people.GetValueOrDefault(decider) : null,
            people,
            await db.OlderDecisionsAsync(decision.Id, cancellation),
            await db.YoungerDecisionsAsync(decision.Id, cancellation),
            await MeasuresAsync(db, decision, cancellation),
            await PrinciplesAsync(db, decision, cancellation),
            decision.DocumentId is { } document
                ? await db.Set<Document>().Where(row => row.Id == document).AsRows(db).FirstOrDefaultAsync(cancellation)
                : null,
            history,
            await db.MayDecideAsync(decision, cancellation)
        );
    }

    private static async Task<List<PrincipleChoice>> PrinciplesAsync(
        AppDb db,
        Decision decision,
        CancellationToken cancellation
    )
    {
        if (decision.Principles.Count == 0)
            return [];
        var known = await db.PrinciplesAsync(cancellation);
        return
        [
            .. decision
                .Principles.OrderBy(row => row.Number)
                .Select(row =>
                    known.FirstOrDefault(choice => choice.Number == row.Number)
                    ?? new(row.Number, $"{row.Number}, no longer in force")
                ),
        ];
    }

    private static async Task<List<CitedMeasure>> MeasuresAsync(
        AppDb db,
        Decision decision,
        CancellationToken cancellation
    )
    {
        if (decision.Measures.Count == 0)
            return [];
        var ids = decision.Measures.ConvertAll(row => row.MeasureId);
        var measures = await db.Set<Measure>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .OrderBy(row => row.Name)
            .ToListAsync(cancellation);
        var day = DateOnly.FromDateTime(decision.DecidedAt ?? decision.WrittenAt);
        var (since, oldest) = (db.Today.AddDays(-365), day.AddDays(-OldestDays));
        var lately = await db.RecentPointsAsync(ids, since.AddDays(-1), db.Today, cancellation);
        var gap = day < since ? day : since.AddDays(-1);
        var before = oldest < since ? await db.RecentPointsAsync(ids, oldest.AddDays(-1), gap, cancellation) : null;
        return measures.ConvertAll(row =>
        {
            List<MeasurePoint> own = [.. before?[row.Id] ?? [], .. lately[row.Id]];
            var then = own.FindLast(point => point.Date <= day && point.Date >= oldest);
            var now = own.Count > 0 ? own[^1] : null;
            return new CitedMeasure(
                row.Slug,
                row.Name,
                row.Unit,
                row.Better,
                then?.Value,
                then?.Date,
                now?.Value,
                now?.Date,
                [.. own.Where(point => point.Date >= since).Select(point => (double?)point.Value)]
            );
        });
    }
}

public static class DecisionReadingQueries
{
    /// <summary>With all that belongs to it, ready to be changed; null where there is none or the viewer may not see it.</summary>
    public static Task<Decision?> DecisionAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Decision>()
            .Include(row => row.Steps.OrderBy(step => step.At).ThenBy(step => step.Id))
            .Include(row => row.Options.OrderBy(option => option.Position))
            .Include(row => row.Advice.OrderBy(advice => advice.Id))
            .Include(row => row.Confirmations.OrderBy(confirmation => confirmation.At))
            .Include(row => row.Revisits.OrderBy(revisit => revisit.At))
            .Include(row => row.Versions.OrderBy(version => version.Version))
            .Include(row => row.Measures)
            .Include(row => row.Principles)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Number == number, cancellation);

    /// <summary>What it supersedes, or will when it is accepted.</summary>
    public static Task<List<LinkedDecision>> OlderDecisionsAsync(
        this AppDb db,
        Guid id,
        CancellationToken cancellation = default
    ) =>
        db.Set<Decision>()
            .Where(row => db.Set<DecisionLink>().Any(link => link.YoungerId == id && link.OlderId == row.Id))
            .OrderBy(row => row.Number)
            .Select(row => new LinkedDecision(row.Number, row.Title, row.Status, row.StatusAt))
            .ToListAsync(cancellation);

    /// <summary>What superseded it, or would.</summary>
    public static Task<List<LinkedDecision>> YoungerDecisionsAsync(
        this AppDb db,
        Guid id,
        CancellationToken cancellation = default
    ) =>
        db.Set<Decision>()
            .Where(row => db.Set<DecisionLink>().Any(link => link.OlderId == id && link.YoungerId == row.Id))
            .OrderBy(row => row.Number)
            .Select(row => new LinkedDecision(row.Number, row.Title, row.Status, row.StatusAt))
            .ToListAsync(cancellation);

    public static DecisionSubstance Read(this DecisionVersion version) =>
        JsonSerializer.Deserialize<DecisionSubstance>(version.Substance)!;
}
