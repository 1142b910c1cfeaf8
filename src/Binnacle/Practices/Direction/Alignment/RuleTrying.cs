using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Alignment;

/// <summary>What a rule would have matched in the last cycle with changes, before it is saved.</summary>
/// <param name="To">Today, or the day of the newest change where that lies before the last cycle.</param>
/// <param name="Samples">The newest, at most ten.</param>
/// <param name="Taken">How many of the matches belong to a running initiative already.</param>
public sealed record RuleTrial(
    string Kind,
    string Pattern,
    string? Repository,
    int Matched,
    int Changes,
    DateOnly From,
    DateOnly To,
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
        var repositories = await db.Set<Repository>()
            .AsNoTracking()
            .Where(row => row.ArchivedAt == null && row.ScannedAt != null)
            .ToListAsync(cancellation);
        var to = await LastDayAsync(db, repositories, days, cancellation);
        var from = to.AddDays(1 - days);
        var since = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
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
            from,
            to,
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

    /// <summary>A clone that nobody brought up to date has no change in the last cycle; a rule is tried over its newest ones then.</summary>
    private static async Task<DateOnly> LastDayAsync(
        AppDb db,
        IReadOnlyList<Repository> repositories,
        int days,
        CancellationToken cancellation
    )
    {
        var ids = repositories.Select(row => row.Id).ToList();
        var newest = await db.CommitsByPeople()
            .Where(row => ids.Contains(row.RepositoryId))
            .MaxAsync(row => (DateTime?)row.At, cancellation);
        return newest is { } at && DateOnly.FromDateTime(at) is var day && day <= db.Today.AddDays(-days)
            ? day
            : db.Today;
    }
}
