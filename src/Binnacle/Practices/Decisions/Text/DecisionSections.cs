using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Reads the parts of a record, whatever its format, into one model.</summary>
internal static partial class DecisionSections
{
    public static WrittenDecision Of(DecisionText record)
    {
        var sections = Split(record);
        string? Take(params string[] names)
        {
            var found = sections.FindAll(section => names.Contains(section.Name, StringComparer.Ordinal));
            sections.RemoveAll(found.Contains);
            return Joined(found.Select(section => section.Text));
        }
        var unread = new List<WrittenSection>();
        // Only what is a list is taken as one; prose stays a section.
        IReadOnlyList<string> TakeItems(Func<string, bool> isItem, params string[] names)
        {
            var found = sections.FindAll(section => names.Contains(section.Name, StringComparer.Ordinal));
            var lists = found.FindAll(section => IsList(section.Text) && Items(section.Text).All(isItem));
            sections.RemoveAll(lists.Contains);
            return Items(Joined(lists.Select(section => section.Text)));
        }
        var opening = Take("");
        var positive = Take("positive consequences");
        var negative = Take("negative consequences");
        var result = new WrittenDecision
        {
            Title = record.Title,
            Status = record.Status,
            Date = record.Date,
            DecisionMakers = Names(record, "decision-makers"),
            Consulted = Names(record, "consulted"),
            Informed = Names(record, "informed"),
            Context = Joined([
                ProseText.Block(opening),
                Take("context and problem statement", "context", "problem", "problem statement"),
            ]),
            Drivers = Take("decision drivers", "drivers"),
            Options = Options(
                TakeItems(
                    _ => true,
                    "considered options",
                    "options considered",
                    "options",
                    "alternatives considered",
                    "alternatives"
                ),
                sections,
                unread
            ),
            Outcome = Take("decision outcome", "decision"),
            Consequences = Joined([Take("consequences"), Because(positive, "Good"), Because(negative, "Bad")]),
            Confirmation = Take("confirmation", "validation", "verification", "compliance"),
            Principles = TakeItems(_ => true, "principles"),
            Advice = Advice(TakeItems(item => AdviceItem().IsMatch(item), "advice")),
            MoreInformation = WithoutLinks(Joined([Take("more information"), Take("links")])),
        };
        // Of a title that is also the name of a part nothing is told.
        sections.RemoveAll(section => section.Level == 1 && section.Text.Length == 0);
        // What the state and the day say is read; what else stands beside them is text.
        sections.RemoveAll(section =>
            (IsState(section.Name) || section.Name is "date") && WithoutLinks(section.Text) is null
        );
        return result with
        {
            Others = [.. sections.Select(section => new WrittenSection(section.Heading, section.Text)), .. unread],
        };
    }

    private static List<WrittenOption> Options(
        IReadOnlyList<string> listed,
        List<Section> sections,
        List<WrittenSection> unread
    )
    {
        var details = sections.FindAll(section => section.Parent is not null);
        unread.AddRange(
            sections
                .Where(section => IsOptions(section.Name) && section.Text.Length > 0)
                .Select(section => new WrittenSection(section.Heading, section.Text))
        );
        sections.RemoveAll(section => section.Parent is not null || IsOptions(section.Name));
        var titles = listed.ToList();
        foreach (var detail in details)
            if (!titles.Exists(title => IsSame(title, detail.Heading)))
                titles.Add(detail.Heading);
        return titles.ConvertAll(title =>
        {
            var detail =
                details.Find(section => section.Heading == title)
                ?? details.Find(section =>
                    IsSame(title, section.Heading) && !titles.Contains(section.Heading, StringComparer.Ordinal)
                );
            var (text, arguments) = Arguments(detail?.Text ?? "");
            return new WrittenOption(title, text, arguments);
        });
    }

    private static bool IsSame(string title, string heading) =>
        title == heading || MarkdownText.PlainOf(title) == MarkdownText.PlainOf(heading);

