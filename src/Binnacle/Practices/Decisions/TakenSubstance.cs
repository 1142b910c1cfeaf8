using System.Text;
using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Decisions.Text;

namespace Binnacle.Practices.Decisions;

/// <summary>What the file of a record says, field by field; what no field has stands at the end of the context.</summary>
internal static class TakenSubstance
{
    private const int LongestTitle = 200;

    /// <exception cref="Refusal">It was not read, or something would be cut.</exception>
    public static DecisionSubstance Of(RepositoryDecision record, string? text)
    {
        if (text is null)
            throw new Refusal("", "Its text was not read yet; scan the repository, then take it over.");
        if (text.Length >= Document.LongestText)
            throw new Refusal(
                "",
                $"The file is longer than the {Document.LongestText:N0} letters that are read of it; its end would be lost."
            );
        var says = DecisionSections.Of(DecisionText.Parse(record.Path, Encoding.UTF8.GetBytes(text)));
        if (says.Options.Count > DecisionForm.MostOptions)
            throw new Refusal(
                "",
                $"It weighs {says.Options.Count} options and a decision here at most {DecisionForm.MostOptions}; the others would be lost."
            );
        if (record.Title.Length > LongestTitle)
            throw new Refusal("", $"Its title is longer than {LongestTitle} letters.");
        var constraints = says.Others.FirstOrDefault(section =>
            section.Heading.Equals("Constraints", StringComparison.OrdinalIgnoreCase)
        );
        return new(
            record.Title,
            Whole("Context", string.Join("\n\n", Rest(says, constraints).Prepend(says.Context).OfType<string>())),
            Whole("Decision drivers", says.Drivers),
            Whole("Constraints", constraints?.Text),
            [.. says.Options.Select(option => Option(option, says.Outcome))],
            Whole("Decision outcome", says.Outcome),
            Whole("Consequences", says.Consequences),
            Whole("Confirmation", says.Confirmation)
        );
    }

    private static IEnumerable<string?> Rest(WrittenDecision says, WrittenSection? constraints) =>
        [
            .. says
                .Others.Where(section => section != constraints)
                .Select(section => $"### {section.Heading}\n\n{section.Text}".TrimEnd()),
            Part("Principles", List(says.Principles)),
            Part("Advice", List(says.Advice.Select(advice => $"**{advice.By}**: {advice.Text}"))),
            Part(
                "People",
                List(
                    new (string Role, IReadOnlyList<string> Names)[]
                    {
                        ("Decision-makers", says.DecisionMakers),
                        ("Consulted", says.Consulted),
                        ("Informed", says.Informed),
                    }
                        .Where(row => row.Names.Count > 0)
                        .Select(row => $"{row.Role}: {string.Join(", ", row.Names)}")
                )
            ),
            Part("More information", says.MoreInformation),
        ];

    private static string? Part(string heading, string? text) =>
        string.IsNullOrEmpty(text) ? null : $"### {heading}\n\n{text}";

    private static string List(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"- {item}"));

    private static OptionContent Option(WrittenOption option, string? outcome)
    {
        var isLong = option.Title.Length > LongestTitle;
        string?[] description =
        [
            isLong ? option.Title : null,
            option.Text,
            List(Of(option, ArgumentKind.Neutral).Select(text => $"Neutral, because {text}")),
        ];
        return new(
            isLong ? option.Title[..(LongestTitle - 1)] + "…" : option.Title,
            Whole(
                "Description of an option",
                string.Join("\n\n", description.Where(part => !string.IsNullOrEmpty(part)))
            ),
            Whole("Pros of an option", string.Join('\n', Of(option, ArgumentKind.Good))),
            Whole("Cons of an option", string.Join('\n', Of(option, ArgumentKind.Bad))),
            outcome?.Contains($"\"{option.Title}\"", StringComparison.OrdinalIgnoreCase) is true
        );
    }

    private static IEnumerable<string> Of(WrittenOption option, ArgumentKind kind) =>
        option.Arguments.Where(argument => argument.Kind == kind).Select(argument => argument.Text);

    private static string? Whole(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is { Length: <= CheckedContent.LongestText } whole ? whole
        : throw new Refusal(
            "",
            $"{field}: longer than {CheckedContent.LongestText:N0} letters; its end would be lost."
        );
}
