using System.Text.RegularExpressions;
using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Changes one field and not one other byte; where the record has no such field, the smallest line that its format has for it.</summary>
internal sealed partial class DecisionText
{
    private const int LongestValue = 1000;

    /// <summary>The record with a field set; itself where it says so already.</summary>
    /// <exception cref="Refusal">The value is none for this field, or the place cannot be changed without touching more.</exception>
    public DecisionText Set(string name, params IReadOnlyList<string> values)
    {
        var field = FieldNames.Of(name);
        var value = string.Join(", ", values.Select(one => Checked(field, one)));
        try
        {
            return field.Name switch
            {
                FieldNames.Title => SetTitle(field, value),
                FieldNames.Status => SetStatus(field, value),
                FieldNames.Date => SetDate(field, value),
                FieldNames.Supersedes or FieldNames.SupersededBy => throw new Refusal(
                    field.Name,
                    "Links between decisions are set with the files that they name."
                ),
                _ => SetOther(field, values.Select(one => one.Trim()).ToList(), value),
            };
        }
        catch (RegexMatchTimeoutException)
        {
            throw new Refusal(field.Name, $"{Path} is written in a way that defeats the reading; nothing was changed.");
        }
    }

    private static string Checked(FieldName field, string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length is 0 or > LongestValue)
            throw new Refusal(field.Name, $"Expected a value of 1 to {LongestValue} characters for {field.Name}.");
        if (trimmed.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029'))
            throw new Refusal(field.Name, $"Expected one line of text for {field.Name}, found a control character.");
        return trimmed;
    }

    private DecisionText SetTitle(FieldName field, string value)
    {
        if (HasTitle && Title == Titles.Short(MarkdownText.PlainOf(value)))
            return this;
        var span = Find(field);
        if (span is null && HasTitle)
            throw NotAlone(field, TitleLine);
        var changed = span is null ? InsertTitle(value) : Write(span, field, [value], value);
        return changed.HasTitle && changed.Title == Titles.Short(MarkdownText.PlainOf(value))
            ? changed
            : throw new Refusal(
                field.Name,
                $"A title \"{value}\" would read back as \"{changed.Title}\"; nothing was changed."
            );
    }

    private DecisionText SetDate(FieldName field, string value)
    {
        if (DateText.Find(value) is not { } day)
            throw new Refusal(field.Name, $"Expected a date such as 2025-01-31, found \"{value}\".");
        if (reading.Date.Place is not FieldPlace.None && Date == day)
            return this;
        var changed =
            Find(field) is { } span ? Write(span, field, [value], value)
            : reading.Date.Place is FieldPlace.None ? Insert(field, value)
            : throw NotAlone(field, reading.Date.Line);
        return changed.Date == day
            ? changed
            : throw NotReadBack(field, value, changed.Date?.ToString("yyyy-MM-dd", null));
    }

    private DecisionText SetStatus(FieldName field, string value)
    {
        if (DecisionStatusText.Of(value) is not { } status)
            throw new Refusal(
                field.Name,
                $"Expected a status (accepted, proposed, draft, on hold, rejected, deprecated or superseded), found \"{value}\"."
            );
        if (reading.State.Status == status && SaysAlready(status, value))
            return this;
        value = InCaseOf(StatusText, value);
        if (Find(field) is not { } span)
            return reading.State.Place is not FieldPlace.None
                ? throw NotAlone(field, reading.State.Line)
                : ReadBack(Insert(field, value), field, status, value);
        var changed = Write(span, field, [value], value);
        // A section may tell its states line by line; those that are left behind are no longer true.
        if (
            changed.reading.State.Status != status
            && reading.State.Place is FieldPlace.Section
            && Stating() is { } whole
        )
            changed = Write(whole, field, [value], value);
        return ReadBack(changed, field, status, value);
    }

    private static DecisionText ReadBack(DecisionText changed, FieldName field, DecisionStatus status, string value) =>
        changed.reading.State.Status == status
            ? changed
            : throw NotReadBack(
                field,
                value,
                $"{changed.reading.State.Status.Word()} (line {changed.reading.State.Line})"
            );

    private Refusal NotAlone(FieldName field, int line) =>
        new(field.Name, $"{Path}:{line}: the {field.Name} stands where it cannot be changed alone.");

    private static Refusal NotReadBack(FieldName field, string value, string? found) =>
        new(field.Name, $"{field.Name} \"{value}\" would read back as {found ?? "none"}; nothing was changed.");

