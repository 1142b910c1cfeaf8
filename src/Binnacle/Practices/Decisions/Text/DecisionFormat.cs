using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>The forms of decision records that are written in their own words.</summary>
internal enum DecisionFormat
{
    Unknown,
    Madr,
    Nygard,
    Log4brains,
}

internal static partial class DecisionFormats
{
    public static string Word(this DecisionFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>"other" is what the facts of a document call what is none of the three.</summary>
    public static string InFacts(this DecisionFormat format) =>
        format is DecisionFormat.Unknown ? "other" : format.Word();

    /// <summary>
    /// log4brains is MADR with the day in the file's name, bullets below the title and tags; adr-tools gives the status a
    /// section, which MADR never does.
    /// </summary>
    public static DecisionFormat Of(
        FilePath file,
        DecisionHeadings headings,
        List<FieldText> header,
        DecisionState state
    )
    {
        var isFielded = header.Exists(field =>
            field.Name is "status" or "deciders" or "tags" || DecisionDate.IsField(field)
        );
        var isSectioned = state.Section is not null;
        if (headings.Madr == 0 && isSectioned && (headings.Has("context") || headings.Has("decision")))
            return DecisionFormat.Nygard;
        if (
            !DecisionPaths.IsLoose(file)
            && state.Place is not FieldPlace.FrontMatter
            && !isSectioned
            && (
                Day().IsMatch(file.Stem)
                || isFielded && header.Exists(field => field.Name is "tags") && headings.Madr > 0
            )
        )
            return DecisionFormat.Log4brains;
        if (headings.Madr > 0)
            return DecisionFormat.Madr;
        return headings.Has("context") && headings.Has("decision") && headings.Has("consequences")
            ? DecisionFormat.Nygard
            : DecisionFormat.Unknown;
    }

    /// <summary>2, 3 or 4, told by where the metadata stand and what they are called; null where nothing tells.</summary>
    public static int? MadrVersion(MarkdownText markdown, DecisionHeadings headings, List<FieldText> header)
    {
        var front = markdown.FrontMatter;
        if (front?["decision-makers"] is not null || headings.Has("confirmation"))
            return 4;
        if (front?["deciders"] is not null || headings.Has("validation"))
            return 3;
        if (
            headings.Has("positive consequences")
            || headings.Has("negative consequences")
            || header.Exists(field => field.Name is "status" or "deciders")
        )
            return 2;
        return front?["status"] is not null || headings.Has("more information") ? 4 : null;
    }

    [GeneratedRegex("^\\d{8}-")]
    private static partial Regex Day();
}
