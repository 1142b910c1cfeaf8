using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>The number of an expected effect as it stands.</summary>
/// <param name="Version">Of the definition behind it; null where definitions have none.</param>
public sealed record ExpectedNumber(double? Number, string Unit, int? Version, DateOnly? On);

public static class ExpectedEffects
{
    /// <summary>From the due date to the look, where nobody says otherwise: four whole weeks.</summary>
    public const int UsualDays = 28;

    /// <summary>As people fill it in: the number as <c>measure:signup</c> or a check's id, a share in percentage points.</summary>
    /// <returns>Null where nothing is expected.</returns>
    /// <exception cref="Refusal">It says how far, but not of what.</exception>
    public static async Task<ExpectedEffect?> EffectAsync(
        this AppDb db,
        string? number,
        string? scope,
        bool up,
        double? atLeast,
        DateOnly? verifyOn,
        CancellationToken cancellation = default
    )
    {
        if (string.IsNullOrEmpty(number))
            return atLeast is null ? null : throw new Refusal("expectedCheck", "Choose the number that should move.");
        var effect = number.StartsWith("measure:", StringComparison.Ordinal)
            ? new ExpectedEffect(Measure: number["measure:".Length..])
            : new ExpectedEffect(number, scope ?? "organization");
        var now = await db.ExpectedNumberAsync(effect, cancellation);
        return effect with { Up = up, AtLeast = now?.Unit == "share" ? atLeast / 100 : atLeast, VerifyOn = verifyOn };
    }

    /// <summary>What a number can be chosen from, beside the checks.</summary>
    public static async Task<IReadOnlyList<ScopeChoice>> MeasureChoicesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Measure>()
            .OrderBy(row => row.Name)
            .Take(600)
            .Select(row => new ScopeChoice("measure:" + row.Slug, row.Name))
            .ToListAsync(cancellation);

    /// <summary>Whether a later day of it can be compared with this one: a share that says of how many.</summary>
    public static bool IsComparable(this Snapshot snapshot) =>
        snapshot is { Number: not null, Unit: "share", SampleCount: > 0 };

    /// <exception cref="Refusal">Not exactly one number is named, it does not exist, or the day cannot be.</exception>
    internal static async Task<ExpectedEffect> CheckedAsync(
        this AppDb db,
        ExpectedEffect effect,
        DateOnly due,
        PracticeList practices,
        CancellationToken cancellation
    )
    {
        if (string.IsNullOrEmpty(effect.Check) == string.IsNullOrEmpty(effect.Measure))
            throw new Refusal("expectedCheck", "Name a measure or a check, one of them.");
        if (effect.Measure is { Length: > 0 } slug)
        {
            if (!await db.Set<Measure>().AnyAsync(row => row.Slug == slug, cancellation))
                throw new Refusal("expectedCheck", $"There is no measure “{slug}”.");
        }
        else if (practices.Checks.All(check => check.Id != effect.Check))
        {
            throw new Refusal("expectedCheck", $"There is no check “{effect.Check}”.");
        }
        if (effect.AtLeast is { } least && (!double.IsFinite(least) || least <= 0))
            throw new Refusal("atLeast", "Give how far it should move as a number above 0.");
        var verifyOn = effect.VerifyOn ?? due.AddDays(UsualDays);
        if (verifyOn < due)
            throw new Refusal("verifyOn", $"Look on the due date, {due:d MMM yyyy}, or later.");
        if (verifyOn > due.AddYears(2))
            throw new Refusal("verifyOn", "Look at most two years after the due date.");
        return effect.Measure is { Length: > 0 }
            ? effect with
            {
                Check = null,
                In = null,
                VerifyOn = verifyOn,
            }
            : effect with
            {
                Measure = null,
                In = effect.In ?? "organization",
                VerifyOn = verifyOn,
            };
    }

    /// <summary>The newest point of the measure, or the newest snapshot of the check; null where there is none.</summary>
    public static async Task<ExpectedNumber?> ExpectedNumberAsync(
        this AppDb db,
        ExpectedEffect effect,
        CancellationToken cancellation = default
    )
    {
        if (effect.Check is { Length: > 0 } check)
        {
            var now = await db.NumberNowAsync(check, effect.In ?? "organization", cancellation);
            return now is null ? null : new(now.Number, now.Unit, now.Version, now.Date);
        }
        var measure = await db.Set<Measure>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Slug == effect.Measure, cancellation);
        if (measure is null)
            return null;
        var point = await (await db.PointsOfAsync(measure.Id, cancellation))
            .OrderByDescending(row => row.Date)
            .FirstOrDefaultAsync(cancellation);
        return new(point?.Value, measure.Unit, null, point?.Date);
    }

    public static ExpectedEffect? EffectOf(Commitment commitment) =>
        commitment.ExpectsEffect
            ? new(
                commitment.ExpectedCheckId,
                commitment.ExpectedScope,
                commitment.ExpectedUp,
                commitment.ExpectedAtLeast,
                commitment.VerifyOn,
                commitment.ExpectedMeasure
            )
            : null;
}