    private bool SaysAlready(DecisionStatus status, string value) =>
        value.Equals(status.Word(), StringComparison.OrdinalIgnoreCase)
        || StatusText is { } text
            && text.Equals(MarkdownText.PlainOf(value), StringComparison.OrdinalIgnoreCase)
            && !value.Contains('[', StringComparison.Ordinal);

    /// <summary>From the first to the last line of the Status section that states something, when nothing else stands between.</summary>
    private FieldSpan? Stating()
    {
        var heading = reading.State.Section!;
        var last = EndOfSection(heading);
        FieldSpan? first = null;
        FieldSpan? final = null;
        for (var line = LastLineOf(heading) + 1; line <= last; line++)
        {
            if (lines.IsBlank(line))
                continue;
            var plain = MarkdownText.PlainOf(lines.TextOf(line));
            if (DecisionStatusText.Of(plain) is null)
            {
                if (first is not null)
                    break;
                continue;
            }
            if (FindInSection(line) is not { } span)
                return null;
            first ??= span;
            final = span;
        }
        return first is null ? null : first with { Length = final!.End - first.Start };
    }

    private DecisionText SetOther(FieldName field, List<string> values, string value)
    {
        var span = Find(field);
        if (span is null && FieldNames.Find(field.Name) is null)
            throw new Refusal(
                field.Name,
                $"Expected a field that the record has, or one of {string.Join(", ", FieldNames.All)}; found \"{field.Name}\"."
            );
        if (Values(field).SequenceEqual(values, StringComparer.Ordinal) || Joined(field) == value)
            return this;
        var changed = span is null ? Insert(field, value) : Write(span, field, values, value);
        return changed.Joined(field) == value ? changed : throw NotReadBack(field, value, changed.Joined(field));
    }

    /// <summary>What stands in a field now, item by item where it is a list.</summary>
    public IReadOnlyList<string> Values(string name) => Values(FieldNames.Of(name));

    private IReadOnlyList<string> Values(FieldName field) =>
        reading.Markdown.FrontMatter is { } matter && matter[field.Front] is not null ? matter.List(field.Front)
        : HeaderField(field) is { Value.Length: > 0 } written ? [MarkdownText.WithoutComments(written.Value)]
        : [];

    private string Joined(FieldName field) => string.Join(", ", Values(field));

    private DecisionText Write(FieldSpan span, FieldName field, IReadOnlyList<string> values, string value)
    {
        var text = source.Text;
        var isToml = span.Style is not (ValueStyle.Plain or ValueStyle.Cell) && front is { IsToml: true };
        var written = span.Style switch
        {
            ValueStyle.Plain => value,
            ValueStyle.Cell => value.Replace("|", "\\|", StringComparison.Ordinal),
            ValueStyle.YamlFlow => string.Join(
                ", ",
                values.Select(one => isToml ? YamlText.Quoted(one) : YamlText.Scalar(one, isInList: true))
            ),
            ValueStyle.YamlBlock => string.Join(
                lines.EndingNear(span.Line) + span.Indent,
                values.Select(one => "- " + YamlText.Scalar(one, isInList: false))
            ),
            ValueStyle.YamlPlain => isToml ? YamlText.Quoted(value) : YamlText.Scalar(value, isInList: false),
            _ => YamlText.Within(value, span.Style),
        };
        if (span.Length == 0)
        {
            if (span.Start > 0 && text[span.Start - 1] is ':' or '=' or '*' or '_' or '|')
                written = " " + written;
            if (span.Start < text.Length && text[span.Start] is '#' or '|' or '<')
                written += " ";
        }
        return With(span.Start, span.Length, written);
    }

    /// <summary>A value in small letters takes over how the status was written: Accepted, ACCEPTED.</summary>
    private string InCaseOf(string? before, string value)
    {
        var word = value.Split('[', '(')[0];
        if (word.Any(char.IsUpper))
            return value;
        var letters = (before ?? "").Where(char.IsLetter).ToList();
        var isCapital = letters.Count > 0 ? char.IsUpper(letters[0]) : Format is DecisionFormat.Nygard;
        if (!isCapital)
            return value;
        return letters.Count > 1 && letters.TrueForAll(char.IsUpper) && word.Length == value.Length
            ? value.ToUpperInvariant()
            : char.ToUpperInvariant(value[0]) + value[1..];
    }
}
