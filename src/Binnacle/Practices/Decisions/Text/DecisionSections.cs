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
            Context = Take("context and problem statement", "context", "problem", "problem statement"),
            Drivers = Take("decision drivers", "drivers"),
            Options = Options(
                Take("considered options", "options considered", "options", "alternatives considered", "alternatives"),
                sections
            ),
            Outcome = Take("decision outcome", "decision"),
            Consequences = Joined([Take("consequences"), Because(positive, "Good"), Because(negative, "Bad")]),
            Confirmation = Take("confirmation", "validation", "verification", "compliance"),
            Principles = Items(Take("principles")),
            Advice = Advice(Take("advice")),
            MoreInformation = WithoutLinks(Joined([Take("more information"), Take("links")])),
        };
        sections.RemoveAll(section => section.Name is "status" or "date" or "" || section.Parent is not null);
        return result with
        {
            Others = [.. sections.Select(section => new WrittenSection(section.Heading, section.Text))],
        };
    }

    private sealed record Section(string Heading, string Name, int Level, string Text, string? Parent);

    /// <summary>Headings of levels 2 and 3; a third level that no field has belongs to the text above it.</summary>
    private static List<Section> Split(DecisionText record)
    {
        var sections = new List<Section>();
        var fence = new Fence();
        var text = new List<string>();
        var (heading, level, parent) = ("", 1, (string?)null);
        var first = record.Reading.Title.Heading is null ? 1 : record.TitleLine + 1;
        void Close()
        {
            var body = string.Join('\n', text).Trim('\n', ' ');
            sections.Add(new(heading, NameOf(heading), level, ProseText.Unguarded(body), parent));
            text.Clear();
        }
        for (var number = first; number <= record.Lines.Count; number++)
        {
            var line = record.Lines.TextOf(number).TrimEnd();
            if (!fence.Pass(line) && HeadingLine().Match(line) is { Success: true } match)
            {
                var depth = match.Groups[1].Length;
                var title = match.Groups[2].Value.Trim();
                var above = depth == 3 ? TopOf(sections, heading, level) : null;
                if (depth < 3 || IsPart(NameOf(title), above))
                {
                    Close();
                    (heading, level, parent) = (title, depth, depth == 3 && IsOptions(above) ? above : null);
                    continue;
                }
            }
            text.Add(line);
        }
        Close();
        return sections;
    }

    private static string? TopOf(List<Section> sections, string heading, int level) =>
        level == 2 ? NameOf(heading) : sections.FindLast(section => section.Level == 2)?.Name;

    private static bool IsOptions(string? name) => name is "pros and cons of the options" or "pros and cons";

    private static bool IsPart(string name, string? above) =>
        IsOptions(above)
        || name
            is "consequences"
                or "positive consequences"
                or "negative consequences"
                or "confirmation"
                or "validation";

    private static List<WrittenOption> Options(string? listed, List<Section> sections)
    {
        var details = sections.FindAll(section => section.Parent is not null);
        sections.RemoveAll(section => section.Parent is not null || IsOptions(section.Name));
        var titles = Items(listed).ToList();
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

    private static List<WrittenAdvice> Advice(string? text) =>
        [
            .. Items(text)
                .Select(item => AdviceItem().Match(item))
                .Where(match => match.Success)
                .Select(match => new WrittenAdvice(match.Groups[1].Value, match.Groups[2].Value)),
        ];

    private static string? Because(string? text, string word)
    {
        var items = Items(text);
        return items.Count == 0 ? text : string.Join('\n', items.Select(item => $"- {word}, because {item}"));
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

    [GeneratedRegex(@"^[ ]{0,3}(#{2,3})[ \t]+(.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeadingLine();

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
