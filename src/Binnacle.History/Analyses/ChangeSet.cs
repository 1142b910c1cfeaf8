namespace Binnacle.History.Analyses;

/// <summary>What one commit changed, as analyses count it.</summary>
/// <param name="Author">Who made it; one text stands for one person.</param>
/// <param name="At">UTC.</param>
/// <param name="Day">The author's own day where that was asked for, else the day of <paramref name="At"/>.</param>
/// <param name="Changes">An entity stands here once for each of its files that changed.</param>
public sealed record ChangeSet(string Author, DateTime At, DateOnly Day, IReadOnlyList<EntityChange> Changes);

/// <summary>One file's part of a change set.</summary>
/// <param name="Entity">A number for <see cref="ChangeHistory.NameOf"/>.</param>
/// <param name="Added">Lines; 0 where they could not be counted.</param>
/// <param name="Deleted">Lines; 0 where they could not be counted.</param>
public readonly record struct EntityChange(int Entity, int Added, int Deleted);
