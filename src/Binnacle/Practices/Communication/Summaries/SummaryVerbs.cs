using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <param name="Scope"><c>team:payments</c>; null or <c>organization</c> for the whole organization.</param>
/// <param name="Period">"week", "two-weeks", "month", or "since-last"; or give the two days.</param>
/// <param name="DataClass">Open, or People: for leaders alone.</param>
public sealed record SummaryDraft(
    string? Scope = null,
    string? Period = null,
    DateOnly? From = null,
    DateOnly? To = null,
    DataClass DataClass = DataClass.Open
);

/// <summary>What one does with a summary; each is a row on the Timeline.</summary>
public static class SummaryVerbs
{
    public const int LongestText = 20_000;
    private const int LongestPeriod = 190;

    public static bool MayWrite(this Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Member;

    public static bool MayPublish(this Viewer viewer, Guid? teamId) => viewer.RoleIn(teamId) >= Role.Leader;

    /// <summary>Three drafts from what happened in the period.</summary>
    public static async Task<Summary> DraftSummaryAsync(
        this AppDb db,
        SummaryDraft draft,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        var team = await db.TeamOfScopeAsync(draft.Scope, "scope", cancellation: cancellation);
        if (!db.Viewer.MayWrite(team?.Id))
            throw new Refusal("scope", "Your role does not cover this. Choose a team of yours.");
        if (draft.DataClass is not (DataClass.Open or DataClass.People))
            throw new Refusal("dataClass", "A summary is open, or for leaders.");
        if (draft.DataClass is DataClass.People && !db.Viewer.MayPublish(team?.Id))
            throw new Refusal("dataClass", "Only leaders write for leaders.");
        var (from, to) = await PeriodAsync(db, draft, team?.Id, cancellation);
        var facts = await db.PeriodFactsAsync(practices, team, from, to, cancellation);
        var summary = new Summary
        {
            Number = (int)await db.TakeNumbersAsync("summaries", cancellation: cancellation),
            Title = $"{facts.Scope ?? "Summary"}, {Wording.Day(from)} to {Wording.Day(to)}",
            TeamId = team?.Id,
            From = from,
            To = to,
            MadeAt = db.Now,
            MadeBy = db.Viewer.Name,
            DataClass = draft.DataClass,
            OwnerAccountId = db.Viewer.AccountId,
        };
        foreach (var rules in AudienceRules.All)
            summary.Texts.Add(
                new SummaryText
                {
                    SummaryId = summary.Id,
                    Audience = rules.Audience,
                    Markdown = SummaryDrafting.Write(facts, rules.Audience),
                    EditedAt = db.Now,
                    EditedBy = db.Viewer.Name,
                }
            );
        db.Add(summary);
        db.Record("summary.drafted", summary.Title, summary.Url, classified: summary);
        await db.SaveChangesAsync(cancellation);
        return summary;
    }

    /// <summary>Changes a text that is not published yet.</summary>
    /// <param name="seen">The revision that the writer saw; null changes whatever stands there.</param>
    public static async Task ChangeTextAsync(
        this AppDb db,
        Summary summary,
        Audience audience,
        string? markdown,
        int? seen = null,
        CancellationToken cancellation = default
    )
    {
        var text = Draft(db, summary, audience);
        if (seen is { } revision && revision != text.Revision)
            throw new Refusal(
                "",
                $"{text.EditedBy} changed this text while you wrote. Yours stands below; saved again, it takes the place of theirs."
            );
        var fresh = markdown?.ReplaceLineEndings("\n").Trim() ?? "";
        if (fresh.Length == 0)
            throw new Refusal("markdown", "Write something, or draft it again.");
        if (fresh.Length > LongestText)
            throw new Refusal("markdown", $"Keep it under {LongestText:N0} characters; it has {fresh.Length:N0}.");
        if (fresh == text.Markdown.Trim())
            return;
        (text.Markdown, text.EditedAt, text.EditedBy) = (fresh + "\n", db.Now, db.Viewer.Name);
        text.Revision++;
        db.Record("summary.edited", summary.Title, summary.Url, $"For {AudienceRules.Of(audience).Words}", summary);
        await SaveAsync(db, cancellation);
    }

    /// <summary>Takes the text of an audience back to what the records say now.</summary>
    public static async Task DraftAgainAsync(
        this AppDb db,
        Summary summary,
        Audience audience,
        PracticeList practices,
        CancellationToken cancellation = default
    )
    {
        Draft(db, summary, audience);
        var team = await db.Set<Team>().SingleOrDefaultAsync(row => row.Id == summary.TeamId, cancellation);
        var facts = await db.PeriodFactsAsync(practices, team, summary.From, summary.To, cancellation);
        await db.ChangeTextAsync(summary, audience, SummaryDrafting.Write(facts, audience), cancellation: cancellation);
    }

    /// <summary>From now on the text stays as it is. Of two who publish at once one is told that the other was first.</summary>
    public static async Task PublishAsync(
        this AppDb db,
        Summary summary,
        Audience audience,
        CancellationToken cancellation = default
    )
    {
        RequireMayPublish(db, summary);
        var text = Draft(db, summary, audience);
        var rules = AudienceRules.Of(audience);
        var words = Vocabulary.Count(text.Markdown);
        if (words > rules.MostWords)
            throw new Refusal(
                "",
                $"A text for {rules.Words} has at most {rules.MostWords} words; this one has {words}."
            );
        text.Publication = new Publication
        {
            TextId = text.Id,
            At = db.Now,
            By = db.Viewer.Name,
        };
        db.Add(text.Publication);
        text.Revision++;
        db.Record(
            text.Version == 1 ? "summary.published" : "summary.corrected",
            summary.Title,
            summary.Url,
            $"For {rules.Words}{(text.Correction is null ? "" : $": {text.Correction}")}",
            summary
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException problem)
        {
            db.ChangeTracker.Clear();
            if (await db.Set<Publication>().AnyAsync(row => row.TextId == text.Id, cancellation))
                throw new Refusal("", "It was published a moment ago.");
            if (problem is DbUpdateConcurrencyException)
                throw new Refusal("", "Somebody changed it a moment ago. Look at what it says now, then publish it.");
            throw;
        }
    }

    /// <summary>A next version of a published text, to be edited and published in its place. The old one stays to be read.</summary>
    public static async Task CorrectAsync(
        this AppDb db,
        Summary summary,
        Audience audience,
        string? reason,
        CancellationToken cancellation = default
    )
    {
        RequireMayPublish(db, summary);
        var newest = summary.Newest(audience) ?? throw new Refusal("", "There is no text for this audience.");
        if (newest.Publication is null)
            throw new Refusal("", "The newest version is not published yet: change it as it is.");
        var why = reason?.Trim() ?? "";
        if (why.Length is 0 or > 500)
            throw new Refusal("reason", "Say in 1 to 500 characters what was wrong: readers see it.");
        var next = new SummaryText
        {
            SummaryId = summary.Id,
            Audience = audience,
            Version = newest.Version + 1,
            Markdown = newest.Markdown,
            Correction = why,
            EditedAt = db.Now,
            EditedBy = db.Viewer.Name,
        };
        db.Add(next);
        db.Record(
            "summary.correction-begun",
            summary.Title,
            summary.Url,
            $"For {AudienceRules.Of(audience).Words}: {why}",
            summary
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (
                await db.Set<SummaryText>()
                    .AnyAsync(
                        row =>
                            row.SummaryId == next.SummaryId && row.Audience == audience && row.Version == next.Version,
                        cancellation
                    )
            )
                throw new Refusal("", "A correction was begun a moment ago.");
            throw;
        }
    }

    /// <summary>A summary of which nothing was published can be thrown away.</summary>
    public static async Task DiscardAsync(this AppDb db, Summary summary, CancellationToken cancellation = default)
    {
        if (!db.Viewer.MayWrite(summary.TeamId))
            throw new NotAllowed("Only members of this team or of the organization may discard it.");
        if (summary.PublishedAt is not null)
            throw new Refusal("", "It was published; what was published stays.");
        db.Remove(summary);
        db.Record("summary.discarded", summary.Title, "/practices/communication", classified: summary);
        await SaveAsync(db, cancellation);
    }

    private static async Task SaveAsync(AppDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw new Refusal("", "Somebody changed or published it a moment ago. Look at what it says now.");
        }
    }

