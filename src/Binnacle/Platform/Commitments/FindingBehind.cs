using Binnacle.Platform.Access;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Commitments;

/// <summary>What a commitment answers, as it stood when somebody looked.</summary>
/// <param name="Key">As <see cref="Commitment.Origin"/>.</param>
/// <param name="Now">The newest snapshot; null for a document, or before the first evaluation.</param>
public sealed record FindingBehind(string Key, string Title, string NextStep, Snapshot? Now);

public static class Findings
{
    /// <exception cref="Refusal">The check or the document does not exist.</exception>
    public static async Task<FindingBehind?> FindingBehindAsync(
        this AppDb db,
        CommitmentDraft draft,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        if (draft.Check is { Length: > 0 } id)
        {
            var check =
                practices.Checks.FirstOrDefault(check => check.Id == id)
                ?? throw new Refusal("check", $"There is no check “{id}”.");
            var scope = string.IsNullOrEmpty(draft.In) ? "organization" : draft.In;
            var now = await db.NumberNowAsync(id, scope, cancellation);
            return new($"check:{id}@{scope}", now?.Headline ?? check.Title, now?.NextStep ?? "", now);
        }
        if (draft.From is { Length: > 0 } from)
            return await db.PageBehindAsync(from, cancellation);
        if (draft.Answers is { } earlier)
        {
            var old =
                await db.CommitmentAsync(earlier, cancellation)
                ?? throw new Refusal("answers", $"There is no commitment {earlier}.");
            return new($"page:{old.Url}", $"Commitment {earlier}: {old.Title}", "", null);
        }
        if (draft.Document is not { } number)
            return null;
        var document =
            await db.Set<Document>().SingleOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw new Refusal("document", $"There is no document {number}.");
        var title = document.Title.Length > 0 ? document.Title : document.Path;
        return new(
            $"document:{number}",
            document.Problems == 0 ? title : $"{title} has {Words.Count(document.Problems, "problem")}",
            document.Problems == 0 ? "" : $"Mend {document.Path}",
            null
        );
    }

    /// <summary>A page of ours, named as the Timeline last named it: what the viewer may not see there has no name here.</summary>
    private static async Task<FindingBehind> PageBehindAsync(this AppDb db, string path, CancellationToken cancellation)
    {
        path = path.StartsWith("page:", StringComparison.Ordinal) ? path["page:".Length..] : path;
        if (!LocalUrl.IsLocal(path) || path.Length > 200)
            throw new Refusal("from", "Give the path of a page here, as /practices/decisions/12.");
        var title = await db.Set<TimelineEvent>()
            .Where(row => row.SubjectUrl == path)
            .OrderByDescending(row => row.At)
            .Select(row => row.Subject)
            .FirstOrDefaultAsync(cancellation);
        return new($"page:{path}", string.IsNullOrEmpty(title) ? path : title, "", null);
    }

    /// <summary>The newest snapshot of a check in a scope.</summary>
    public static Task<Snapshot?> NumberNowAsync(
        this AppDb db,
        string checkId,
        string scopeKey,
        CancellationToken cancellation = default
    ) =>
        db.Set<Snapshot>()
            .AsNoTracking()
            .Where(row => row.CheckId == checkId && row.ScopeKey == scopeKey)
            .OrderByDescending(row => row.Date)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>Which way is better, from the target's words; a proposal that the form shows and anybody may turn round.</summary>
    public static bool ShouldRise(this Snapshot snapshot) =>
        snapshot.Target is { } target && Falls(target) ? false
        : snapshot.Target is { } words && Rises(words) ? true
        : snapshot.Unit == "share";

    private static bool Falls(string target) =>
        target.StartsWith("at most", StringComparison.Ordinal)
        || target.StartsWith("none", StringComparison.Ordinal)
        || target.StartsWith("decided within", StringComparison.Ordinal);

    private static bool Rises(string target) =>
        target.StartsWith("at least", StringComparison.Ordinal)
        || target.StartsWith("all", StringComparison.Ordinal)
        || target.StartsWith("every", StringComparison.Ordinal);
}
