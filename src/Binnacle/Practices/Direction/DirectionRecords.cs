using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Practices.Direction.Alignment;
using Binnacle.Practices.Direction.Bets;
using Binnacle.Practices.Direction.Vision;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

/// <summary>Somebody looked at the vision that is written here.</summary>
public sealed record VisionReviewRecord(DateTime At, string By, int Version, bool IsChange);

public sealed record HypothesisRecord(
    int Number,
    string Belief,
    Guid? TeamId,
    DateTime AddedAt,
    DateOnly CheckOn,
    DateTime? JudgedAt,
    DateTime? AnsweredAt
);

public sealed record InitiativeRecord(int Number, DateTime AddedAt);

/// <summary>A change that serves a goal, and since when a rule says so.</summary>
public sealed record LinkedChangeRecord(Guid RepositoryId, string Commit, DateTime From);

public sealed record MatchingRecord(Guid RepositoryId, DateTime At);

internal sealed class DirectionLoading : IRecordSource
{
    public async Task LoadAsync(AppDb db, CheckRecords records, CancellationToken cancellation)
    {
        records.With<VisionReviewRecord>(
            await db.Set<VisionReview>()
                .OrderBy(row => row.At)
                .Select(row => new VisionReviewRecord(row.At, row.By, row.Version, row.IsChange))
                .ToListAsync(cancellation)
        );
        records.With<HypothesisRecord>(
            await db.Set<Hypothesis>()
                .OrderBy(row => row.Number)
                .Select(row => new HypothesisRecord(
                    row.Number,
                    row.Belief,
                    row.TeamId,
                    row.AddedAt,
                    row.CheckOn,
                    row.Verdict == null ? null : row.Verdict.At,
                    row.Answer == null ? null : row.Answer.At
                ))
                .ToListAsync(cancellation)
        );
        records.With<InitiativeRecord>(
            await db.Set<Initiative>()
                .OrderBy(row => row.Number)
                .Select(row => new InitiativeRecord(row.Number, row.AddedAt))
                .ToListAsync(cancellation)
        );
        records.With<MatchingRecord>(
            await db.Set<RepositoryMatching>()
                .Select(row => new MatchingRecord(row.RepositoryId, row.At))
                .ToListAsync(cancellation)
        );
        var linked = await db.Set<AlignedChange>()
            .Where(row => row.LinkedFrom != null)
            .Join(
                db.Set<HistoryCommit>(),
                change => change.CommitId,
                commit => commit.Id,
                (change, commit) =>
                    new
                    {
                        change.RepositoryId,
                        commit.Name,
                        change.LinkedFrom,
                    }
            )
            .AsNoTracking()
            .ToListAsync(cancellation);
        records.With<LinkedChangeRecord>(
            linked.ConvertAll(row => new LinkedChangeRecord(
                row.RepositoryId,
                Convert.ToHexStringLower(row.Name),
                row.LinkedFrom!.Value
            ))
        );
    }
}