    internal static void RequireMayPublish(AppDb db, Summary summary)
    {
        if (!db.Viewer.MayPublish(summary.TeamId))
            throw new NotAllowed(
                summary.TeamId is null
                    ? "Only leaders of the organization may do this."
                    : "Only leaders of this team or of the organization may do this."
            );
    }

    private static SummaryText Draft(AppDb db, Summary summary, Audience audience)
    {
        if (!db.Viewer.MayWrite(summary.TeamId))
            throw new NotAllowed("Only members of this team or of the organization may change it.");
        var text = summary.Newest(audience) ?? throw new Refusal("", "There is no text for this audience.");
        return text.Publication is { } published
            ? throw new Refusal(
                "",
                $"It was published on {Wording.Day(published.At)} by {published.By} and stays as it is. Correct it with a new version."
            )
            : text;
    }

    private static async Task<(DateOnly From, DateOnly To)> PeriodAsync(
        AppDb db,
        SummaryDraft draft,
        Guid? teamId,
        CancellationToken cancellation
    )
    {
        var to = draft.To ?? db.Today;
        var from = draft.From is { } given
            ? given
            : draft.Period switch
            {
                "week" => to.AddDays(-6),
                null or "" or "two-weeks" => to.AddDays(-13),
                "month" => to.AddDays(-29),
                "since-last" => await db.Set<Summary>()
                    .Where(row =>
                        row.TeamId == teamId && row.Texts.Any(text => text.Publication != null) && row.To < to
                    )
                    .OrderByDescending(row => row.To)
                    .Select(row => (DateOnly?)row.To.AddDays(1))
                    .FirstOrDefaultAsync(cancellation)
                    ?? to.AddDays(-13),
                _ => throw new Refusal("period", "Choose week, two-weeks, month or since-last."),
            };
        if (to > db.Today)
            throw new Refusal("to", "The period ends today at the latest.");
        if (from > to)
            throw new Refusal("from", "The period begins after it ends.");
        if (to.DayNumber - from.DayNumber >= LongestPeriod)
            throw new Refusal("from", $"A summary tells of at most {LongestPeriod} days.");
        return (from, to);
    }
}
