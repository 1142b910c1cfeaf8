using Binnacle.Platform.Data;
using Binnacle.Practices.Direction.Principles;
using Binnacle.Practices.Direction.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

/// <summary>A principle that a decision can name as traded off. <paramref name="Number"/> is the one it keeps for good.</summary>
public sealed record PrincipleChoice(int Number, string Name);

/// <summary>What other practices may ask of direction.</summary>
public static class DirectionPublic
{
    /// <summary>The job that matches changes with initiatives; queued after a scan.</summary>
    public const string MatchJob = Alignment.MatchJob.Id;

    public const string MatchJobTitle = Alignment.MatchJob.Title;

    /// <summary>Where a principle is read.</summary>
    public static string PrincipleUrl(int number) => $"/practices/direction/principles/{number}";

    /// <summary>Where the milestones are read that everybody may know of.</summary>
    public static async Task<HashSet<string>> PublishedMilestonesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Milestone>()
            .Where(row => row.Publication != null)
            .Select(row => "/practices/direction/roadmap/" + row.Number)
            .ToHashSetAsync(cancellation);

    /// <summary>The principles in force, in the order of their numbers.</summary>
    public static async Task<IReadOnlyList<PrincipleChoice>> PrinciplesAsync(
        this AppDb db,
        CancellationToken cancellation = default
    ) =>
        await db.Set<Principle>()
            .Where(row => row.Retirements.All(end => end.BroughtBackAt != null))
            .OrderBy(row => row.Number)
            .Select(row => new PrincipleChoice(row.Number, row.Name))
            .ToListAsync(cancellation);
}
