using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Bets;

/// <param name="Measure">A slug; or <c>check:flow.lead-time</c> with the scope of the check in <paramref name="CheckScope"/>.</param>
/// <param name="Expected">"at-least" or "at-most".</param>
/// <param name="Threshold">A number in the measure's unit; of a share also "60 %".</param>
public sealed record BetDraft(
    string? Belief,
    string? Measure = null,
    string? CheckScope = null,
    string? Expected = "at-least",
    string? Threshold = null,
    DateOnly? CheckOn = null,
    string? Scope = null
);

public static class BetVerbs
{
    private const int LongestYears = 5;

    public static async Task<Hypothesis> AddBetAsync(
        this AppDb db,
        BetDraft draft,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        var belief = DirectionAccess.Text("belief", draft.Belief, 500, "Say what you believe");
        if (belief.StartsWith("we believe that ", StringComparison.OrdinalIgnoreCase))
            belief = belief["we believe that ".Length..];
        var team = await DirectionAccess.TeamAsync(db, draft.Scope, cancellation);
        var (measure, check, scope) = await JudgeOfAsync(db, draft, practices, cancellation);
        var up = draft.Expected switch
        {
            "at-least" => true,
            "at-most" => false,
            _ => throw new Refusal("expected", "Choose at-least or at-most."),
        };
        var threshold = Threshold(draft.Threshold);
        if (draft.CheckOn is not { } day || day <= db.Today || day > db.Today.AddYears(LongestYears))
            throw new Refusal(
                "checkOn",
                $"Choose a day after today, within {LongestYears} years: a bet is made before."
            );
        var bet = new Hypothesis
        {
            Number = (int)await db.TakeNumbersAsync("hypothesis", 1, cancellation),
            Belief = belief,
            Measure = measure,
            CheckId = check,
            ScopeKey = scope,
            ExpectedUp = up,
            Threshold = threshold,
            CheckOn = day,
            TeamId = team?.Id,
            AddedAt = db.Now,
            AddedBy = db.Viewer.Name,
            ValueBefore = VerdictRule
                .Judge(
                    await db.BetPointsAsync(measure, check, scope, db.Today, cancellation),
                    up,
                    threshold,
                    db.Today,
                    db.Today
                )
                ?.Value,
        };
        db.Add(bet);
        db.Record(
            "hypothesis.added",
            bet.Belief,
            bet.Url,
            $"{measure ?? check}: {(up ? "at least" : "at most")} {threshold.ToString(CultureInfo.InvariantCulture)} on {Words.Date(day)}"
        );
        await db.SaveChangesAsync(cancellation);
        return bet;
    }

