using System.Globalization;
using System.Xml;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Web.Components;
using Binnacle.Practices.Communication.Summaries;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Communication.Sharing;

/// <summary>Published summaries as an Atom feed (RFC 4287), the newest fifty, as the reader of the feed may see them.</summary>
public static class SummaryFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const int Most = 50;

    /// <param name="team">The slug of a team; null for the organization and every team.</param>
    /// <param name="path">Of the feed without its token: readers show it, and logs keep it.</param>
    public static async Task<byte[]> WriteAsync(
        AppDb db,
        OwnAddress own,
        Audience audience,
        string? team,
        string path,
        CancellationToken cancellation
    )
    {
        var summaries = await db.Summaries(new(team is null ? null : ScopeText.OfTeam(team), "published"))
            .Where(row => row.Texts.Any(text => text.Audience == audience && text.Publication != null))
            .Take(Most)
            .Include(row => row.Texts)
                .ThenInclude(text => text.Publication)
            .ToListAsync(cancellation);
        var name = await db.OrganizationNameAsync(cancellation) ?? "Binnacle";
        using var buffer = new MemoryStream();
        await using (
            var xml = XmlWriter.Create(
                buffer,
                new XmlWriterSettings { Async = true, Encoding = new System.Text.UTF8Encoding(false) }
            )
        )
        {
            await xml.WriteStartDocumentAsync();
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, own.Of(path));
            xml.WriteElementString(
                "title",
                Namespace,
                Valid($"{name}: summaries for {AudienceRules.Of(audience).Words}")
            );
            var newest = summaries
                .Select(row => row.Published(audience)!.Publication!.At)
                .DefaultIfEmpty(DateTime.UnixEpoch)
                .Max();
            xml.WriteElementString("updated", Namespace, Time(newest));
            Link(xml, "alternate", own.Of("/practices/communication"));
            xml.WriteStartElement("author", Namespace);
            xml.WriteElementString("name", Namespace, Valid(name));
            xml.WriteEndElement();
            foreach (var summary in summaries)
                Entry(xml, own, summary, audience);
            xml.WriteEndElement();
            await xml.WriteEndDocumentAsync();
        }
        return buffer.ToArray();
    }

    private static void Entry(XmlWriter xml, OwnAddress own, Summary summary, Audience audience)
    {
        var versions = summary.Texts.Where(text => text.Audience == audience && text.Publication is not null).ToList();
        var (first, text) = (versions.MinBy(row => row.Version)!, versions.MaxBy(row => row.Version)!);
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, $"urn:uuid:{first.Id}");
        xml.WriteElementString("title", Namespace, Valid(summary.Title));
        xml.WriteElementString("updated", Namespace, Time(text.Publication!.At));
        xml.WriteElementString("published", Namespace, Time(first.Publication!.At));
        Link(xml, "alternate", own.Of($"{summary.Url}?audience={SummaryQueries.Slug(audience)}"));
        xml.WriteStartElement("author", Namespace);
        xml.WriteElementString("name", Namespace, Valid(text.Publication.By));
        xml.WriteEndElement();
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Valid(own.Whole(SafeMarkdown.ToHtml(text.Markdown))));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Without the control characters that XML cannot hold.</summary>
    private static string Valid(string text) =>
        new([.. text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter))]);
}
