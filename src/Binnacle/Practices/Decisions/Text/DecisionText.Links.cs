using System.Globalization;
using System.Text.RegularExpressions;
using Binnacle.Platform.Documents;
using Binnacle.Platform.Markup;

namespace Binnacle.Practices.Decisions.Text;

/// <summary>Links between decisions, written in the words of the record's own format.</summary>
internal sealed partial class DecisionText
{
    /// <summary>This decision says which others it supersedes; what it says already is left as it is.</summary>
    public DecisionText Supersede(IEnumerable<DecisionText> others, LinkWords words)
    {
        var result = this;
        foreach (var other in others)
            if (!result.IsLinked(other, isBy: false))
                result = result.AddSupersedes(other, words);
        return result;
    }

    /// <summary>This decision says by which others it is superseded, and no longer that it is in force.</summary>
    public DecisionText SupersededBy(IEnumerable<DecisionText> others, LinkWords words)
    {
        var added = others.Where(other => !IsLinked(other, isBy: true)).ToList();
        return added.Count == 0 ? Superseded(this) : AddSupersededBy(added, words);
    }

    /// <summary>Whether a link to a file stands here, by its name or by its number.</summary>
    public bool IsLinked(DecisionText other, bool isBy) => Links.Any(link => link.IsBy == isBy && Means(link, other));

    /// <summary>Whether a link, as written here, means that record.</summary>
    public bool Means(WrittenLink link, DecisionText other)
    {
        if (link.Target is { } target)
            return string.Equals(Resolved(target), FullPath(other.Path), StringComparison.Ordinal);
        return SameFolder(other) && Means(link.Name, other.Stem, other.Number);
    }

