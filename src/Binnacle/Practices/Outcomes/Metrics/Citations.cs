using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;

namespace Binnacle.Practices.Outcomes.Metrics;

/// <summary>A decision that named a measure as what it stands on.</summary>
public sealed record Citation(int Decision, string Title, DateTime At, Guid MeasureId)
{
    public string Url => $"/practices/decisions/{Decision}";
}

/// <summary>Which decisions cited which measures: what the practice Decisions tells.</summary>
public static class Citations
{
    public static IReadOnlyList<Citation> Of(CheckRecords records) => [];

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<Citation>> CitationsAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) => Task.FromResult<IReadOnlyList<Citation>>([]);
}
