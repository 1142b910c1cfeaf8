using System.Text.RegularExpressions;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>The headings of a document, and what they tell of its form.</summary>
internal sealed partial class DecisionHeadings(MarkdownText markdown)
{
    private readonly HashSet<string> names = markdown
        .Pieces.Where(p => p.Kind == PieceKind.Heading)
        .Select(p => Numbering().Replace(p.Plain.ToLowerInvariant(), "").TrimEnd(':', ' '))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>How many headings are those of a decision record.</summary>
    public int Count => names.Count(Known);

    public bool Has(string name) => names.Contains(name);

    /// <summary>Of those that only MADR has.</summary>
    public int Madr =>
        new[]
        {
            "context and problem statement",
            "considered options",
            "decision outcome",
            "pros and cons of the options",
        }.Count(Has);

    public static bool Known(string heading) => RecordHeading().IsMatch(heading.ToLowerInvariant());

    [GeneratedRegex(
        "^([0-9.]+ )?(status|context|context and problem statement|problem|problem statement|decision|decisions|decision outcome|decision drivers|consequences|considered options|options|options considered|alternatives|alternatives considered|rationale|motivation|proposal|summary)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex RecordHeading();

    [GeneratedRegex(@"^\d{1,2}([.)]\d{0,2})*\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbering();
}