    private static (string? Text, List<WrittenArgument> Arguments) Arguments(string text)
    {
        var fence = new Fence();
        var rest = new List<string>();
        var arguments = new List<WrittenArgument>();
        foreach (var line in text.Split('\n'))
        {
            if (!fence.Pass(line) && Argument().Match(line) is { Success: true } match)
                arguments.Add(new(Enum.Parse<ArgumentKind>(match.Groups[1].Value, true), match.Groups[2].Value.Trim()));
            else if (arguments.Count > 0 && line.StartsWith("  ", StringComparison.Ordinal) && !fence.IsOpen)
                arguments[^1] = arguments[^1] with { Text = $"{arguments[^1].Text} {line.Trim()}" };
            else
                rest.Add(line);
        }
        return (ProseText.Block(string.Join('\n', rest)), arguments);
    }

    private static IReadOnlyList<string> Items(string? text)
    {
        var items = new List<string>();
        foreach (var line in (text ?? "").Split('\n'))
        {
            if (Item().Match(line) is { Success: true } match)
                items.Add(match.Groups[1].Value.Trim());
            else if (items.Count > 0 && line.StartsWith("  ", StringComparison.Ordinal))
                items[^1] = $"{items[^1]} {line.Trim()}";
        }
        return [.. items.Where(item => item.Length > 0)];
    }

    /// <summary>Nothing but items and what runs on below them.</summary>
    private static bool IsList(string text) =>
        text.Split('\n')
            .SkipWhile(line => line.Length == 0)
            .Select((line, index) => (line, index))
            .All(row =>
                row.line.Length == 0
                || Item().IsMatch(row.line)
                || row.index > 0 && row.line.StartsWith("  ", StringComparison.Ordinal)
            );

    private static List<WrittenAdvice> Advice(IEnumerable<string> items) =>
        [
            .. items
                .Select(item => AdviceItem().Match(item))
                .Where(match => match.Success)
                .Select(match => new WrittenAdvice(match.Groups[1].Value, match.Groups[2].Value)),
        ];

    private static string? Because(string? text, string word)
    {
        var items = Items(text);
        return items.Count == 0 || !IsList(text!)
            ? text
            : string.Join('\n', items.Select(item => $"- {word}, because {item}"));
    }

    /// <summary>Which decision replaces which is no text: it is written anew from the records.</summary>
    private static string? WithoutLinks(string? text) =>
        text is null
            ? null
            : ProseText.Block(string.Join('\n', text.Split('\n').Where(line => !LinkLine().IsMatch(line))));

    private static IReadOnlyList<string> Names(DecisionText record, string field)
    {
        var values = record.Values(field);
        return
        [
            .. (values.Count == 1 ? values[0].Split(',') : [.. values])
                .Select(name => name.Trim().Trim('[', ']').Trim())
                .Where(name => name.Length > 0),
        ];
    }

    private static string? Joined(IEnumerable<string?> texts) =>
        texts.OfType<string>().Where(text => text.Length > 0).ToList() is { Count: > 0 } some
            ? string.Join("\n\n", some)
            : null;

    private static string NameOf(string heading) =>
        Numbering().Replace(MarkdownText.PlainOf(heading).ToLowerInvariant(), "").TrimEnd(':', ' ');

    [GeneratedRegex(@"^[*+-][ \t]+(.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Item();

    [GeneratedRegex(
        @"^[*+-][ \t]+(Good|Neutral|Bad),? because (.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Argument();

    [GeneratedRegex(@"^\*\*([^*]+)\*\*: (.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AdviceItem();

    [GeneratedRegex(
        @"^[*+-]?[ \t]*(superse?c?des|supercedes|supersed?ed by|superceded by) \[.*\]\(.*\)\.?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex LinkLine();

    [GeneratedRegex(@"^\d{1,2}([.)]\d{0,2})*\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbering();
}
