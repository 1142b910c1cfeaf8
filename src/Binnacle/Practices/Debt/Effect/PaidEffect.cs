using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Practices.Debt.Register;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Debt.Effect;

public enum EffectVerdict
{
    TooEarly,
    NoEvidence,
    Improved,
    Worse,
}

/// <summary>Fixes where the debt stood, before and after it was paid.</summary>
/// <param name="Change">The difference of the shares, after − before, at 95 %.</param>
public sealed record PaidEffect(
    PlaceFacts Before,
    PlaceFacts After,
    DateOnly PaidOn,
    DateOnly LookedTo,
    EffectVerdict Verdict,
    Interval? Change
)
{
    /// <summary>Half a year on either side.</summary>
    public const int Days = 182;

    /// <summary>Fewer changes than these on either side say nothing.</summary>
    public const int FewestChanges = 20;

    public static PaidEffect Of(PlaceFacts before, PlaceFacts after, DateOnly paidOn, DateOnly to)
    {
        if (before.Changes < FewestChanges || after.Changes < FewestChanges)
            return new(before, after, paidOn, to, EffectVerdict.TooEarly, null);
        var change = Difference(after.Fixes, after.Changes, before.Fixes, before.Changes);
        var verdict =
            change.High < 0 ? EffectVerdict.Improved
            : change.Low > 0 ? EffectVerdict.Worse
            : EffectVerdict.NoEvidence;
        return new(before, after, paidOn, to, verdict, change);
    }

    /// <summary>
    /// The interval of the difference of two independent shares at 95 %, from their Wilson intervals: method 10 of Newcombe
    /// (1998), "Interval estimation for the difference between independent proportions".
    /// </summary>
    public static Interval Difference(int first, int ofFirst, int second, int ofSecond)
    {
        var (one, two) = ((double)first / ofFirst, (double)second / ofSecond);
        var (a, b) = (Statistics.Wilson(first, ofFirst), Statistics.Wilson(second, ofSecond));
        var difference = one - two;
        return new(
            difference - Math.Sqrt(Math.Pow(one - a.Low, 2) + Math.Pow(b.High - two, 2)),
            difference + Math.Sqrt(Math.Pow(a.High - one, 2) + Math.Pow(two - b.Low, 2))
        );
    }

    public CheckState State =>
        Verdict switch
        {
            EffectVerdict.Improved => CheckState.Pass,
            EffectVerdict.Worse => CheckState.Fail,
            EffectVerdict.NoEvidence => CheckState.Warn,
            _ => CheckState.Unknown,
        };

    public string Words =>
        Verdict switch
        {
            EffectVerdict.Improved => "fewer fixes since",
            EffectVerdict.Worse => "more fixes since",
            EffectVerdict.NoEvidence => "no evidence of a change",
            _ => "too early to tell",
        };
}

public static class PaidEffects
{
    /// <summary>Null for an item that is not paid, or that stands in no repository that was read.</summary>
    public static async Task<PaidEffect?> PaidEffectAsync(
        this AppDb db,
        DebtItem item,
        CancellationToken cancellation = default
    )
    {
        if (item.Closure is not { Outcome: DebtOutcome.Paid } closure)
            return null;
        if (await db.ReadRepositoryAsync(item.RepositoryId, cancellation) is not { } repository)
            return null;
        var paid = DateOnly.FromDateTime(closure.At);
        var end = paid.AddDays(PaidEffect.Days);
        var to = end < db.Today ? end : db.Today;
        return PaidEffect.Of(
            await db.PlaceFactsAsync(
                repository.Id,
                item.Path,
                paid.AddDays(-PaidEffect.Days),
                paid.AddDays(-1),
                cancellation
            ),
            await db.PlaceFactsAsync(repository.Id, item.Path, paid, to, cancellation),
            paid,
            to
        );
    }
}