    /// <summary>Writes the verdict once; a bet that has one keeps it.</summary>
    /// <returns>False where it cannot be judged yet, or was.</returns>
    public static async Task<bool> JudgeAsync(this AppDb db, Hypothesis bet, CancellationToken cancellation = default)
    {
        if (bet.Verdict is not null)
            return false;
        var points = await db.BetPointsAsync(bet.Measure, bet.CheckId, bet.ScopeKey, bet.CheckOn, cancellation);
        if (VerdictRule.Judge(points, bet.ExpectedUp, bet.Threshold, bet.CheckOn, db.Today) is not { } judged)
            return false;
        var why =
            bet.Measure is not null && !await db.Set<Measure>().AnyAsync(row => row.Slug == bet.Measure, cancellation)
                ? $"There is no measure “{bet.Measure}” any more."
                : judged.Why;
        bet.Verdict = new HypothesisVerdict
        {
            HypothesisId = bet.Id,
            Verdict = judged.Verdict,
            Value = judged.Value,
            Points = judged.Points,
            FirstOn = judged.FirstOn,
            LastOn = judged.LastOn,
            Why = why,
            At = db.Now,
        };
        db.Add(bet.Verdict);
        db.Record("hypothesis.judged", bet.Belief, bet.Url, $"{Hypothesis.Word(judged.Verdict)}. {why}");
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public static async Task AnswerAsync(
        this AppDb db,
        Hypothesis bet,
        BetAnswer answer,
        string? reason,
        string? link,
        CancellationToken cancellation = default
    )
    {
        db.RequireMember(bet.TeamId);
        if (bet.Verdict is null)
            throw new Refusal("answer", "The check date decides first; until then nothing is to be answered.");
        if (bet.Answer is not null)
            throw new Refusal("answer", "This bet was answered. Make a new one for what is believed now.");
        var why = DirectionAccess.Text("reason", reason, 2000, "Say why");
        var address = string.IsNullOrWhiteSpace(link) ? null : link.Trim();
        if (
            address is not null
            && (
                address.Length > 400
                || !(
                    address.StartsWith("/practices/decisions/", StringComparison.Ordinal)
                    || address.StartsWith("/commitments/", StringComparison.Ordinal)
                )
            )
        )
            throw new Refusal("link", "Give a decision or a commitment, as /practices/decisions/12 or /commitments/7.");
        bet.Answer = new HypothesisAnswer
        {
            HypothesisId = bet.Id,
            Answer = answer,
            Reason = why,
            Link = address,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(bet.Answer);
        db.Record("hypothesis.answered", bet.Belief, bet.Url, $"{answer}: {why}");
        await db.SaveChangesAsync(cancellation);
    }

    public static Task<Hypothesis?> BetAsync(this AppDb db, int number, CancellationToken cancellation = default) =>
        db.Set<Hypothesis>()
            .Include(row => row.Verdict)
            .Include(row => row.Answer)
            .FirstOrDefaultAsync(row => row.Number == number, cancellation);

    /// <summary>The points of the judge up to a day, five weeks of them; of a check what it said on the days it was asked.</summary>
    public static async Task<IReadOnlyList<MeasurePoint>> BetPointsAsync(
        this AppDb db,
        string? measure,
        string? check,
        string? scope,
        DateOnly until,
        CancellationToken cancellation
    )
    {
        // A year, so that the page can say how old the newest point is.
        var since = until.AddDays(-366);
        if (measure is not null)
        {
            var id = await db.Set<Measure>()
                .Where(row => row.Slug == measure)
                .Select(row => row.Id)
                .FirstOrDefaultAsync(cancellation);
            return await (await db.PointsOfAsync(id, cancellation))
                .Where(row => row.Date <= until && row.Date > since)
                .OrderBy(row => row.Date)
                .ToListAsync(cancellation);
        }
        return await db.Set<Snapshot>()
            .Where(row => row.CheckId == check && row.ScopeKey == scope && row.Number != null)
            .Where(row => row.Date <= until && row.Date > since)
            .OrderBy(row => row.Date)
            .Select(row => new MeasurePoint(row.Date, row.Number!.Value))
            .ToListAsync(cancellation);
    }

    private static async Task<(string? Measure, string? Check, string? Scope)> JudgeOfAsync(
        AppDb db,
        BetDraft draft,
        PracticeList practices,
        CancellationToken cancellation
    )
    {
        var text = draft.Measure?.Trim() ?? "";
        if (text.StartsWith("check:", StringComparison.Ordinal))
        {
            var id = text["check:".Length..];
            var scope = string.IsNullOrEmpty(draft.CheckScope) ? "organization" : draft.CheckScope;
            return practices.Checks.Any(check => check.Id == id) && scope.Length <= 120
                ? (null, id, scope)
                : throw new Refusal("measure", $"There is no check “{(id.Length > 80 ? id[..80] : id)}”.");
        }
        return text.Length is > 0 and <= 80 && await db.Set<Measure>().AnyAsync(row => row.Slug == text, cancellation)
            ? (text, null, null)
            : throw new Refusal("measure", "Choose the measure that will judge it.");
    }

    private static double Threshold(string? text)
    {
        var said = text?.Trim() ?? "";
        return said.EndsWith('%')
            ? (FormText.Number("threshold", said[..^1]) ?? throw Missing()) / 100
            : FormText.Number("threshold", said) ?? throw Missing();

        static Refusal Missing() => new("threshold", "Give the number that decides: 60 %, or 12.5.");
    }
}
