using System.Globalization;
using System.Text;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Renders a decision in the habit of a folder. What is written reads back as the same decision.</summary>
internal sealed class DecisionWriter
{
    private readonly DecisionHabit habit;
    private readonly StringBuilder text = new();

    private DecisionWriter(DecisionHabit habit) => this.habit = habit;

    /// <param name="path">Where it will stand; links to other records are seen from there.</param>
    /// <param name="number">Null in folders whose names begin with a day.</param>
    public static DecisionText Write(WrittenDecision decision, DecisionHabit habit, string path, int? number)
    {
        var writer = new DecisionWriter(habit);
        writer.Document(decision.Normalised(), number);
        var content = writer.text.ToString();
        if (habit.Ending != "\n")
            content = content.ReplaceLineEndings(habit.Ending);
        return DecisionText.Parse(path, Encoding.UTF8.GetBytes(content));
    }

    private void Document(WrittenDecision decision, int? number)
    {
        if (habit.HasFront)
            Front(decision, number);
        var prefix = number is { } known ? habit.TitlePrefix(known) : "";
        text.Append("# ").Append(prefix).Append(decision.Title).Append('\n');
        if (!habit.HasFront)
            Fields(decision);
        var isNygard = habit.Format is DecisionFormat.Nygard;
        if (isNygard && !habit.HasFront)
            Section(2, "Status", habit.StatusWord(decision.Status));
        Prose(2, isNygard ? "Context" : "Context and Problem Statement", decision.Context);
        Prose(2, "Decision Drivers", decision.Drivers);
        Section(2, "Considered Options", List(decision.Options.Select(option => option.Title)));
        Prose(2, isNygard ? "Decision" : "Decision Outcome", decision.Outcome);
        Prose(isNygard ? 2 : 3, "Consequences", decision.Consequences, isNygard || decision.Outcome is not null);
        Prose(isNygard ? 2 : 3, "Confirmation", decision.Confirmation, isNygard || decision.Outcome is not null);
        Options(decision.Options);
        Section(2, "Principles", List(decision.Principles));
        Section(2, "Advice", List(decision.Advice.Select(advice => $"**{advice.By}**: {advice.Text}")));
        foreach (var section in decision.Others)
        {
            Section(2, section.Heading, section.Text.Length > 0 ? ProseText.Guarded(section.Text) : null, always: true);
        }
        Prose(2, "More Information", decision.MoreInformation);
    }

    private void Front(WrittenDecision decision, int? number)
    {
        text.Append("---\n");
        foreach (var (key, value) in habit.FrontBefore(number))
            text.Append(key).Append(": ").Append(value).Append('\n');
        Key("status", habit.StatusWord(decision.Status));
        Key("date", decision.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Key(habit.DecidersKey, Joined(decision.DecisionMakers));
        Key("consulted", Joined(decision.Consulted));
        Key("informed", Joined(decision.Informed));
        text.Append("---\n");
        if (habit.IsBlankAfterFront)
            text.Append('\n');
    }

    private void Key(string key, string? value)
    {
        if (value is not null)
            text.Append(key).Append(": ").Append(YamlText.Scalar(value, isInList: false)).Append('\n');
    }

    private void Fields(WrittenDecision decision)
    {
        var date = decision.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var isNygard = habit.Format is DecisionFormat.Nygard;
        (string Name, string? Value)[] fields =
        [
            ("Status", isNygard ? null : habit.StatusWord(decision.Status)),
            ("Deciders", Joined(decision.DecisionMakers)),
            ("Date", date),
            ("Consulted", Joined(decision.Consulted)),
            ("Informed", Joined(decision.Informed)),
        ];
        if (isNygard)
        {
            foreach (
                var (name, value) in fields
                    .Where(field => field.Value is not null)
                    .OrderBy(field => field.Name != "Date")
            )
                text.Append('\n').Append(name).Append(": ").Append(value).Append('\n');
            return;
        }
        text.Append('\n');
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
            text.Append(habit.Bullet).Append(' ').Append(name).Append(": ").Append(value).Append('\n');
    }

    private void Options(IReadOnlyList<WrittenOption> options)
    {
        if (options.All(option => option.Text is null && option.Arguments.Count == 0))
            return;
        Section(2, "Pros and Cons of the Options", null, always: true);
        foreach (var option in options)
        {
            text.Append("\n### ").Append(option.Title).Append('\n');
            if (option.Text is { } said)
                text.Append('\n').Append(ProseText.Guarded(said)).Append('\n');
            if (option.Arguments.Count > 0)
                text.Append('\n')
                    .Append(List(option.Arguments.Select(argument => $"{argument.Kind}, because {argument.Text}")))
                    .Append('\n');
        }
    }

    private void Prose(int level, string heading, string? body, bool isBelow = true)
    {
        // A third level needs a second above it.
        Section(isBelow ? level : 2, heading, body is null ? null : ProseText.Guarded(body));
    }

    private void Section(int level, string heading, string? body, bool always = false)
    {
        if (string.IsNullOrEmpty(body) && !always)
            return;
        text.Append('\n').Append('#', level).Append(' ').Append(habit.Heading(heading)).Append('\n');
        if (!string.IsNullOrEmpty(body))
            text.Append('\n').Append(body).Append('\n');
    }

    private string List(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"{habit.Bullet} {item}"));

    private static string? Joined(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join(", ", names);
}
