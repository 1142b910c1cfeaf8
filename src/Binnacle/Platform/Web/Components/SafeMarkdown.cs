using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Binnacle.Platform.Web.Components;

/// <summary>Markdown from repositories and people. HTML is shown as text; links are http, https, mailto or of this site.</summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .DisableHtml()
        .Build();

    public static string ToHtml(string text)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(6, heading.Level + 2); // The page has its h1, the section its h2.
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            // A picture would be a request off the origin; its words stay as a link.
            link.IsImage = false;
            if (!IsSafe(link.Url))
                link.Url = "";
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
        }
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsSafe(link.Url)))
            link.Url = "";
        return document.ToHtml(Pipeline);
    }

    /// <summary>What has no scheme stays on this site; of schemes only three are let through.</summary>
    public static bool IsSafe(string? url)
    {
        if (url is null)
            return false;
        // Browsers drop these inside a scheme, so that "java\nscript:" would run.
        var bare = new string([.. url.Where(character => character > ' ' && character != '\u007f')]);
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        var end = bare.IndexOfAny(['/', '?', '#']);
        if (colon < 0 || (end >= 0 && end < colon))
            return !bare.StartsWith("//", StringComparison.Ordinal) && !bare.Contains('\\', StringComparison.Ordinal);
        return bare[..colon].ToLowerInvariant() is "http" or "https" or "mailto";
    }
}
