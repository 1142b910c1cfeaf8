using System.Globalization;
using System.Text;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Practices.Incidents.Postmortems;

/// <summary>A section of a postmortem: its heading and what stands below.</summary>
public sealed record PostmortemSection(string Heading, string Text);

/// <summary>The template, and Markdown with its sections in and out.</summary>
public static class PostmortemText
{
    /// <summary>Headings of the template, with the question that each answers.</summary>
    public static readonly IReadOnlyList<(string Heading, string Asks)> Template =
    [
        ("Summary", "What happened, in three sentences that somebody outside understands."),
        ("Impact", "Who could not do what, for how long, how many."),
        ("Timeline", "What happened when, and what people knew then."),
        ("Contributing conditions", "What had to come together. There is never only one."),
        ("What went well", "What made it shorter or smaller."),
        ("Where we got lucky", "What could have made it worse, and did not by chance."),
        ("What surprised us", "Where the system, or our idea of it, was another than we thought."),
        ("Detection", "What told us, what should have, and how long it took."),
        ("Actions", "What is going to be done, or why nothing is. They are made on the incident's page."),
    ];

    /// <summary>
    /// Sections by headings of the first level that repeats; what stands before the first is its own, without a heading. Headings
    /// inside code are text.
    /// </summary>
    public static IReadOnlyList<PostmortemSection> Read(string markdown)
    {
        var sections = new List<(string Heading, StringBuilder Text)> { ("", new()) };
        var inCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (
                line.TrimStart().StartsWith("```", StringComparison.Ordinal)
                || line.TrimStart().StartsWith("~~~", StringComparison.Ordinal)
            )
                inCode = !inCode;
            if (!inCode && line.StartsWith("## ", StringComparison.Ordinal))
                sections.Add((Heading(line[3..].Trim()), new()));
            else
                sections[^1].Text.Append(line).Append('\n');
        }
        return
        [
            .. sections
                .Select(section => new PostmortemSection(section.Heading, section.Text.ToString().Trim('\n')))
                .Where(section => section.Heading.Length > 0 || section.Text.Trim().Length > 0),
        ];
    }

    /// <summary>Signs that close a heading stand behind a blank; those of “C#” are its own.</summary>
    private static string Heading(string text)
    {
        var open = text.TrimEnd('#');
        return open.Length == 0 || char.IsWhiteSpace(open[^1]) ? open.Trim() : text;
    }

    public static string Write(IEnumerable<PostmortemSection> sections) =>
        string.Join(
            "\n\n",
            sections.Select(section =>
                section.Heading.Length == 0
                    ? section.Text.Trim('\n')
                    : $"## {section.Heading}\n\n{section.Text.Trim('\n')}".TrimEnd()
            )
        ) + "\n";

    /// <summary>
    /// What stands before the first heading, those of the template in its order, then those that people added; empty where
    /// nothing is written yet.
    /// </summary>
    public static IReadOnlyList<PostmortemSection> Filled(string markdown)
    {
        var written = Read(markdown);
        bool Is(PostmortemSection section, string heading) =>
            section.Heading.Equals(heading, StringComparison.OrdinalIgnoreCase);
        return
        [
            .. written.Where(section => Is(section, "")),
            .. Template.Select(row => new PostmortemSection(
                row.Heading,
                string.Join("\n\n", written.Where(section => Is(section, row.Heading)).Select(section => section.Text))
            )),
            .. written.Where(section => !Is(section, "") && !Template.Any(row => Is(section, row.Heading))),
        ];
    }

    /// <summary>What is known already, in the template: nobody copies times by hand.</summary>
    public static string Begin(
        Incident incident,
        string? service,
        IReadOnlyList<TimelineLine> timeline,
        IReadOnlyList<string> conditions
    ) =>
        Write(
            Template.Select(row => new PostmortemSection(
                row.Heading,
                row.Heading switch
                {
                    "Summary" => incident.Summary ?? "",
                    "Impact" => Impact(incident, service),
                    "Timeline" => string.Join('\n', timeline.Take(200).Select(Line)),
                    "Contributing conditions" => string.Join('\n', conditions.Select(condition => $"- {condition}")),
                    "Detection" => Detection(incident),
                    _ => "",
                }
            ))
        );

    private static string Line(TimelineLine line) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"- {line.At:yyyy-MM-dd HH:mm} {line.Text.ReplaceLineEndings(" ")} ({line.Source})"
        );

    private static string Impact(Incident incident, string? service)
    {
        var about = service is null ? "" : $"{service}: ";
        return incident is { ImpactStartAt: { } start, ImpactEndAt: { } end }
                ? $"{about}from {IncidentWording.At(start)} to {IncidentWording.At(end)} UTC, {IncidentWording.Span(end - start)}."
            : incident.ImpactStartAt is { } began ? $"{about}since {IncidentWording.At(began)} UTC."
            : "";
    }

    private static string Detection(Incident incident)
    {
        var by = incident.DetectedBy is { } detector
            ? $"Noticed first by {detector.Words()}{(incident.DetectedWhat is { } what ? $" ({what})" : "")}"
            : "";
        var took = Spans.Detect(incident) is { } span
            ? $", {IncidentWording.SpanOfDays(span.Days)} after impact began"
            : "";
        var missed = incident.MissedSignal is { } signal ? $" What should have told: {signal}." : "";
        return by.Length == 0 ? "" : $"{by}{took}.{missed}";
    }
}