    /// <summary>Whether a number, a slug or a file's name, as written, means a record of the same folder.</summary>
    public static bool Means(string written, string stem, int? number)
    {
        var name = DecisionFolder.IsMarkdown(written) ? FileStem(written) : written;
        return name.Equals(stem, StringComparison.OrdinalIgnoreCase)
            || NumberIn().Match(name) is { Success: true } match
                && number is not null
                && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var named)
                && named == number;
    }

    /// <summary>The file that an address leads to, seen from this record.</summary>
    public string Resolved(string target) => FullPath(DirectoryOf(Path) + "/" + Uri.UnescapeDataString(target));

    private bool SameFolder(DecisionText other) => FullPath(DirectoryOf(Path)) == FullPath(DirectoryOf(other.Path));

    private static DecisionText Superseded(DecisionText same) =>
        same.Status is DecisionStatus.Superseded ? same : same.Set(FieldNames.Status, "superseded");

    private DecisionText AddSupersededBy(List<DecisionText> others, LinkWords words)
    {
        var field = FieldNames.Of(FieldNames.SupersededBy);
        var labels = others.ConvertAll(Label);
        if (front?[field.Front] is { } kept)
            return Superseded(Extend(kept, field, labels));
        if (HeaderField(field) is { } written && FindInLine(field, written.Line, written.LastLine) is { } span)
            return Superseded(Extend(span, field, labels));
        var status = FieldNames.Of(FieldNames.Status);
        var isSuperseded = reading.State.Status is DecisionStatus.Superseded;
        if (reading.State.Section is { } section && reading.State.Place is FieldPlace.Section or FieldPlace.None)
        {
            var written2 = labels.ConvertAll(label => $"{Capital(words.SupersededBy)} {label}");
            var result = this;
            var line = LastLineOf(section);
            if (isSuperseded && SaysSuperseded(reading.State.Line))
                line = reading.State.Line;
            else if (reading.State.Place is FieldPlace.Section && Find(status) is { } stated)
            {
                result = Write(stated, status, [written2[0]], written2[0]);
                line = stated.Line;
                written2.RemoveAt(0);
            }
            foreach (var paragraph in written2)
            {
                // Below those that stand there already.
                while (result.NextSuperseding(line) is { } next)
                    line = next;
                result = result.InsertAfter(line, paragraph, isApart: true);
            }
            return Superseded(result);
        }
        var place = Find(status);
        var text =
            isSuperseded && place is { Length: > 0 } && Raw(place) is var old && SaysSupersededText(old)
                ? $"{old} and {string.Join(" and ", labels)}"
                : InCaseOf(StatusText, $"{words.SupersededBy} {string.Join(" and ", labels)}");
        if (place is not null)
            return Superseded(Write(place, status, [text], text));
        return Format is DecisionFormat.Nygard
            ? Superseded(
                InsertSection(
                    "Status",
                    string.Join(Blank(1), labels.Select(label => $"{Capital(words.SupersededBy)} {label}"))
                )
            )
            : Superseded(Insert(status, text));
    }

    private DecisionText AddSupersedes(DecisionText other, LinkWords words)
    {
        var field = FieldNames.Of(FieldNames.Supersedes);
        var label = Label(other);
        if (front?[field.Front] is { } kept)
            return Extend(kept, field, [label]);
        if (HeaderField(field) is { } written && FindInLine(field, written.Line, written.LastLine) is { } span)
            return Extend(span, field, [label]);
        var text = $"{Capital(words.Supersedes)} {label}";
        if (reading.State.Section is { } section && !section.Plain.Contains(':', StringComparison.Ordinal))
            return InsertAfter(EndOfSection(section), text, isApart: true);
        var links = Section(
            "links",
            "related",
            "related decisions",
            "related adrs",
            "references",
            "see also",
            "relations"
        );
        if (links is not null)
            return InsertItem(links, text);
        if (Section("more information") is { } more)
            return InsertAfter(EndOfSection(more), text + ".", isApart: true);
        return Format is DecisionFormat.Madr && FormatVersion is not 2
            ? Append("## More Information", text + ".")
            : Append("## Links", $"{Bullet()} {text}");
    }

    private DecisionText InsertItem(Piece heading, string text)
    {
        var last = EndOfSection(heading);
        var isList = last > LastLineOf(heading) && Marker().IsMatch(lines.TextOf(last));
        return InsertAfter(last, $"{Bullet()} {text}", isApart: !isList);
    }

    /// <summary>One more in a field of its own: an item of a list, or after what stands there.</summary>
    private DecisionText Extend(FieldSpan span, FieldName field, List<string> labels)
    {
        var values = Values(field).Where(value => value.Length > 0).Concat(labels).ToList();
        if (span.Style is ValueStyle.YamlPlain && span.Length == 0)
            return With(span.Start, 0, " [" + string.Join(", ", labels.Select(YamlText.Quoted)) + "]");
        return Write(span, field, values, string.Join(", ", values));
    }

    /// <summary>How the format names another record: "[ADR-0005](…)", "[5. Use rows](…)", "[20200925-use-rows](…)".</summary>
    private string Label(DecisionText other)
    {
        var name = Format switch
        {
            DecisionFormat.Nygard => other.Number is { } number ? $"{number}. {other.Title}" : other.Title,
            DecisionFormat.Log4brains => other.Stem,
            _ => other.NumberText is { Length: > 0 } digits ? $"ADR-{digits}" : other.Title,
        };
        name = name.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
        return $"[{name}]({AddressOf(other)})";
    }

    private string AddressOf(DecisionText other)
    {
        var path = System.IO.Path.GetRelativePath(FullPath(DirectoryOf(Path)), FullPath(other.Path)).Replace('\\', '/');
        return Awkward().Replace(path, match => Uri.HexEscape(match.Value[0]));
    }

    private Piece? Section(params string[] names) =>
        reading.Markdown.Pieces.FirstOrDefault(piece =>
            piece.Kind == PieceKind.Heading && names.Contains(piece.Plain.ToLowerInvariant(), StringComparer.Ordinal)
        );

    /// <summary>The mark that the record's lists begin with.</summary>
    private string Bullet()
    {
        foreach (var piece in reading.Markdown.Pieces)
            if (
                piece.Kind == PieceKind.BulletItem
                && lines.TextOf(piece.Line).TrimStart() is ['-' or '*' or '+', ..] text
            )
                return text[..1];
        return Format is DecisionFormat.Madr ? "*" : "-";
    }

    private int? NextSuperseding(int line)
    {
        var next = line + 1;
        while (next <= lines.Count && lines.IsBlank(next))
            next++;
        return next <= lines.Count && SaysSuperseded(next) ? next : null;
    }

    private bool SaysSuperseded(int line) => SaysSupersededText(lines.TextOf(line));

    private static bool SaysSupersededText(string text) => DecisionLinks.SaysSuperseded(text);

    private string Raw(FieldSpan span) =>
        span.Style switch
        {
            ValueStyle.YamlDoubleQuoted or ValueStyle.YamlSingleQuoted => reading.Markdown.FrontMatter?["status"]?.Text
                ?? "",
            _ => source.Text.Substring(span.Start, span.Length),
        };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string DirectoryOf(string path) =>
        System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";

    private static string FullPath(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (Exception problem) when (problem is ArgumentException or PathTooLongException or NotSupportedException)
        {
            return path;
        }
    }

    [GeneratedRegex(
        @"^(?:(?:ADR|RFC)[-_ #]?)?(\d{1,6})(?:-.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NumberIn();

    [GeneratedRegex(@"[\x00-\x20()<>%#?\\""]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Awkward();
}

/// <summary>How a folder spells its links; adr-tools wrote "supercedes" for years.</summary>
internal sealed record LinkWords(string Supersedes, string SupersededBy)
{
    public static readonly LinkWords Usual = new("supersedes", "superseded by");
    public static readonly LinkWords AdrTools = new("supercedes", "superceded by");
}
