using Binnacle.Platform.Data;

namespace Binnacle.Practices.Outcomes;

/// <summary>An objective as others name it: initiatives that serve it, decisions about it.</summary>
public sealed record ObjectiveChoice(int Number, string Name, string? Team);

/// <summary>What other practices may ask of this one.</summary>
public static class OutcomesContract
{
    /// <summary>Where an objective is read.</summary>
    public static string ObjectiveUrl(int number) => $"/practices/outcomes/objectives/{number}";

    /// <summary>Drafts and active objectives, the newest first.</summary>
    public static Task<IReadOnlyList<ObjectiveChoice>> ObjectivesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) => Task.FromResult<IReadOnlyList<ObjectiveChoice>>([]);
}
