using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Timeline;
using Binnacle.Platform.Web;
using Binnacle.Platform.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Summaries;

/// <summary>Sends a published text to those who subscribed to its audience and to the channels that take it.</summary>
public static class SummarySending
{
    public static string TopicOf(Audience audience) =>
        audience switch
        {
            Audience.Engineers => Topics.Engineers,
            Audience.Product => Topics.Product,
            _ => Topics.Executives,
        };

    /// <returns>To how many; those who have it already are passed over.</returns>
    public static async Task<int> SendAsync(
        this AppDb db,
        Summary summary,
        Audience audience,
        CancellationToken cancellation = default
    )
    {
        SummaryVerbs.RequireMayPublish(db, summary);
        var text =
            summary.Published(audience)
            ?? throw new Refusal("", $"The text for {AudienceRules.Of(audience).Words} is not published yet.");
        var sent = await db.QueueNoticeAsync(NoticeOf(summary, text), Recipients.Everybody, cancellation);
        if (sent == 0)
            return 0;
        db.Add(
            new Sending
            {
                TextId = text.Id,
                At = db.Now,
                By = db.Viewer.Name,
                Recipients = sent,
            }
        );
        db.Record(
            "summary.sent",
            summary.Title,
            summary.Url,
            $"For {AudienceRules.Of(audience).Words}, to {Wording.Count(sent, "recipient", "recipients")}",
            summary
        );
        await db.SaveChangesAsync(cancellation);
        return sent;
    }

    public static async Task<IReadOnlyList<Sending>> SendingsAsync(
        this AppDb db,
        Summary summary,
        CancellationToken cancellation = default
    )
    {
        var ids = summary.Texts.ConvertAll(text => text.Id);
        return await db.Set<Sending>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.TextId))
            .OrderByDescending(row => row.At)
            .ToListAsync(cancellation);
    }

    internal static Notice NoticeOf(Summary summary, SummaryText text) =>
        new(
            TopicOf(text.Audience),
            (text.Version == 1 ? "" : "Corrected: ") + summary.Title,
            Correction(text, "") + SummaryPlain.Text(text.Markdown),
            (
                text.Correction is null
                    ? ""
                    : $"<p><strong>Corrected.</strong> {System.Net.WebUtility.HtmlEncode(text.Correction)}</p>"
            ) + SafeMarkdown.ToHtml(text.Markdown),
            $"{summary.Url}?audience={SummaryQueries.Slug(text.Audience)}",
            summary.DataClass
        )
        {
            TeamId = summary.TeamId,
            OwnerAccountId = summary.OwnerAccountId,
            Key = $"summary:{summary.Id:N}:{text.Audience}:{text.Version}",
        };

    private static string Correction(SummaryText text, string none) =>
        text.Correction is null ? none : $"Corrected: {text.Correction}\n\n";
}
