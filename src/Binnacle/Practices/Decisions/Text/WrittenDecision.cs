using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions.Text;

internal enum ArgumentKind
{
    Good,
    Neutral,
    Bad,
}

internal sealed record WrittenArgument(ArgumentKind Kind, string Text);

/// <param name="Text">What is said of it besides arguments.</param>
internal sealed record WrittenOption(string Title, string? Text, IReadOnlyList<WrittenArgument> Arguments);

/// <param name="By">Who gave it.</param>
internal sealed record WrittenAdvice(string By, string Text);

/// <summary>A section that no field of ours has.</summary>
internal sealed record WrittenSection(string Heading, string Text);

/// <summary>A decision as a document has it, whatever its format: plain texts in Markdown, none where the document has none.</summary>
internal sealed record WrittenDecision
{
    public required string Title { get; init; }
    public DecisionStatus Status { get; init; } = DecisionStatus.Proposed;
    public DateOnly? Date { get; init; }
    public IReadOnlyList<string> DecisionMakers { get; init; } = [];
    public IReadOnlyList<string> Consulted { get; init; } = [];
    public IReadOnlyList<string> Informed { get; init; } = [];
    public string? Context { get; init; }
    public string? Drivers { get; init; }
    public IReadOnlyList<WrittenOption> Options { get; init; } = [];
    public string? Outcome { get; init; }
    public string? Consequences { get; init; }
    public string? Confirmation { get; init; }
    public IReadOnlyList<string> Principles { get; init; } = [];
    public IReadOnlyList<WrittenAdvice> Advice { get; init; } = [];
    public string? MoreInformation { get; init; }
    public IReadOnlyList<WrittenSection> Others { get; init; } = [];

    /// <summary>
    /// The same decision as a document can hold it: names and titles on one line, texts without blank ends, fences closed.
    /// What was written from it reads back as it.
    /// </summary>
    public WrittenDecision Normalised() =>
        this with
        {
            Title = ProseText.OneLine(Title) is { Length: > 0 } title ? title : "Untitled",
            DecisionMakers = Names(DecisionMakers),
            Consulted = Names(Consulted),
            Informed = Names(Informed),
            Context = ProseText.Block(Context),
            Drivers = ProseText.Block(Drivers),
            Options =
            [
                .. Options
                    .Select(option => new WrittenOption(
                        ProseText.OneLine(option.Title),
                        ProseText.Block(option.Text),
                        [
                            .. option
                                .Arguments.Select(argument => argument with { Text = ProseText.OneLine(argument.Text) })
                                .Where(argument => argument.Text.Length > 0),
                        ]
                    ))
                    .Where(option => option.Title.Length > 0)
                    .DistinctBy(option => option.Title, StringComparer.Ordinal),
            ],
            Outcome = ProseText.Block(Outcome),
            Consequences = ProseText.Block(Consequences),
            Confirmation = ProseText.Block(Confirmation),
            Principles = Lines(Principles),
            Advice =
            [
                .. Advice
                    .Select(advice => new WrittenAdvice(
                        ProseText.OneLine(advice.By).Replace("*", "", StringComparison.Ordinal).Trim(),
                        ProseText.OneLine(advice.Text)
                    ))
                    .Where(advice => advice.By.Length > 0 && advice.Text.Length > 0),
            ],
            MoreInformation = ProseText.Block(MoreInformation),
            Others =
            [
                .. Others
                    .Select(section => new WrittenSection(
                        ProseText.OneLine(section.Heading),
                        ProseText.Block(section.Text) ?? ""
                    ))
                    .Where(section => section.Heading.Length > 0),
            ],
        };

    private static IReadOnlyList<string> Lines(IReadOnlyList<string> texts) =>
        [.. texts.Select(ProseText.OneLine).Where(text => text.Length > 0)];

    private static IReadOnlyList<string> Names(IReadOnlyList<string> names) =>
        [
            .. names
                .Select(name => ProseText.OneLine(name.Replace(',', ' ')).Trim('"', '\'', '[', ']', ' '))
                .Where(name => name.Length > 0),
        ];
}
