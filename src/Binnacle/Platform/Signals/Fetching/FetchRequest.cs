namespace Binnacle.Platform.Signals.Fetching;

/// <summary>What is asked of a source, with its secret in the clear for as long as it is used.</summary>
/// <param name="From">The first and last day that points are wanted of.</param>
public sealed record FetchRequest(
    SourceSettings Settings,
    string? Secret,
    SqlConnectionDefinition? Connection,
    DateOnly From,
    DateOnly To,
    DateTime Now
)
{
    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>Records are printed; this one must not be.</summary>
    public override string ToString() => nameof(FetchRequest);
}

/// <summary>A kind of source: foreign shapes in, points out. One class each under <c>Sources</c>.</summary>
public interface IFetchPoints
{
    SourceKind Kind { get; }

    /// <summary>How many days one request may span, for a backfill in steps.</summary>
    int DaysAtOnce(SourceSettings settings);

    /// <summary>True where a day has its point only when it is over.</summary>
    bool WaitsForTheDaysEnd { get; }

    /// <exception cref="Refusal">The settings cannot work; the field is a member's name.</exception>
    void Require(SourceSettings settings);

    /// <returns>Points in any order; days outside of what was asked are left out by the caller.</returns>
    /// <exception cref="Outbound.OutboundFailure">In words, without any secret.</exception>
    Task<IReadOnlyList<MeasurePoint>> FetchAsync(FetchRequest request, CancellationToken cancellation);
}
