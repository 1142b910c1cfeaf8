using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>What a rule would have matched in the last cycle, before it is saved.</summary>
/// <param name="Samples">The newest, at most ten.</param>
/// <param name="Taken">How many of the matches belong to a running initiative already.</param>
public sealed record RuleTrial(
    string Kind,
    string Pattern,
    string? Repository,
    int Matched,
    int Changes,
    int Days,
    int Taken,
    IReadOnlyList<AlignedRow> Samples
);

public static class RuleTrying
{
    private const int MostSamples = 10;

    /// <summary>The pattern is asked for every change of the cycle, so it is tried over this many at most, the newest.</summary>
    public const int MostChanges = 20_000;

    public static async Task<RuleTrial> TryRuleAsync(
        this AppDb db,
        RuleDraft draft,
        CancellationToken cancellation = default
    )
    {
        var matcher = await db.ReadRuleAsync(draft, cancellation);
        var days = (int)await db.ValueAsync(DirectionSettings.CycleDays, cancellation);
        var since = db.Today.AddDays(1 - days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var repositories = await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .ToListAsync(cancellation);
        var texts = new List<ChangeText>();
        foreach (var repository in repositories)
            if (texts.Count < MostChanges)
                texts.AddRange(await ChangeTexts.LoadAsync(db, repository, since, cancellation));
        var matched = texts
            .Where(text => matcher.Matches(text.Facts))
            .OrderByDescending(text => text.At)
            .ThenByDescending(text => text.CommitId)
            .ToList();
        var ids = matched.ConvertAll(text => text.CommitId);
        var taken = 0;
        foreach (var part in ids.Chunk(500))
            taken += await db.Set<AlignedChange>()
                .CountAsync(row => part.Contains(row.CommitId) && row.InitiativeId != null, cancellation);
        var names = repositories.ToDictionary(row => row.Id);
        return new(
            matcher.Kind.Slug(),
            matcher.Text,
            matcher.RepositoryId is { } own ? names.GetValueOrDefault(own)?.Name : null,
            matched.Count,
            texts.Count,
            days,
            taken,
            [
                .. matched
                    .Take(MostSamples)
                    .Select(text => new AlignedRow(
                        names[text.Facts.RepositoryId].Name,
                        names[text.Facts.RepositoryId].Slug,
                        text.Facts.Id,
                        text.Facts.Subject,
                        text.At,
                        text.Area,
                        text.Kind,
                        text.Facts.Branch,
                        null,
                        null
                    )),
            ]
        );
    }
}
