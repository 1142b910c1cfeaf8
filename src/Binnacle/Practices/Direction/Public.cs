using Binnacle.Platform.Data;

namespace Binnacle.Practices.Direction;

/// <summary>A principle that a decision can name as traded off. <paramref name="Number"/> is the one it keeps for good.</summary>
public sealed record PrincipleChoice(int Number, string Name);

/// <summary>What other practices may ask of direction.</summary>
public static class DirectionPublic
{
    /// <summary>The principles in force, in the order of their numbers.</summary>
    public static Task<IReadOnlyList<PrincipleChoice>> PrinciplesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) => Task.FromResult<IReadOnlyList<PrincipleChoice>>([]);
}
