namespace Binnacle.Practices.Flow.Stages;

/// <summary>
/// Where a change spent its time (DORA's change lead time, cut as docs/measures.md defines it). A stage that cannot be computed is
/// null, never zero; those that exist sum to <see cref="Total"/>.
/// </summary>
/// <param name="Coding">First commit → opened, or ready for review; of a direct push, to the push.</param>
/// <param name="Pickup">→ the first look by another human.</param>
/// <param name="Review">→ merged; from ready, where nobody looked.</param>
/// <param name="Deploy">→ production; of what was there before it was merged, from the look or the opening.</param>
public sealed record ChangeStages(TimeSpan? Coding, TimeSpan? Pickup, TimeSpan? Review, TimeSpan? Deploy)
{
    /// <summary>From the first moment that is known to the last; null with less than two.</summary>
    public TimeSpan? Total { get; } = Sum(Sum(Coding, Pickup), Sum(Review, Deploy));

    /// <param name="elapsed">How much time passed from one moment to a later one: by the clock, unless another is given.</param>
    public static ChangeStages Of(ChangeMoments moments, Func<DateTime, DateTime, TimeSpan>? elapsed = null)
    {
        // What came behind production kept nobody waiting: an opening, a look, a merge.
        var ready = moments.Ready > moments.DeployedAt ? null : moments.Ready;
        var merged = moments.MergedAt > moments.DeployedAt ? null : moments.MergedAt;
        // A look at a draft is a look: picked up as soon as it was ready.
        var looked =
            ready is null ? null
            : moments.FirstReviewAt < ready ? ready
            : moments.FirstReviewAt;
        // Nor did a comment behind the merge.
        if (looked > (merged ?? moments.DeployedAt))
            looked = null;
        // History that was rewritten after the opening begins with the opening.
        var began = moments.FirstCommitAt > ready ? null : moments.FirstCommitAt;
        return new(
            Between(began, ready ?? merged, elapsed),
            Between(ready, looked, elapsed),
            Between(looked ?? ready, merged, elapsed),
            Between(merged ?? looked ?? ready ?? began, moments.DeployedAt, elapsed)
        );
    }

    private static TimeSpan? Sum(TimeSpan? one, TimeSpan? other) =>
        one is { } known ? known + (other ?? TimeSpan.Zero) : other;

    /// <summary>Clocks that contradict each other measure nothing.</summary>
    private static TimeSpan? Between(DateTime? from, DateTime? to, Func<DateTime, DateTime, TimeSpan>? elapsed) =>
        to < from ? null
        : elapsed is not null && from is { } first && to is { } last ? elapsed(first, last)
        : to - from;
}
