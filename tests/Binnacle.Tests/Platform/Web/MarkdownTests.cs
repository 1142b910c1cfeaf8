using AngleSharp.Html.Parser;
using Binnacle.Platform.Web.Components;
using FsCheck;
using FsCheck.Fluent;

namespace Binnacle.Tests.Platform.Web;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("https://example.org/a", true)]
    [InlineData("mailto:team@example.org", true)]
    [InlineData("/decisions/12", true)]
    [InlineData("docs/a:b.md", true)]
    [InlineData("#rule", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JaVaScRiPt:alert(1)", false)]
    [InlineData("java\nscript:alert(1)", false)]
    [InlineData(" javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("vbscript:x", false)]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/\\elsewhere.example", false)]
    public void Only_links_that_do_no_harm_are_kept(string url, bool kept) => SafeMarkdown.IsSafe(url).ShouldBe(kept);

    [Fact]
    public async Task Html_is_shown_as_text_and_pictures_become_links()
    {
        var html = await Html.RenderAsync<MarkdownView>(
            new { Text = "# Title\n\n<script>alert(1)</script>\n\n![a graph](https://example.org/x.png) **bold**" }
        );
        html.QuerySelector("script, img, h1, h2").ShouldBeNull();
        html.QuerySelector("h3").Words().ShouldBe("Title");
        html.Body.Words().ShouldContain("<script>alert(1)</script>");
        html.QuerySelector("a[rel~=nofollow]")!.GetAttribute("href").ShouldBe("https://example.org/x.png");
        html.QuerySelector("strong").Words().ShouldBe("bold");
    }

    [Fact]
    public void Whatever_is_written_no_element_or_link_of_it_can_run()
    {
        string[] pieces =
        [
            "[a](javascript:alert(1))",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "<img src=x onerror=alert(1)>",
            "[b](<java\tscript:x>)",
            "![i](data:text/html;base64,AA)",
            "](",
            "<a href='",
            "`",
            "\n",
            "> ",
            "| a |\n|---|\n",
            "&#106;avascript:",
            "[c](&#106;avascript:alert(1))",
        ];
        var text = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary();
        Prop.ForAll(
                text,
                markdown =>
                {
                    var document = new HtmlParser().ParseDocument(SafeMarkdown.ToHtml(markdown));
                    return document.QuerySelector("script, img, iframe, style, form") is null
                        && document.All.All(element =>
                            element.Attributes.All(attribute =>
                                !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                            )
                        )
                        && document
                            .QuerySelectorAll("a")
                            .All(link => SafeMarkdown.IsSafe(link.GetAttribute("href") ?? ""));
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
