using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Bets;

/// <param name="State">"open", "judged" where the answer is missing, "answered".</param>
/// <param name="Judge">The name of the measure or check.</param>
public sealed record BetRow(
    int Number,
    string Belief,
    string State,
    string Judge,
    string? Measure,
    string? CheckId,
    string? ScopeKey,
    string Unit,
    bool ExpectedUp,
    double Threshold,
    DateOnly CheckOn,
    string? Team,
    double? ValueBefore,
    string? Verdict,
    double? Value,
    int? Points,
    string? Why,
    string? Answer,
    string? Reason,
    string? Link
)
{
    public string Url => $"/practices/direction/bets/{Number}";

    [System.Text.Json.Serialization.JsonIgnore]
    public string Expectation => $"{(ExpectedUp ? "at least" : "at most")} {Wording.Measured(Threshold, Unit)}";

    public bool IsOverdue(DateOnly today) => State != "answered" && CheckOn < today;
}

public static class BetQueries
{
    public static readonly IReadOnlyList<string> Choices = ["open", "judged", "answered", "all"];

    /// <summary>What waits for an answer first, then by check date.</summary>
    public static async Task<List<BetRow>> BetsAsync(
        this AppDb db,
        PracticeList practices,
        string? show,
        string? scope = null,
        CancellationToken cancellation = default
    )
    {
        var rows = db.Set<Hypothesis>().AsNoTracking();
        if (ScopeText.TeamSlug(scope) is { } slug)
            rows = rows.Where(row => db.Set<Team>().Any(team => team.Id == row.TeamId && team.Slug == slug));
        rows = (show ?? "all") switch
        {
            "open" => rows.Where(row => row.Verdict == null),
            "judged" => rows.Where(row => row.Verdict != null && row.Answer == null),
            "answered" => rows.Where(row => row.Answer != null),
            _ => rows,
        };
        var found = await rows.Include(row => row.Verdict).Include(row => row.Answer).ToListAsync(cancellation);
        var slugs = found.Select(row => row.Measure).OfType<string>().Distinct().ToList();
        var measures = await db.Set<Measure>()
            .Where(row => slugs.Contains(row.Slug))
            .Select(row => new
            {
                row.Slug,
                row.Name,
                row.Unit,
            })
            .ToDictionaryAsync(row => row.Slug, StringComparer.Ordinal, cancellation);
        var checks = found.Select(row => row.CheckId).OfType<string>().Distinct().ToList();
        var units = await db.Set<Snapshot>()
            .Where(row => checks.Contains(row.CheckId))
            .GroupBy(row => row.CheckId)
            .Select(group => new { group.Key, Unit = group.Max(row => row.Unit) })
            .ToDictionaryAsync(row => row.Key, row => row.Unit ?? "", cancellation);
        var teams = await db.Set<Team>().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return
        [
            .. found
                .OrderBy(row => row.Answer is not null)
                .ThenBy(row => row.Answer is null ? row.CheckOn.DayNumber : -row.CheckOn.DayNumber)
                .ThenBy(row => row.Number)
                .Select(row =>
                {
                    var measure = row.Measure is null ? null : measures.GetValueOrDefault(row.Measure);
                    return new BetRow(
                        row.Number,
                        row.Belief,
                        row.Answer is not null ? "answered"
                            : row.Verdict is not null ? "judged"
                            : "open",
                        measure?.Name
                            ?? practices.Checks.FirstOrDefault(check => check.Id == row.CheckId)?.Title
                            ?? row.Measure
                            ?? row.CheckId
                            ?? "",
                        row.Measure,
                        row.CheckId,
                        row.ScopeKey,
                        measure?.Unit ?? (row.CheckId is { } id ? units.GetValueOrDefault(id) : null) ?? "",
                        row.ExpectedUp,
                        row.Threshold,
                        row.CheckOn,
                        row.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
                        row.ValueBefore,
                        row.Verdict is { } verdict ? Hypothesis.Word(verdict.Verdict) : null,
                        row.Verdict?.Value,
                        row.Verdict?.Points,
                        row.Verdict?.Why,
                        row.Answer?.Answer.ToString().ToLowerInvariant(),
                        row.Answer?.Reason,
                        row.Answer?.Link
                    );
                }),
        ];
    }
}
