using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction.Vision;

/// <param name="Reason">What changed and why, in a word.</param>
/// <param name="Measures">Slugs of the outcomes that it is tied to.</param>
public sealed record VisionDraft(string? Text, string? Reason = null, IReadOnlyList<string>? Measures = null);

public static class VisionVerbs
{
    public const string Url = "/practices/direction/vision";

    private const int LongestText = 40_000;

    /// <summary>The new version is a review, too. Leaders of the organization alone may write it.</summary>
    public static async Task<VisionVersion> WriteVisionAsync(
        this AppDb db,
        VisionDraft draft,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var text = draft.Text?.Trim().ReplaceLineEndings("\n") ?? "";
        var words = WordDiff.CountWords(text);
        var limit = (int)await db.ValueAsync(DirectionSettings.VisionWords, cancellation);
        if (words == 0 || text.Length > LongestText)
            throw new Refusal("text", "Say where you go.");
        if (words > limit)
            throw new Refusal(
                "text",
                $"{words:N0} words; at most {limit:N0} are read to the end. Leave out {words - limit:N0}."
            );
        var last = await db.VisionAsync(cancellation);
        if (last is not null && last.Text == text && SameMeasures(last, await MeasuresAsync(db, draft, cancellation)))
            throw new Refusal("text", "Nothing changed. Say so with a review instead.");
        if (last is not null && string.IsNullOrWhiteSpace(draft.Reason))
            throw new Refusal("reason", "Say in a word what changed and why.");
        var version = new VisionVersion
        {
            Number = (last?.Number ?? 0) + 1,
            Text = text,
            At = db.Now,
            By = db.Viewer.Name,
        };
        foreach (var measure in await MeasuresAsync(db, draft, cancellation))
            version.Measures.Add(new VisionMeasure { VersionId = version.Id, MeasureId = measure });
        db.Add(version);
        AddReview(db, version.Number, isChange: true, Cut(draft.Reason) ?? "First version");
        db.Record("vision.changed", $"Vision, version {version.Number}", Url, Cut(draft.Reason) ?? "First version");
        await db.SaveChangesAsync(cancellation);
        return version;
    }

    /// <summary>Looked at, and nothing changed: with a word why, so that it was a look.</summary>
    public static async Task<VisionReview> KeepVisionAsync(
        this AppDb db,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        db.Viewer.RequireLeader(null);
        var last =
            await db.VisionAsync(cancellation)
            ?? throw new Refusal("reason", "There is no vision yet that could stay as it is.");
        var why = DirectionAccess.Text("reason", reason, 1000, "Say in a word why nothing changes");
        var review = AddReview(db, last.Number, isChange: false, why);
        db.Record("vision.reviewed", $"Vision, version {last.Number}", Url, $"No change: {why}");
        await db.SaveChangesAsync(cancellation);
        return review;
    }

    /// <summary>The version in force; null before the first.</summary>
    public static Task<VisionVersion?> VisionAsync(this AppDb db, CancellationToken cancellation = default) =>
        db.Set<VisionVersion>()
            .AsNoTracking()
            .Include(row => row.Measures)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(cancellation);

    private static VisionReview AddReview(AppDb db, int version, bool isChange, string reason)
    {
        var review = new VisionReview
        {
            Version = version,
            IsChange = isChange,
            Reason = reason,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(review);
        return review;
    }

    private static bool SameMeasures(VisionVersion version, IReadOnlyList<Guid> measures) =>
        version.Measures.Select(row => row.MeasureId).Order().SequenceEqual(measures.Order());

    private static async Task<IReadOnlyList<Guid>> MeasuresAsync(
        AppDb db,
        VisionDraft draft,
        CancellationToken cancellation
    )
    {
        var slugs = (draft.Measures ?? []).Where(slug => slug.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (slugs.Count > 10)
            throw new Refusal("measures", "Choose at most ten outcomes.");
        var found = await db.Set<Measure>()
            .Where(row => slugs.Contains(row.Slug))
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        return found.Count == slugs.Count
            ? found
            : throw new Refusal("measures", "One of these measures does not exist.");
    }

    private static string? Cut(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null
        : reason.Trim().Length > 1000 ? reason.Trim()[..1000]
        : reason.Trim();
}
