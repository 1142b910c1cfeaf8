using Binnacle.Platform.Checks;

namespace Binnacle.Platform.Commitments;

/// <summary>Comes to a verdict on one commitment; pure. What it compares and why so: docs/decisions/0014.</summary>
public static class Looking
{
    /// <summary>Points that each side of a measure needs.</summary>
    public const int FewestPoints = 7;

    /// <summary>A check's number of so many days before the promise still stands for that day: the past is replayed by month.</summary>
    private const int SnapshotStands = 35;

    public static Verification Look(
        Commitment commitment,
        EffectSeries series,
        DateOnly lookOn,
        DateTime at,
        Guid? id = null
    )
    {
        var windows = ComparedDays.Of(commitment, lookOn);
        if (!series.Exists)
            return NotMeasurable(
                commitment.ExpectedMeasure is null ? Unmeasurable.CheckGone : Unmeasurable.MeasureGone
            );
        return commitment.ExpectedMeasure is null ? OfCheck() : OfMeasure();

        Verification OfMeasure()
        {
            if (commitment.UnitBefore is { } unit && unit != series.Unit)
                return NotMeasurable(Unmeasurable.UnitChanged);
            var one = series.Points.Where(point => point.Date >= windows.BeforeFrom && point.Date <= windows.BeforeTo);
            var other = series.Points.Where(point => point.Date >= windows.AfterFrom && point.Date <= windows.AfterTo);
            // Points that were fetched again under a new definition carry its version, and may be compared.
            if (one.Concat(other).DistinctBy(point => point.Version).Count() > 1)
                return NotMeasurable(Unmeasurable.DefinitionChanged);
            var (before, after) = (one.Count(), other.Count());
            if (before < FewestPoints)
                return NotMeasurable(
                    before == 0 ? Unmeasurable.NothingBefore : Unmeasurable.TooFewBefore,
                    before,
                    after
                );
            if (after < FewestPoints)
                return NotMeasurable(after == 0 ? Unmeasurable.NothingAfter : Unmeasurable.TooFewAfter, before, after);
            return WeekComparison.Compare(series.Points, windows) is { } difference
                ? Judged(difference, ComparisonMethod.Weeks, before, after)
                : NotMeasurable(Unmeasurable.TooFewWeeks, before, after);
        }

        Verification OfCheck()
        {
            var made = DateOnly.FromDateTime(commitment.MadeAt);
            var before = series.Levels.LastOrDefault(row =>
                row.Number is not null && row.Date <= made && row.Date >= made.AddDays(-SnapshotStands)
            );
            var after = series.Levels.LastOrDefault(row =>
                row.Number is not null && row.Date >= windows.AfterFrom && row.Date <= lookOn
            );
            if (before is null || after is null)
                return NotMeasurable(before is null ? Unmeasurable.NothingBefore : Unmeasurable.NothingAfter);
            var (one, other) = (before.Number!.Value, after.Number!.Value);
            var why =
                before.Unit != after.Unit ? Unmeasurable.UnitChanged
                : before.Version != after.Version ? Unmeasurable.DefinitionChanged
                : after.Unit != "share" || before.SampleCount == 0 || after.SampleCount == 0 ? Unmeasurable.NoInterval
                : Unmeasurable.No;
            if (why is not Unmeasurable.No)
                return NotMeasurable(why, before.SampleCount, after.SampleCount, (before, one), (after, other));
            var difference = LevelComparison.Compare(
                new(one, before.SampleCount, before.SampleOf),
                new(other, after.SampleCount, after.SampleOf)
            );
            var method = LevelComparison.IsSample(after.SampleOf) ? ComparisonMethod.Shares : ComparisonMethod.Counted;
            return Judged(difference, method, before.SampleCount, after.SampleCount, before.Date, after.Date);
        }

        Verification Judged(
            Difference found,
            ComparisonMethod method,
            int before,
            int after,
            DateOnly? dayBefore = null,
            DateOnly? dayAfter = null
        )
        {
            var up = commitment.ExpectedUp;
            var (worst, best) = up
                ? (found.Interval.Low, found.Interval.High)
                : (-found.Interval.High, -found.Interval.Low);
            var verdict =
                worst > 0 ? Verdict.Improved
                : best < 0 ? Verdict.Worse
                : Verdict.NoEvidence;
            var moved = up ? found.Change : -found.Change;
            return new Verification
            {
                Id = id ?? Guid.CreateVersion7(),
                CommitmentId = commitment.Id,
                LookedFor = lookOn,
                At = at,
                Verdict = verdict,
                // A promise of ten points is kept by 9.9999999.
                LessThanPromised =
                    verdict is Verdict.Improved
                    && commitment.ExpectedAtLeast is { } least
                    && moved < least * (1 - 1e-9),
                Method = method,
                Unit = series.Unit,
                BeforeFrom = dayBefore ?? windows.BeforeFrom,
                BeforeTo = dayBefore ?? windows.BeforeTo,
                AfterFrom = dayAfter ?? windows.AfterFrom,
                AfterTo = dayAfter ?? windows.AfterTo,
                CountBefore = before,
                CountAfter = after,
                Before = found.Before,
                After = found.After,
                Low = found.Interval.Low,
                High = found.Interval.High,
                Detectable = found.Detectable,
            };
        }

        Verification NotMeasurable(
            Unmeasurable why,
            int before = 0,
            int after = 0,
            (Snapshot Row, double Number)? one = null,
            (Snapshot Row, double Number)? other = null
        ) =>
            new()
            {
                Id = id ?? Guid.CreateVersion7(),
                CommitmentId = commitment.Id,
                LookedFor = lookOn,
                At = at,
                Verdict = Verdict.NotMeasurable,
                Unmeasurable = why,
                Unit = series.Unit,
                BeforeFrom = one?.Row.Date ?? windows.BeforeFrom,
                BeforeTo = one?.Row.Date ?? windows.BeforeTo,
                AfterFrom = other?.Row.Date ?? windows.AfterFrom,
                AfterTo = other?.Row.Date ?? (windows.AfterTo < windows.AfterFrom ? lookOn : windows.AfterTo),
                CountBefore = before,
                CountAfter = after,
                Before = one?.Number,
                After = other?.Number,
            };
    }
}
