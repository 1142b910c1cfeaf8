using Binnacle.Platform;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Flow.Blockers;

/// <summary>A name that several blockers may share: the team, service, repository or vendor that is waited for.</summary>
public sealed record BlockerCause(string Of, string Name);

/// <summary>A blocker as rules and statistics see it; a past day can be asked for. It names no person.</summary>
/// <param name="Turns">When it began and ceased to stand, in turn, oldest first.</param>
public sealed record BlockerRecord(
    int Number,
    string What,
    BlockerKind? Kind,
    Guid? TeamId,
    Guid? RepositoryId,
    bool IsOwned,
    IReadOnlyList<BlockerCause> Causes,
    IReadOnlyList<BlockerTurn> Turns
)
{
    public DateTime RaisedAt => Turns[0].At;

    /// <summary>Since when it has stood without a break, as known at that moment; null where it did not stand.</summary>
    public DateTime? StandingSince(DateTime at) =>
        Turns.LastOrDefault(turn => turn.At <= at) is { Stands: true } turn ? turn.At : null;

    /// <summary>It turned out to be none.</summary>
    public bool IsDropped(DateTime at) => Turns.LastOrDefault(turn => turn.At <= at) is { Dropped: true };

    /// <summary>How long it has stood, breaks left out; over where it stands no more.</summary>
    public Duration Stood(DateTime at)
    {
        var days = 0.0;
        DateTime? since = null;
        foreach (var turn in Turns.Where(turn => turn.At <= at))
        {
            if (turn.Stands)
                since ??= turn.At;
            else if (since is { } from)
                (days, since) = (days + (turn.At - from).TotalDays, null);
        }
        return since is { } still ? new(days + (at - still).TotalDays, false) : new(days, true);
    }
}

public sealed record BlockerTurn(DateTime At, bool Stands, bool Dropped = false);

internal sealed class BlockerLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation) =>
        records.With<BlockerRecord>(await db.BlockerRecordsAsync(db.Set<Blocker>(), cancellation));
}

internal static class BlockerRecords
{
    public static async Task<IReadOnlyList<BlockerRecord>> BlockerRecordsAsync(
        this AppDb db,
        IQueryable<Blocker> blockers,
        CancellationToken cancellation
    )
    {
        var rows = await blockers
            .AsNoTracking()
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Id,
                row.Number,
                row.What,
                row.Kind,
                row.TeamId,
                row.RepositoryId,
                row.OwnerId,
                row.WaitsFor,
                OtherTeam = db.Set<Team>()
                    .Where(one => one.Id == row.OtherTeamId)
                    .Select(one => one.Name)
                    .FirstOrDefault(),
                Service = db.Set<Service>()
                    .Where(one => one.Id == row.ServiceId)
                    .Select(one => one.Name)
                    .FirstOrDefault(),
                Repository = db.Set<Repository>()
                    .Where(one => one.Id == row.RepositoryId)
                    .Select(one => one.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var turns = (
            await db.Set<BlockerStep>()
                .AsNoTracking()
                .Where(step => step.Kind != BlockerStepKind.Owned && step.Kind != BlockerStepKind.Commented)
                .Where(step => blockers.Any(row => row.Id == step.BlockerId))
                .OrderBy(step => step.Place)
                .Select(step => new
                {
                    step.BlockerId,
                    step.At,
                    step.Kind,
                })
                .ToListAsync(cancellation)
        ).ToLookup(
            step => step.BlockerId,
            step => new BlockerTurn(
                step.At,
                step.Kind is BlockerStepKind.Raised or BlockerStepKind.Reopened,
                step.Kind is BlockerStepKind.Dropped
            )
        );
        return
        [
            .. rows.Where(row => turns.Contains(row.Id))
                .Select(row => new BlockerRecord(
                    row.Number,
                    row.What,
                    row.Kind,
                    row.TeamId,
                    row.RepositoryId,
                    row.OwnerId is not null,
                    [
                        .. new BlockerCause?[]
                        {
                            Cause("team", row.OtherTeam),
                            Cause("service", row.Service),
                            Cause("repository", row.Repository),
                            Cause("name", row.WaitsFor),
                        }.OfType<BlockerCause>(),
                    ],
                    [.. turns[row.Id]]
                )),
        ];
    }

    private static BlockerCause? Cause(string of, string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : new(of, name.Trim());
}
