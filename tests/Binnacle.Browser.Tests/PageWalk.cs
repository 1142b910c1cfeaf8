using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Binnacle.Browser.Tests;

/// <summary>Follows links from the Review until no page of a new kind turns up.</summary>
internal static partial class PageWalk
{
    // Reached by hand: nothing of ours links to them for somebody who is signed in.
    private static readonly string[] Starts = ["/", "/account", "/sign-in", "/sign-in/once", "/not-found"];

    public static IReadOnlyList<string> Templates { get; } =
    [
        .. typeof(Hosting.Server)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template)
            .Order(StringComparer.Ordinal),
    ];

    // What a record's page links to depends on its state: a few of each kind are read.
    private const int ReadOfAKind = 40;

    /// <summary>The first address of each kind of page.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(ServedBinnacle binnacle)
    {
        await using var visit = await binnacle.VisitAsync();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        var (queue, seen) = (new Queue<string>(Starts), new HashSet<string>(StringComparer.Ordinal));
        while (queue.TryDequeue(out var path))
        {
            if (Kind(path) is not { } kind || (read[kind] = read.GetValueOrDefault(kind) + 1) > ReadOfAKind)
                continue;
            found.TryAdd(kind, path);
            var response = await visit.Page.APIRequest.GetAsync(path);
            foreach (Match link in Link().Matches(await response.TextAsync()))
            {
                var to = WebUtility.HtmlDecode(link.Groups["path"].Value).Split('#')[0];
                // The frame's own links lead to the same page of a team or of a day: one of a kind is enough.
                if (FrameLink().IsMatch(to) && Kind(to) is { } known && found.ContainsKey(known))
                    continue;
                if (to.Length > 0 && seen.Add(to))
                    queue.Enqueue(to);
            }
        }
        return [.. found.Values.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("[?&](scope|as-of)=")]
    private static partial Regex FrameLink();

    [GeneratedRegex("<a [^>]*href=\"(?<path>/[^\"]*)\"")]
    private static partial Regex Link();

    /// <summary>The template of the page, and whether a cell or all rows are open; null when it is no page (a download, say).</summary>
    private static string? Kind(string path)
    {
        var parts = path.Split('?', 2);
        if (TemplateOf(parts[0]) is not { } template)
            return null;
        var query = parts.Length > 1 ? parts[1] : "";
        var opens = query.Contains("check=", StringComparison.Ordinal) ? "?check" : "";
        var all = query.Contains("rows=all", StringComparison.Ordinal) ? "&rows" : "";
        return template + opens + all;
    }

    public static string? TemplateOf(string path) =>
        Templates
            .Where(template => new TemplateMatcher(TemplateParser.Parse(Plain(template)), []).TryMatch(path, []))
            // The most literal one, as the router chooses: /repositories/new before /repositories/{Slug}.
            .MinBy(template => template.Count(letter => letter == '{'));

    private static string Plain(string template) => Regex.Replace(template, @"\{(\*{0,2}\w+)[^}]*\}", "{$1}");
}
